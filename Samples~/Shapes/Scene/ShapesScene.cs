using System;
using System.Collections.Generic;
using Saccade.Samples.Shapes.Breeds;
using Saccade.Samples.Shapes.Scene;
using UnityEngine;
using UnityEngine.Rendering;
using Object = UnityEngine.Object;

namespace Saccade.Samples.Shapes
{
    /// <summary>
    /// One labelled solid before a background, with light and clutter, all made from a seed. The same seed, class and frame
    /// give the same picture, bit for bit, whatever was shown before.
    /// </summary>
    public sealed class ShapesScene : IDisposable
    {
        /// <summary>The smallest share of the picture's smaller side that the solid takes up.</summary>
        public const float MinCoverage = 0.45f;

        // Streams of random numbers under one seed: what all frames of a scene share, and what each has to itself.
        private const int SceneStream = 0;

        private const int FirstFrameStream = 1;

        private const float FieldOfView = 40f;

        private readonly Dictionary<string, Mesh> _meshes = new Dictionary<string, Mesh>();

        private readonly Color _ambientBefore = RenderSettings.ambientLight;

        private readonly AmbientMode _ambientModeBefore = RenderSettings.ambientMode;

        private readonly float _reflectionsBefore = RenderSettings.reflectionIntensity;

        private readonly bool _fogBefore = RenderSettings.fog;

        private readonly GameObject? _ownCamera;

        private readonly GameObject _lamp;

        private readonly Light _light;

        private readonly Prop _subject = new Prop("Subject", PrimitiveType.Cube);

        private readonly Pattern _subjectPattern = new Pattern();

        private readonly SceneBackground _background = new SceneBackground();

        private readonly SceneClutter _clutter = new SceneClutter();

        private float _maxCoverage = 0.8f;

        private Vector3 _home;

        private Quaternion _pose = Quaternion.identity;

        private Vector2 _room;

        /// <summary>Builds the scene's objects; nothing of use is to be seen until <see cref="Show(int, string, int)"/>.</summary>
        /// <param name="camera">The camera to place before the solid, or null to make one. Its field of view and range are set.</param>
        public ShapesScene(Camera? camera = null)
        {
            if (camera == null)
            {
                _ownCamera = new GameObject("Shapes Camera");
                camera = _ownCamera.AddComponent<Camera>();
            }

            Camera = camera;
            Camera.fieldOfView = FieldOfView;
            Camera.nearClipPlane = 0.1f;
            Camera.farClipPlane = 60f;
            Camera.clearFlags = CameraClearFlags.SolidColor;

            // A new scene is lit by its sky, and what is learnt here must not depend on it.
            RenderSettings.ambientMode = AmbientMode.Flat;
            RenderSettings.reflectionIntensity = 0f;
            RenderSettings.fog = false;

            _lamp = new GameObject("Shapes Light");
            _light = _lamp.AddComponent<Light>();
            _light.type = LightType.Directional;

            Label = _subject.GameObject.AddComponent<ClassLabel>();
            _subject.Material.mainTexture = _subjectPattern.Texture;
        }

        /// <summary>The camera that looks at the solid.</summary>
        public Camera Camera { get; }

        /// <summary>The label on the solid: its class is the picture's truth.</summary>
        public ClassLabel Label { get; }

        /// <summary>
        /// The greatest share of the picture's smaller side that the solid takes up, from <see cref="MinCoverage"/> to 0.9;
        /// it is 0.8 at first. Less leaves the solid room to move.
        /// </summary>
        /// <exception cref="ArgumentOutOfRangeException">The value is outside that range.</exception>
        public float MaxCoverage
        {
            get => _maxCoverage;
            set
            {
                if (!(value >= MinCoverage && value <= 0.9f))
                {
                    throw new ArgumentOutOfRangeException(nameof(value), value, $"MaxCoverage must be from {MinCoverage} to 0.9.");
                }

                _maxCoverage = value;
            }
        }

        /// <summary>Arranges a scene.</summary>
        /// <param name="seed">Decides colours, light, background and clutter, and with the frame the pose, size and position.</param>
        /// <param name="className">The solid's class: a name out of <see cref="ShapesCatalogue"/>.</param>
        /// <param name="frame">Which of the scene's frames, from 0: each has another pose, size and position.</param>
        /// <exception cref="ArgumentException">No form has that name.</exception>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="frame"/> is negative.</exception>
        public void Show(int seed, string className, int frame = 0)
        {
            var form = ShapesCatalogue.Find(className);
            Arrange(seed, form, form.Name, null, frame);
        }

        /// <summary>Arranges a scene of a form in one colour.</summary>
        /// <param name="seed">Decides everything but the solid's form and colour.</param>
        /// <param name="breed">The solid; its name becomes the label.</param>
        public void Show(int seed, ShapeBreed breed) => Arrange(seed, breed.Form, breed.Name, breed.Coat, 0);

        /// <summary>Moves the solid along a lying figure of eight that stays in view, swaying on its way.</summary>
        /// <param name="phase">Where on the path, in rounds. Whole numbers are the picture's centre; every round is the same.</param>
        public void Move(float phase)
        {
            var angle = 2f * Mathf.PI * Mathf.Repeat(phase, 1f);
            var view = Camera.transform;
            var centre = view.position + (view.forward * Vector3.Dot(_home - view.position, view.forward));
            var offset = (view.right * (_room.x * Mathf.Sin(angle))) + (view.up * (_room.y * 0.6f * Mathf.Sin(2f * angle)));
            var sway = Quaternion.AngleAxis(20f * Mathf.Sin(angle), Vector3.up);
            _subject.Transform.SetPositionAndRotation(centre + offset, sway * _pose);
        }

