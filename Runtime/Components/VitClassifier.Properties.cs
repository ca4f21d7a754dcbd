using Saccade.Capture;
using Saccade.Capture.Sources;
using Saccade.Statistics;
using Saccade.Timing;
using UnityEngine;
using UnityEngine.Events;

namespace Saccade
{
    public sealed partial class VitClassifier
    {
        [SerializeField]
        [Tooltip("Folder with config.json, preprocessor_config.json and an ONNX file, or an ONNX file alone. A relative path starts at "
            + "StreamingAssets.")]
        private string _modelFolder = "";

        [SerializeField]
        [Tooltip("A model folder packed into an asset (Tools > Saccade > Model Asset…). If set, it is used instead of the folder.")]
        private TextAsset? _modelAsset;

        [SerializeField]
        [Tooltip("Which of the model's ONNX files is taken. Auto: full precision, unless the folder states that another changes at most "
            + "1 % of answers.")]
        private ModelVariant _variant = ModelVariant.Auto;

        [SerializeField]
        [Tooltip("What the model is computed with. Where that doesn't work, the processor is taken and a notice says why.")]
        private ExecutionProvider _provider = ExecutionProvider.Auto;

        [SerializeField]
        [Range(0, 64)]
        [Tooltip("Processor threads of one inference. 0: half of the processors, at most four; the others are left to the game.")]
        private int _threads;

        [SerializeField]
        [Tooltip("How often a picture is taken. Every Frame: as often as the model can, at most once a frame.")]
        private CaptureRate _rate = CaptureRate.EveryFrame;

        [SerializeField]
        [Range(0.1f, 240f)]
        [Tooltip("Pictures a second at most, with the rate Per Second.")]
        private float _capturesPerSecond = 10f;

        [SerializeField]
        [Tooltip("What the rate Per Second and the smoothing count: the machine's time, or the game's, for recorders and slow motion.")]
        private ClockMode _clock = ClockMode.RealTime;

        [SerializeField]
        [Tooltip("The part of the camera's picture that is looked at, as fractions of it; (0, 0) is the lower left corner.")]
        private Rect _sourceRect = new Rect(0f, 0f, 1f, 1f);

        [SerializeField]
        [Tooltip("Turns over what is captured from the screen. Tick it if the model's view in this inspector stands on its head.")]
        private bool _flipScreen;

        [SerializeField]
        [Range(1, 8)]
        [Tooltip("Pictures that can be on their way from the GPU at once. More hide a slower GPU, fewer save memory.")]
        private int _framesInFlight = 3;

        [SerializeField]
        [Range(1, 10)]
        [Tooltip("How many of the most likely classes a result lists.")]
        private int _topK = 3;

        [SerializeField]
        [Range(0f, 1f)]
        [Tooltip("Probability below which there is no label. 0: any will do, or 0.5 where each class has a probability of its own.")]
        private float _confidenceThreshold;

        [SerializeField]
        [Range(0f, 5f)]
        [Tooltip("Seconds over which probabilities are smoothed for the label. 0: each result counts as it is.")]
        private float _smoothing = 0.25f;

        [SerializeField]
        [Range(0f, 1f)]
        [Tooltip("How far another class must be ahead, in probability, before the label changes.")]
        private float _hysteresis = 0.05f;

        [SerializeField]
        [Tooltip("Called on the main thread with each result.")]
        private UnityEvent<Classification> _onClassified = new UnityEvent<Classification>();

        /// <summary>
        /// The model folder, or an ONNX file. Set it before the component is enabled, or call <see cref="Load(string)"/>. Not used while
        /// there is a
        /// <see cref="ModelAsset"/>.
        /// </summary>
        public string ModelFolder
        {
            get => _modelFolder;
            set => _modelFolder = value ?? "";
        }

        /// <summary>
        /// A model folder packed into an asset of the project, or null. It goes before <see cref="ModelFolder"/>. Set it before the
        /// component is enabled, or call <see cref="Load(TextAsset)"/>.
        /// </summary>
        public TextAsset? ModelAsset
        {
            get => _modelAsset;
            set => _modelAsset = value;
        }

        /// <summary>Which of the model's ONNX files is taken. Read when a model is loaded.</summary>
        public ModelVariant Variant
        {
            get => _variant;
            set => _variant = value;
        }

        /// <summary>What the model is computed with. Read when a model is loaded.</summary>
        public ExecutionProvider Provider
        {
            get => _provider;
            set => _provider = value;
        }

