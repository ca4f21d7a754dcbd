using System.Globalization;
using UnityEngine;

namespace Saccade
{
    /// <summary>
    /// Writes the most likely class and its probability over the picture of the camera; with a truth to compare with, it says
    /// when the model is wrong.
    /// </summary>
    [AddComponentMenu("Saccade/Classification Label")]
    [RequireComponent(typeof(VitClassifier))]
    [DisallowMultipleComponent]
    public sealed class ClassificationLabel : MonoBehaviour
    {
        private static readonly Color RightColor = new Color(0.36f, 0.84f, 0.52f);
        private static readonly Color WrongColor = new Color(1f, 0.42f, 0.38f);

        [SerializeField]
        [Range(8, 96)]
        [Tooltip("Height of the text in pixels.")]
        private int _fontSize = 22;

        [SerializeField]
        [Tooltip("The labelled object that the camera looks at, if the scene knows it: its class is shown when the model says another.")]
        private ClassLabel? _truth;

        private VitClassifier _classifier = null!;
        private GUIStyle? _style;
        private GUIContent _content = new GUIContent("");
        private Vector2 _size;
        private string _shownLabel = "";
        private string? _shownTruth;
        private int _shownPercent = -1;

        /// <summary>Height of the text in pixels, 8 to 96.</summary>
        public int FontSize
        {
            get => _fontSize;
            set => _fontSize = Mathf.Clamp(value, 8, 96);
        }

        /// <summary>The labelled object that the camera looks at, or null when the scene doesn't know it.</summary>
        public ClassLabel? Truth
        {
            get => _truth;
            set => _truth = value;
        }

        private void Awake() => _classifier = GetComponent<VitClassifier>();

        private void OnGUI()
        {
            if (Event.current.type != EventType.Repaint)
                return;
            Classification? result = _classifier.Result;
            if (result == null)
                return;

            Prediction best = result.Best;
            string? truth = _truth != null ? _truth.ClassName : null;
            if (_style == null || _style.fontSize != _fontSize)
            {
                _style = new GUIStyle { fontSize = _fontSize, fontStyle = FontStyle.Bold, alignment = TextAnchor.MiddleLeft };
                _shownPercent = -1;
            }

            Compose(best, truth);
            _style.normal.textColor = truth == null ? Color.white : truth == best.Label ? RightColor : WrongColor;

            Rect area = _classifier.ScreenArea;
            float padding = _fontSize * 0.5f;
            Rect box = new Rect(area.x + padding, area.y + padding, _size.x + 2 * padding, _size.y + padding);
            Color before = GUI.color;
            GUI.color = new Color(0f, 0f, 0f, 0.62f);
            GUI.DrawTexture(box, Texture2D.whiteTexture);
            GUI.color = before;
            GUI.Label(new Rect(box.x + padding, box.y, box.width - padding, box.height), _content, _style);
        }

        // The text is made anew only when it changes, so that a steady label costs no garbage.
        private void Compose(Prediction best, string? truth)
        {
            int percent = Mathf.RoundToInt(best.Probability * 100f);
            if (percent == _shownPercent && best.Label == _shownLabel && truth == _shownTruth)
                return;
            _shownPercent = percent;
            _shownLabel = best.Label;
            _shownTruth = truth;
            string text = best.Label + "  " + percent.ToString(CultureInfo.InvariantCulture) + " %";
            if (truth != null && truth != best.Label)
                text += "   (truth: " + truth + ")";
            _content = new GUIContent(text);
            _size = _style!.CalcSize(_content);
        }
    }
}