        /// <summary>Destroys everything that the scene made; a camera that was given to it stays.</summary>
        public void Dispose()
        {
            RenderSettings.ambientMode = _ambientModeBefore;
            RenderSettings.ambientLight = _ambientBefore;
            RenderSettings.reflectionIntensity = _reflectionsBefore;
            RenderSettings.fog = _fogBefore;
            _subject.Destroy();
            _subjectPattern.Destroy();
            _background.Destroy();
            _clutter.Destroy();
            foreach (var mesh in _meshes.Values)
            {
                Object.DestroyImmediate(mesh);
            }

            // When the game ends the engine may have destroyed these already, and a destroyed component has no gameObject.
            Object.DestroyImmediate(_lamp);
            Object.DestroyImmediate(_ownCamera);
        }

        private static float Difference(Color a, Color b) =>
            new Vector3(a.r - b.r, a.g - b.g, a.b - b.b).magnitude;

        private void Arrange(int seed, ShapeForm form, string label, Coat? coat, int frame)
        {
            if (frame < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(frame), frame, "frame: frames count from 0.");
            }

            Label.ClassName = label;
            _subject.GameObject.GetComponent<MeshFilter>().sharedMesh = MeshOf(form);

            var scene = new SceneRandom(seed, SceneStream);
            _background.Paint(scene);
            PaintSubject(scene, coat);
            LightUp(scene);
            _clutter.Arrange(scene);
            PlaceSubjectAndCamera(new SceneRandom(seed, FirstFrameStream + frame), form);
        }

        private void PaintSubject(SceneRandom random, Coat? coat)
        {
            Camera.backgroundColor = _background.BackdropTint;

            // The most different of a few tries: a solid of its background's colour shows nothing to learn from.
            Color tint = default;
            var difference = -1f;
            for (var i = 0; i < 4; i++)
            {
                var candidate = coat != null ? random.Tint(coat) : random.Tint(0.2f, 0.95f, 0.45f, 1f);
                var nearest = Mathf.Min(Difference(candidate, _background.GroundTint), Difference(candidate, _background.BackdropTint));
                if (nearest > difference)
                {
                    tint = candidate;
                    difference = nearest;
                }
            }

            if (random.Chance(0.35f))
            {
                _subjectPattern.PaintAny(random, tint, tint * random.Between(0.6f, 0.85f));
            }
            else
            {
                _subjectPattern.PaintPlain(tint);
            }
        }

        private void LightUp(SceneRandom random)
        {
            _light.transform.rotation = Quaternion.Euler(random.Between(25f, 65f), random.Between(-65f, 65f), 0f);
            _light.color = Color.Lerp(Color.white, random.Tint(0.3f, 0.5f, 1f, 1f), random.Between(0f, 0.6f));
            _light.intensity = random.Between(0.75f, 1.25f);
            RenderSettings.ambientLight = Color.white * random.Between(0.2f, 0.45f);
        }

        private void PlaceSubjectAndCamera(SceneRandom random, ShapeForm form)
        {
            var pitch = random.Between(8f, 30f);
            var lean = random.Between(form.MinElevation, form.MaxElevation) - pitch;
            _pose = Quaternion.Euler(-lean, 0f, 0f)
                * Quaternion.Euler(0f, 0f, random.Between(-15f, 15f))
                * Quaternion.Euler(0f, random.Between(-form.YawLimit, form.YawLimit), 0f);
            var scale = random.Between(0.85f, 1.15f);
            var hover = random.Chance(0.5f) ? 0f : random.Between(0f, 0.6f);
            var coverage = random.Between(MinCoverage, MaxCoverage);
            var shift = new Vector2(random.Between(-1f, 1f), random.Between(-1f, 1f));

            var view = Quaternion.Euler(pitch, 0f, 0f);
            var toView = Quaternion.Inverse(view);
            var corners = MeshOf(form).vertices;
            var lowest = 0f;
            for (var i = 0; i < corners.Length; i++)
            {
                var corner = _pose * corners[i] * scale;
                lowest = Mathf.Min(lowest, corner.y);
                corners[i] = toView * corner;
            }

            _home = new Vector3(0f, hover - lowest, 0f);
            _subject.Transform.localScale = Vector3.one * scale;
            _subject.Transform.SetPositionAndRotation(_home, _pose);

            var slope = Mathf.Tan(FieldOfView * 0.5f * Mathf.Deg2Rad);
            var slopes = new Vector2(slope * Camera.aspect, slope);
            var framing = Framing.Fit(corners, coverage, slopes);
            _room = framing.Room;
            var eye = _home - (view * new Vector3(_room.x * shift.x, _room.y * shift.y, framing.Distance));
            Camera.transform.SetPositionAndRotation(eye, view);
            _background.PlaceBehind(eye, view, framing.Distance, slopes);
        }

        private Mesh MeshOf(ShapeForm form)
        {
            if (!_meshes.TryGetValue(form.Name, out var mesh))
            {
                mesh = form.BuildMesh();
                _meshes.Add(form.Name, mesh);
            }

            return mesh;
        }
    }
}
