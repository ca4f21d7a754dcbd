using System;
using Saccade.Overlay;
using Saccade.Stages;
using UnityEngine;

namespace Saccade
{
    /// <summary>
    /// Writes the most likely classes with their smoothed probabilities and bars over the picture of the camera; where the scene knows the
    /// truth, it says when the model is wrong. For a camera with a target texture it lies over the whole screen, because GUI is drawn
    /// after all cameras: give several such cameras a corner each.
    /// </summary>
    [AddComponentMenu("Saccade/Classification Label")]
    [RequireComponent(typeof(VitClassifier))]
    [DisallowMultipleComponent]
    public sealed class ClassificationLabel : MonoBehaviour
    {
        private const int MaximumLines = 10;

        private static readonly Color PlainColor = new Color(1f, 1f, 1f, 0.96f);
        private static readonly Color RightColor = new Color(0.36f, 0.84f, 0.52f);
        private static readonly Color WrongColor = new Color(1f, 0.42f, 0.38f);

        [SerializeField]
        [Range(0, MaximumLines)]
        [Tooltip("How many classes to list, most likely first. 0: all that the result lists, see Top K of the classifier.")]
        private int _lines;

        [SerializeField]
        [Range(8, 96)]
        [Tooltip("Height of the text in pixels.")]
        private int _fontSize = 16;

        [SerializeField]
        [Tooltip("The corner of the camera's picture that the panel lies in.")]
        private LabelCorner _corner = LabelCorner.TopLeft;

        [SerializeField]
        [Tooltip("The labelled object that the camera looks at, if the scene knows it: its class is shown when the model says another.")]
        private ClassLabel? _truth;

        private VitClassifier _classifier = null!;
        private LabelPanel? _panel;

        /// <summary>How many classes to list, most likely first, 0 to 10; 0 for all that the result lists.</summary>
        public int Lines
        {
            get => _lines;
            set => _lines = Mathf.Clamp(value, 0, MaximumLines);
        }

        /// <summary>Height of the text in pixels, 8 to 96.</summary>
        public int FontSize
        {
            get => _fontSize;
            set => _fontSize = Mathf.Clamp(value, 8, 96);
        }

        /// <summary>The corner of the camera's picture that the panel lies in.</summary>
        public LabelCorner Corner
        {
            get => _corner;
            set => _corner = value;
        }

        /// <summary>The labelled object that the camera looks at, or null when the scene doesn't know it.</summary>
        public ClassLabel? Truth
        {
            get => _truth;
            set => _truth = value;
        }

        private void OnEnable()
        {
            // Not in Awake: it isn't called again after scripts were reloaded in play mode.
            _classifier = GetComponent<VitClassifier>();

            // Nothing here is laid out, and layout costs garbage.
            useGUILayout = false;
        }

        private void OnDisable()
        {
            _panel?.Release();
            _panel = null;
        }

        private void OnGUI()
        {
            if (Event.current.type != EventType.Repaint)
            {
                return;
            }

            using var writing = StageMarkers.Begin(Stage.Label);
            var top = _classifier.Top;
            if (top.IsEmpty)
            {
                return;
            }

            if (_panel == null || _panel.FontSize != _fontSize)
            {
                _panel?.Release();
                _panel = new LabelPanel(_fontSize);
            }

            var truth = _truth != null ? _truth.ClassName : null;
            var isRight = truth == top[0].Label;
            var area = _classifier.ScreenArea;
            _panel.Set(top, _lines > 0 ? _lines : MaximumLines, new Vector2(area.width, area.height), isRight ? null : truth);
            _panel.Draw(area, _corner, truth == null ? PlainColor : isRight ? RightColor : WrongColor, RightColor);
        }
    }
}
