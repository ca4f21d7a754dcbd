using System.Collections.Generic;
using Saccade.Hierarchy;
using UnityEngine;

namespace Saccade.Samples.Shapes
{
    /// <summary>
    /// Builds a scene of one moving solid and names what the camera sees. Put it on an empty object and press play: camera, light,
    /// classifier, overlay and label come by themselves, and the model is the sample's own. Dragging moves the solid along its path, the
    /// wheel makes it faster or slower, and the left and right arrow keys change its form.
    /// </summary>
    [AddComponentMenu("Saccade/Samples/Shapes Quickstart")]
    [DisallowMultipleComponent]
    [RequireComponent(typeof(Camera))]
    public sealed class ShapesQuickstart : MonoBehaviour
    {
        // The model knows small solids less well, and a large one has no room to move in.
        private const float Coverage = 0.7f;

#if ENABLE_LEGACY_INPUT_MANAGER
        // How much faster one notch of the wheel makes it.
        private const float WheelStep = 1.2f;

#endif
        [SerializeField]
        [Tooltip("Decides colours, light, background, clutter and pose.")]
        private int _seed = 1;

        [SerializeField]
        [Tooltip("The solid's class: a name out of ShapesCatalogue.")]
        private string _className = "torus";

        [SerializeField]
        [Min(0.1f)]
        [Tooltip("How long one round of the path takes, in seconds.")]
        private float _secondsPerRound = 6f;

        [SerializeField]
        [Tooltip("Adds the classifier with the sample's model, the overlay and the label, where they are missing.")]
        private bool _classifies = true;

        // What else lights the scene is switched off meanwhile: the model learnt from pictures with one lamp.
        private readonly List<Light> _otherLights = new List<Light>();

        private ShapesScene? _scene;

        private float _phase;

#if ENABLE_LEGACY_INPUT_MANAGER
        private Vector3 _mouse;

#endif
        /// <summary>Decides colours, light, background, clutter and pose; a change shows with the next <see cref="Restart"/>.</summary>
        public int Seed
        {
            get => _seed;
            set => _seed = value;
        }

        /// <summary>
        /// The solid's class, a name out of <see cref="ShapesCatalogue"/>; a change shows with the next <see cref="Restart"/>.
        /// </summary>
        public string ClassName
        {
            get => _className;
            set => _className = value;
        }

        /// <summary>How long one round of the path takes, in seconds.</summary>
        public float SecondsPerRound
        {
            get => _secondsPerRound;
            set => _secondsPerRound = Mathf.Max(0.1f, value);
        }

        /// <summary>
        /// Whether the classifier with the sample's model, the overlay and the label are added where they are missing; read when the
        /// component starts.
        /// </summary>
        public bool Classifies
        {
            get => _classifies;
            set => _classifies = value;
        }

        /// <summary>The scene, from the component's first frame on for as long as it is enabled; null outside.</summary>
        public ShapesScene? Scene => _scene;

        /// <summary>Shows the scene of <see cref="Seed"/> and <see cref="ClassName"/> from the beginning of the path.</summary>
        /// <exception cref="System.ArgumentException">No form has that name.</exception>
        public void Restart()
        {
            _scene ??= new ShapesScene(GetComponent<Camera>()) { MaxCoverage = Coverage };
            _scene.Show(_seed, _className);
            _phase = 0f;
            _scene.Move(_phase);
        }

        private void Start() => Begin();

        private void Begin()
        {
            SwitchOffOtherLights();
            Restart();
            if (_classifies)
            {
                Classify();
            }
        }

        private void Update()
        {
            if (_scene == null)
            {
                // Start doesn't come again after scripts were reloaded in play mode.
                Begin();
            }

#if ENABLE_LEGACY_INPUT_MANAGER
            var turned = TakeInput();
#else
            float turned = Time.deltaTime / _secondsPerRound;
#endif
            _phase = Mathf.Repeat(_phase + turned, 1f);
            _scene!.Move(_phase);
        }

#if ENABLE_LEGACY_INPUT_MANAGER
        // How far along the path this frame goes, in rounds: across the whole screen a drag is one round, and time stands still.
        private float TakeInput()
        {
            if (Input.GetKeyDown(KeyCode.LeftArrow))
            {
                ShowNeighbour(-1);
            }

            if (Input.GetKeyDown(KeyCode.RightArrow))
            {
                ShowNeighbour(1);
            }

            SecondsPerRound *= Mathf.Pow(WheelStep, -Input.mouseScrollDelta.y);
            var from = Input.GetMouseButtonDown(0) ? Input.mousePosition : _mouse;
            _mouse = Input.mousePosition;
            return Input.GetMouseButton(0) ? (_mouse.x - from.x) / Screen.width : Time.deltaTime / _secondsPerRound;
        }

        private void ShowNeighbour(int step)
        {
            var names = new List<string>(ShapesCatalogue.BaseClasses);
            names.AddRange(ShapesCatalogue.NewClasses);
            var index = names.IndexOf(_className) + step;
            _className = names[(index + names.Count) % names.Count];
            Restart();
        }
#endif

        private void SwitchOffOtherLights()
        {
            foreach (var light in SceneObjects.FindAll<Light>())
            {
                if (light.enabled)
                {
                    light.enabled = false;
                    _otherLights.Add(light);
                }
            }
        }

        private void Classify()
        {
            SampleModel.GiveTo(Require<VitClassifier>(), this);
            Require<AttentionOverlay>();
            var label = Require<ClassificationLabel>();
            if (label.Truth == null)
            {
                label.Truth = _scene!.Label;
            }
        }

        private T Require<T>()
            where T : Component
        {
            var there = GetComponent<T>();
            return there != null ? there : gameObject.AddComponent<T>();
        }

        // Not OnDestroy: the scripts may go before the component does, and nobody would know of the scene any more.
        private void OnDisable()
        {
            _scene?.Dispose();
            _scene = null;
            foreach (var light in _otherLights)
            {
                if (light != null)
                {
                    light.enabled = true;
                }
            }

            _otherLights.Clear();
        }
    }
}
