using Saccade.Overlay;
using UnityEngine;

namespace Saccade
{
    /// <summary>
    /// Writes over the picture of the camera what its classifier is doing: its state, how old the result is, how many pictures and labels
    /// come a second, what each stage costs, and what is wrong. For development; the profiler shows the same stages on a time line, as
    /// "Saccade.Capture", "Saccade.Infer" and so on.
    /// </summary>
    [AddComponentMenu("Saccade/Classifier Debug Overlay")]
    [RequireComponent(typeof(VitClassifier))]
    [DisallowMultipleComponent]
    public sealed class ClassifierDebugOverlay : MonoBehaviour
    {
        private const int MinimumFontSize = 8;
        private const int MaximumFontSize = 96;

        // Numbers that change more often can't be read, and each change makes a text.
        private const double SecondsBetweenTexts = 0.25;
        private const double Milliseconds = 1000;
        private const int LongestProblem = 160;

        [SerializeField]
        [Range(MinimumFontSize, MaximumFontSize)]
        [Tooltip("Height of the text in pixels.")]
        private int _fontSize = 13;

        [SerializeField]
        [Tooltip("The corner of the camera's picture that the text lies in.")]
        private LabelCorner _corner = LabelCorner.BottomLeft;

        private readonly PlainText _text = new PlainText();
        private VitClassifier _classifier = null!;
        private GUIContent? _content;
        private GUIStyle? _style;
        private Texture2D? _background;
        private Vector2 _size;
        private double _nextText;

        /// <summary>Height of the text in pixels, 8 to 96.</summary>
        public int FontSize
        {
            get => _fontSize;
            set => _fontSize = Mathf.Clamp(value, MinimumFontSize, MaximumFontSize);
        }

        /// <summary>The corner of the camera's picture that the text lies in.</summary>
        public LabelCorner Corner
        {
            get => _corner;
            set => _corner = value;
        }

        /// <summary>What is shown now; empty before the first frame. It is renewed four times a second.</summary>
        public string Text => _text.Taken;

        private void OnEnable()
        {
            // Not in Awake: it isn't called again after scripts were reloaded in play mode.
            _classifier = GetComponent<VitClassifier>();
            _nextText = 0;

            // Nothing here is laid out, and layout costs garbage.
            useGUILayout = false;
        }

        private void OnDisable()
        {
            if (_background != null)
            {
                Destroy(_background);
            }

            _background = null;
            _style = null;
        }

        private void OnGUI()
        {
            if (Event.current.type != EventType.Repaint)
            {
                return;
            }

            var isNewStyle = _style == null || _style.fontSize != _fontSize;
            if (isNewStyle)
            {
                MakeStyle();
            }

            if (Write() || isNewStyle)
            {
                _content = new GUIContent(_text.Taken);
                _size = _style!.CalcSize(_content);
            }

            _style!.Draw(Place(), _content!, false, false, false, false);
        }

        // In whole milliseconds what stands still stays the same text.
        private bool Write()
        {
            var now = Time.unscaledTimeAsDouble;
            if (now < _nextText && _content != null)
            {
                return false;
            }

            _nextText = now + SecondsBetweenTexts;
            var statistics = _classifier.Statistics;
            _text.Clear().Add(Names.State(_classifier.State));
            var result = _classifier.Result;
            if (result != null)
            {
                _text.Add(", result ").Add(_classifier.ResultAge, 1).Add(" s old, frame ").Add(result.Frame);
            }

            _text.Add("\n").Add(statistics.CapturesPerSecond, 0).Add(" pictures/s, ").Add(statistics.LabelsPerSecond, 0)
                .Add(" labels/s, ").Add(statistics.Dropped).Add(" dropped");
            Add("\ncapture: ", _classifier.CaptureName.Length > 0 ? _classifier.CaptureName : "none");
            _text.Add(", encode ").Add(statistics.EncodeSeconds * Milliseconds, 2).Add(" ms (GPU ")
                .Add(statistics.EncodeGpuSeconds * Milliseconds, 2).Add("), fetch ")
                .Add(statistics.FetchSeconds * Milliseconds, 2).Add(" ms");
            Add("\nmodel: ", Names.Provider(_classifier.ActiveProvider));
            _text.Add(", run ").Add(statistics.InferenceSeconds * Milliseconds, 1).Add(" ms, latency ")
                .Add(statistics.LatencyP50 * Milliseconds, 0).Add(" ms (19 of 20: ").Add(statistics.LatencyP95 * Milliseconds, 0).Add(")");
            var problem = _classifier.Error ?? _classifier.Notice;
            if (problem != null)
            {
                Add("\n", problem.Length <= LongestProblem ? problem : problem.Substring(0, LongestProblem));
            }

            return _text.Take();
        }

        private void Add(string name, string value) => _text.Add(name).Add(value);

        private Rect Place()
        {
            var area = _classifier.ScreenArea;
            var isRight = _corner == LabelCorner.TopRight || _corner == LabelCorner.BottomRight;
            var isLow = _corner == LabelCorner.BottomLeft || _corner == LabelCorner.BottomRight;
            return new Rect(
                isRight ? area.xMax - _size.x - _fontSize : area.x + _fontSize,
                isLow ? area.yMax - _size.y - _fontSize : area.y + _fontSize,
                _size.x,
                _size.y);
        }

        private void MakeStyle()
        {
            if (_background == null)
            {
                _background = new Texture2D(1, 1, TextureFormat.RGBA32, false, true)
                {
                    name = "Debug Background",
                    hideFlags = HideFlags.HideAndDontSave,
                };
                _background.SetPixels32(new Color32[] { new Color(0.05f, 0.06f, 0.08f, 0.74f) });
                _background.Apply(false, false);
            }

            var padding = Mathf.RoundToInt(_fontSize * 0.5f);
            _style = new GUIStyle
            {
                fontSize = _fontSize,
                alignment = TextAnchor.UpperLeft,
                richText = false,
                padding = new RectOffset(padding, padding, padding, padding),
                normal = new GUIStyleState { textColor = Color.white, background = _background },
            };
        }

        // An enum's own text is made anew each time.
        private static class Names
        {
            private static readonly string[] Providers = System.Enum.GetNames(typeof(ExecutionProvider));

            private static readonly string[] States =
            {
                "off", "loading", "waiting for a picture", "serving", "stale", "failed",
            };

            public static string State(ClassifierState state) => States[(int)state];

            public static string Provider(ExecutionProvider provider) => Providers[(int)provider];
        }
    }
}
