using System;
using Saccade.Overlay;
using UnityEngine;

namespace Saccade
{
    /// <summary>
    /// Blends a map of where the model looked over the picture of the camera, exactly on the part of the picture that the model saw.
    /// Over the screen for a camera on the screen; for a camera with a target texture into that texture, so that a monitor in the
    /// game shows it. The model itself never sees it: it is drawn after the picture is taken, and the camera clears before the next
    /// one. (A camera that doesn't clear its target texture keeps it, and shows it to the model.)
    /// </summary>
    [AddComponentMenu("Saccade/Attention Overlay")]
    [RequireComponent(typeof(VitClassifier))]
    [DisallowMultipleComponent]
    public sealed class AttentionOverlay : MonoBehaviour
    {
        // Deeper than the default, so that labels lie over the map whichever component was added first.
        private const int GuiDepth = 1;

        private const int MostHeads = 64;

        [SerializeField]
        [Tooltip("Which map to show. Best: the one that says best where the object is, among those that the model gives.")]
        private AttentionSource _source = AttentionSource.Best;

        [SerializeField]
        [Range(0, MostHeads - 1)]
        [Tooltip("Which head of the last block to show, counted from 0. Only for the source Head.")]
        private int _head;

        [SerializeField]
        [Range(0f, 1f)]
        [Tooltip("Opacity where the model looked most; where it looked least, the overlay is transparent.")]
        private float _opacity = 0.65f;

        [SerializeField]
        [Range(0f, 1f)]
        [Tooltip("Nothing is drawn below this fraction of the way from the smallest weight to the largest.")]
        private float _threshold;

        [SerializeField]
        [Tooltip("Colours from the smallest weight to the largest.")]
        private ColorMap _colorMap = ColorMap.Inferno;

        [SerializeField]
        [Tooltip("Smooth from patch to patch, or each patch in one colour.")]
        private OverlayStyle _style = OverlayStyle.Smooth;

        private VitClassifier _classifier = null!;
        private Camera _camera = null!;
        private OverlayPainter? _painter;
        private float[] _reduced = Array.Empty<float>();
        private Rect _region;
        private AttentionSource _takenSource;
        private int _takenHead;
        private (AttentionSource, int, int, bool, bool)? _explained;
        private string? _choiceNotice;

        /// <summary>Which map to show. One that the model doesn't give is replaced by the best that it does, see <see cref="Notice"/>.</summary>
        public AttentionSource Source
        {
            get => _source;
            set => _source = value;
        }

        /// <summary>Which head of the last block <see cref="AttentionSource.Head"/> shows, 0 to 63; beyond the model's last, its last.</summary>
        public int Head
        {
            get => _head;
            set => _head = Mathf.Clamp(value, 0, MostHeads - 1);
        }

        /// <summary>Opacity where the model looked most, 0 to 1; it falls to 0 with the weight.</summary>
        public float Opacity
        {
            get => _opacity;
            set => _opacity = Mathf.Clamp01(value);
        }

        /// <summary>Nothing is drawn below this fraction of the way from the smallest weight to the largest, 0 to 1.</summary>
        public float Threshold
        {
            get => _threshold;
            set => _threshold = Mathf.Clamp01(value);
        }

        /// <summary>Colours from the smallest weight to the largest.</summary>
        public ColorMap ColorMap
        {
            get => _colorMap;
            set => _colorMap = value;
        }

        /// <summary>Smooth from patch to patch, or each patch in one colour.</summary>
        public OverlayStyle Style
        {
            get => _style;
            set => _style = value;
        }

        /// <summary>The map that is shown: <see cref="Source"/> or what stands in for it. Null before the first result and without any.</summary>
        public AttentionSource? Shown { get; private set; }

        /// <summary>
        /// Why no map is shown, or another than was asked for, as one message to show; null when nothing is wrong, also before the
        /// first result.
        /// </summary>
        public string? Notice { get; private set; }

        private void Awake()
        {
            _classifier = GetComponent<VitClassifier>();
            _camera = GetComponent<Camera>();

            // Nothing here is laid out, and layout costs garbage.
            useGUILayout = false;
        }