        /// <summary>
        /// Processor threads of one inference, 0 to 64; 0 takes half of the processors, at most four. Read when a model is loaded.
        /// </summary>
        public int Threads
        {
            get => _threads;
            set => _threads = Mathf.Clamp(value, 0, 64);
        }

        /// <summary>How often a picture is taken.</summary>
        public CaptureRate Rate
        {
            get => _rate;
            set => _rate = value;
        }

        /// <summary>Pictures a second at most with <see cref="CaptureRate.PerSecond"/>, 0.1 to 240.</summary>
        public float CapturesPerSecond
        {
            get => _capturesPerSecond;
            set => _capturesPerSecond = Mathf.Clamp(Finite.Require(value, nameof(CapturesPerSecond)), 0.1f, 240f);
        }

        /// <summary>What <see cref="CapturesPerSecond"/> and <see cref="Smoothing"/> count: the machine's time, or the game's.</summary>
        public ClockMode Clock
        {
            get => _clock;
            set => _clock = value;
        }

        /// <summary>
        /// The part of the camera's picture that is looked at, as fractions of it, the origin at the lower left corner as in
        /// <c>Camera.rect</c>; it is cut to the picture. The model's own resize and crop begin from there.
        /// </summary>
        public Rect SourceRect
        {
            get => _sourceRect;
            set
            {
                Finite.Require(value, nameof(SourceRect));
                _sourceRect = Rect.MinMaxRect(
                    Mathf.Clamp01(value.xMin), Mathf.Clamp01(value.yMin), Mathf.Clamp01(value.xMax), Mathf.Clamp01(value.yMax));
            }
        }

        /// <summary>
        /// Whether what is captured from the screen is turned over. In which order a graphics API keeps the screen's rows is known for
        /// each, but a render pipeline may do otherwise: then what the model sees stands on its head, and this puts it right. Without
        /// effect on cameras with a target texture.
        /// </summary>
        public bool FlipScreen
        {
            get => _flipScreen;
            set => _flipScreen = value;
        }

        /// <summary>Pictures that can be on their way from the GPU at once, 1 to 8. Read when a model is loaded.</summary>
        public int FramesInFlight
        {
            get => _framesInFlight;
            set => _framesInFlight = Mathf.Clamp(value, 1, 8);
        }

        /// <summary>How many of the most likely classes a result lists, 1 to 10. Read when a model is loaded.</summary>
        public int TopK
        {
            get => _topK;
            set => _topK = Mathf.Clamp(value, 1, 10);
        }

        /// <summary>
        /// Probability, 0 to 1, below which there is no <see cref="Label"/>. Of a model whose classes have a probability of their own
        /// (<see cref="Classification.HasIndependentClasses"/>), 0 means 0.5.
        /// </summary>
        public float ConfidenceThreshold
        {
            get => _confidenceThreshold;
            set => _confidenceThreshold = Mathf.Clamp01(Finite.Require(value, nameof(ConfidenceThreshold)));
        }

        /// <summary>
        /// Seconds over which probabilities are smoothed for <see cref="Label"/>, 0 to 5: after so long a change of the model's opinion
        /// has come through by 63 %. 0 takes each result as it is.
        /// </summary>
        public float Smoothing
        {
            get => _smoothing;
            set => _smoothing = Mathf.Clamp(Finite.Require(value, nameof(Smoothing)), 0f, 5f);
        }

        /// <summary>How far another class must be ahead, in probability, before <see cref="Label"/> changes; 0 to 1.</summary>
        public float Hysteresis
        {
            get => _hysteresis;
            set => _hysteresis = Mathf.Clamp01(Finite.Require(value, nameof(Hysteresis)));
        }

        /// <summary>The same as <see cref="Classified"/>, to be set up in the inspector.</summary>
        public UnityEvent<Classification> OnClassified => _onClassified;

        /// <summary>Whether a model is loaded and warm.</summary>
        public bool IsReady => _pipeline != null && _pipeline.IsReady;

        /// <summary>Whether another model is being loaded while this one serves, or the first one is.</summary>
        public bool IsLoading => _served.IsLoading;

        /// <summary>What the classifier is doing. Where that isn't what it should, <see cref="Error"/> or <see cref="Notice"/> says
        /// why.</summary>
        public ClassifierState State => !isActiveAndEnabled || _hook == null ? ClassifierState.Off
            : _opened == null ? ClassifierState.Loading
            : _served.Describe(Result, _rate != CaptureRate.OnRequest && IsStale);