        private void OnEnable()
        {
            _classifier.Classified += Take;
            _classifier.PictureTaken += DrawOnTexture;
            Classification? result = _classifier.Result;
            if (result != null)
                Take(result);
        }

        private void OnDisable()
        {
            _classifier.Classified -= Take;
            _classifier.PictureTaken -= DrawOnTexture;
            _painter?.Release();
            _painter = null;
            _explained = null;
            Shown = null;
            Notice = null;
        }

        private void OnGUI()
        {
            GUI.depth = GuiDepth;
            if (Event.current.type == EventType.Repaint && _camera.targetTexture == null)
                Draw(_classifier.ScreenArea, false);
        }

        private void DrawOnTexture()
        {
            RenderTexture? target = _camera.targetTexture;
            if (target == null)
                return;
            Rect pixels = _camera.pixelRect;
            GL.PushMatrix();
            GL.Viewport(new Rect(0f, 0f, target.width, target.height));
            GL.LoadPixelMatrix(0f, target.width, target.height, 0f);
            Draw(
                new Rect(pixels.x, target.height - pixels.yMax, pixels.width, pixels.height),
                QualitySettings.activeColorSpace == ColorSpace.Linear);
            GL.PopMatrix();
            GL.Viewport(pixels);
        }

        private void Draw(Rect picture, bool isLinear)
        {
            Classification? result = _classifier.Result;
            if (result == null || _painter == null)
                return;
            if (_source != _takenSource || _head != _takenHead)
                Take(result);
            _painter.Draw(new OverlayPlacement(picture, _region), _colorMap, _style, _opacity, _threshold, isLinear);
        }

        private void Take(Classification result)
        {
            _takenSource = _source;
            _takenHead = _head;
            _region = result.Region;
            Shown = SourceChoice.Choose(_source, result);
            Explain(result);
            _painter ??= OverlayPainter.TryCreate();
            if (_painter == null)
            {
                Notice = "The shader Saccade/AttentionOverlay is not in this program, or doesn't run on this GPU: import the package again.";
                return;
            }

            AttentionMap? attention = result.Attention;
            switch (Shown)
            {
                case AttentionSource.Relevance:
                    _painter.SetMap(result.Relevance!.Values, result.Relevance.GridHeight, result.Relevance.GridWidth);
                    break;
                case AttentionSource.Rollout:
                    _painter.SetMap(result.Rollout!.Values, result.Rollout.GridHeight, result.Rollout.GridWidth);
                    break;
                case AttentionSource.Head:
                    _painter.SetMap(
                        attention!.Head(Math.Min(_head, attention.Heads - 1)), attention.GridHeight, attention.GridWidth);
                    break;
                case AttentionSource.Mean:
                    Reduce(attention!, HeadReduction.Mean);
                    break;
                case AttentionSource.Max:
                    Reduce(attention!, HeadReduction.Max);
                    break;
                case AttentionSource.Min:
                    Reduce(attention!, HeadReduction.Min);
                    break;
                default:
                    _painter.Clear();
                    break;
            }

            if (Shown != null && !_painter.HasMap)
                Notice = "The map is the same everywhere, so there is no hottest place to show.";
        }

        private void Reduce(AttentionMap attention, HeadReduction reduction)
        {
            if (_reduced.Length != attention.GridHeight * attention.GridWidth)
                _reduced = new float[attention.GridHeight * attention.GridWidth];
            attention.Reduce(reduction, _reduced);
            _painter!.SetMap(_reduced, attention.GridHeight, attention.GridWidth);
        }

        // The sentence is made anew only when it changes, so that a steady model costs no garbage.
        private void Explain(Classification result)
        {
            (AttentionSource, int, int, bool, bool) asked =
                (_source, _head, result.Attention?.Heads ?? 0, result.Rollout != null, result.Relevance != null);
            if (asked != _explained)
            {
                _explained = asked;
                _choiceNotice = SourceChoice.Explain(_source, _head, result, _classifier.ModelFolder);
            }

            Notice = _choiceNotice;
        }
    }
}