        /// <summary>
        /// Seconds since the picture of <see cref="Result"/> was taken, by <see cref="Clock"/>; infinite before the first result.
        /// </summary>
        public double ResultAge
        {
            get
            {
                var result = Result;
                return result == null ? double.PositiveInfinity
                    : _clock == ClockMode.GameTime ? Time.timeAsDouble - result.Stamp.GameSeconds
                    : EngineFrames.Instance.Seconds - result.Stamp.Seconds;
            }
        }

        /// <summary>Why nothing is classified, or why another model could not be taken, as one message to show; or null.</summary>
        public string? Error => _served.Error;

        /// <summary>
        /// What one should know though it works, such as that another execution provider had to be taken; or null.
        /// </summary>
        public string? Notice => _hook?.Failure ?? SourceFault ?? _silence ?? _pipeline?.Notice ?? _hook?.Loss;

        /// <summary>How pictures are captured, such as "OpenGL" or "compute shader"; empty while no model is loaded.</summary>
        public string CaptureName => _pipeline?.CaptureName ?? "";

        /// <summary>What the model is really computed with; <see cref="ExecutionProvider.Auto"/> while none is loaded.</summary>
        public ExecutionProvider ActiveProvider => _pipeline?.Provider ?? ExecutionProvider.Auto;

        /// <summary>
        /// The last result as the model gave it, or null. It is overwritten by later results: read it in the frame that it arrives in.
        /// </summary>
        public Classification? Result => _label.Result;

        /// <summary>
        /// The label, smoothed over time so that it doesn't flicker; null when no class is likely enough, or nothing was classified yet.
        /// </summary>
        public string? Label => _label.Label;

        /// <summary>Smoothed probability of the class that is ahead, 0 to 1, also where it is too unlikely to be a label.</summary>
        public float LabelProbability => _label.Probability;

        /// <summary>
        /// The most likely classes with smoothed probabilities, the one that is ahead first; empty before the first result.
        /// </summary>
        public System.ReadOnlySpan<Prediction> Top => _label.Top;

        /// <inheritdoc/>
        public System.ReadOnlySpan<float> Probabilities => _label.Probabilities;

        /// <inheritdoc/>
        public System.Collections.Generic.IReadOnlyList<string> Labels => _label.Labels;

        /// <summary>Width in pixels of the picture that the model sees; 0 while none is loaded.</summary>
        public int ModelViewWidth => _pipeline?.ModelViewWidth ?? 0;

        /// <summary>Height in pixels of the picture that the model sees; 0 while none is loaded.</summary>
        public int ModelViewHeight => _pipeline?.ModelViewHeight ?? 0;

        /// <summary>
        /// Why <see cref="TryReadModelView"/> has nothing to read though the model works, as one message to show; or null.
        /// </summary>
        public string? ModelViewNotice => _pipeline?.ModelViewNotice;

        /// <summary>Rates, times and counts since the component was created.</summary>
        public ClassifierStatistics Statistics => _statistics;

        private bool IsStale => _pipeline != null
            && _watch.IsStale(ResultAge, _pipeline.RunSeconds, _rate == CaptureRate.PerSecond ? 1 / _capturesPerSecond : 0);

        // The sentence is made anew only when the rectangle changes: it is asked for in each frame.
        private string? SourceFault
        {
            get
            {
                if (_checkedRect != _sourceRect)
                {
                    _checkedRect = _sourceRect;
                    _sourceFault = SourcePart.FindFault(_sourceRect);
                }

                return _sourceFault;
            }
        }

        /// <summary>What went with the last picture that was taken.</summary>
        internal FrameStamp Taken => _pipeline?.Taken ?? default;

        /// <summary>What to call the model in messages.</summary>
        internal string ModelName => _modelAsset != null ? _modelAsset.name : _modelFolder;

        /// <summary>
        /// Where the camera's picture lies on the screen, in the pixels of <c>OnGUI</c> (origin at the top left corner): the
        /// camera's own rectangle, or the whole screen for a camera that renders to a texture.
        /// </summary>
        internal Rect ScreenArea
        {
            get
            {
                if (_camera == null || _camera.targetTexture != null)
                {
                    return new Rect(0, 0, Screen.width, Screen.height);
                }

                var pixels = _camera.pixelRect;
                return new Rect(pixels.x, Screen.height - pixels.yMax, pixels.width, pixels.height);
            }
        }
    }
}
