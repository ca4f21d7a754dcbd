using System;
using System.Collections.Generic;
using Saccade.Statistics;
using UnityEngine;
using UnityEngine.Events;
#if SACCADE_VIDEO
using UnityEngine.Video;
#endif

namespace Saccade
{
    public sealed partial class TextureClassifier
    {
        [SerializeField]
        [Tooltip("Folder with config.json, preprocessor_config.json and onnx/model.onnx. A relative path starts at StreamingAssets.")]
        private string _modelFolder = "";

        [SerializeField]
        [Tooltip("A model folder packed into an asset (Tools > Saccade > Model Asset…). If set, it is used instead of the folder.")]
        private TextAsset? _modelAsset;

        [SerializeField]
        [Tooltip("What the model is computed with. Where that doesn't work, the processor is taken and a notice says why.")]
        private ExecutionProvider _provider = ExecutionProvider.Auto;

        [SerializeField]
        [Range(0, 64)]
        [Tooltip("Processor threads of one inference. 0: half of the processors, at most four; the others are left to the game.")]
        private int _threads;

        [SerializeField]
        [Tooltip("The texture that is classified: any picture, what a camera renders into, or (set by a script) a webcam's.")]
        private Texture? _source;

#if SACCADE_VIDEO
        [SerializeField]
        [Tooltip("A video that is classified instead of the texture. Each of its frames is classified once at most.")]
        private VideoPlayer? _video;
#endif

        [SerializeField]
        [Tooltip("How often a picture is taken. Every Frame: as often as the model can, at most once a frame.")]
        private CaptureRate _rate = CaptureRate.EveryFrame;

        [SerializeField]
        [Range(0.1f, 240f)]
        [Tooltip("Pictures a second at most, with the rate Per Second.")]
        private float _capturesPerSecond = 10f;

        [SerializeField]
        [Tooltip("The part of the upright picture that is looked at, as fractions of it; (0, 0) is the lower left corner.")]
        private Rect _sourceRect = new Rect(0f, 0f, 1f, 1f);

        [SerializeField]
        [Tooltip("Exchanges left and right, as of a front camera that shows its user a mirror.")]
        private bool _mirror;

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
        /// The model folder. Set it before the component is enabled, or call <see cref="Load(string)"/>. Not used while there is a
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

        /// <summary>What the model is computed with. Read when the component is enabled.</summary>
        public ExecutionProvider Provider
        {
            get => _provider;
            set => _provider = value;
        }

        /// <summary>
        /// Processor threads of one inference, 0 to 64; 0 takes half of the processors, at most four. Read when the component is enabled.
        /// </summary>
        public int Threads
        {
            get => _threads;
            set => _threads = Mathf.Clamp(value, 0, 64);
        }

        /// <summary>
        /// The texture that is classified again and again: two-dimensional, of any format, readable or not. A <c>WebCamTexture</c>'s
        /// picture is turned upright, and isn't classified again before it has changed. Null for none: then only what
        /// <see cref="ClassifyAsync(Texture, System.Threading.CancellationToken)"/> asks for is classified.
        /// </summary>
        public Texture? Source
        {
            get => _source;
            set => (_source, _hadSource) = (value, false);
        }

#if SACCADE_VIDEO
        /// <summary>The video whose frames are classified, each once at most; it goes before <see cref="Source"/>. Null for none.</summary>
        public VideoPlayer? Video
        {
            get => _video;
            set => (_video, _hadSource) = (value, false);
        }
#endif

        /// <summary>How often a picture is taken.</summary>
        public CaptureRate Rate
        {
            get => _rate;
            set => _rate = value;
        }

        /// <summary>Pictures a second at most with <see cref="CaptureRate.PerSecond"/>, 0.1 to 240.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The value is no number.</exception>
        public float CapturesPerSecond
        {
            get => _capturesPerSecond;
            set => _capturesPerSecond = Mathf.Clamp(Finite.Require(value, nameof(CapturesPerSecond)), 0.1f, 240f);
        }

        /// <summary>
        /// The part of the upright picture that is looked at, as fractions of it, the origin at the lower left corner; it is cut to the
        /// picture. The model's own resize and crop begin from there.
        /// </summary>
        /// <exception cref="ArgumentOutOfRangeException">A value is no number.</exception>
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

        /// <summary>Whether left and right of the pictures are exchanged, as of a front camera that shows its user a mirror.</summary>
        public bool Mirror
        {
            get => _mirror;
            set => _mirror = value;
        }

        /// <summary>How many of the most likely classes a result lists, 1 to 10. Read when the component is enabled.</summary>
        public int TopK
        {
            get => _topK;
            set => _topK = Mathf.Clamp(value, 1, 10);
        }

        /// <summary>
        /// Probability, 0 to 1, below which there is no <see cref="Label"/>. Of a model whose classes have a probability of their own
        /// (<see cref="Classification.HasIndependentClasses"/>), 0 means 0.5.
        /// </summary>
        /// <exception cref="ArgumentOutOfRangeException">The value is no number.</exception>
        public float ConfidenceThreshold
        {
            get => _confidenceThreshold;
            set => _confidenceThreshold = Mathf.Clamp01(Finite.Require(value, nameof(ConfidenceThreshold)));
        }

        /// <summary>
        /// Seconds over which probabilities are smoothed for <see cref="Label"/>, 0 to 5: after so long a change of the model's opinion
        /// has come through by 63 %. 0 takes each result as it is.
        /// </summary>
        /// <exception cref="ArgumentOutOfRangeException">The value is no number.</exception>
        public float Smoothing
        {
            get => _smoothing;
            set => _smoothing = Mathf.Clamp(Finite.Require(value, nameof(Smoothing)), 0f, 5f);
        }

        /// <summary>How far another class must be ahead, in probability, before <see cref="Label"/> changes; 0 to 1.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The value is no number.</exception>
        public float Hysteresis
        {
            get => _hysteresis;
            set => _hysteresis = Mathf.Clamp01(Finite.Require(value, nameof(Hysteresis)));
        }

        /// <summary>The same as <see cref="Classified"/>, to be set up in the inspector.</summary>
        public UnityEvent<Classification> OnClassified => _onClassified;

        /// <inheritdoc cref="TextureClassification.State"/>
        public ClassifierState State => _classification?.State ?? ClassifierState.Off;

        /// <inheritdoc cref="TextureClassification.ResultAge"/>
        public double ResultAge => _classification?.ResultAge ?? double.PositiveInfinity;

        /// <summary>Whether a model is loaded and warm.</summary>
        public bool IsReady => _classification != null && _classification.IsReady;

        /// <summary>Whether a model is being loaded; the one before serves meanwhile.</summary>
        public bool IsLoading => _classification != null && _classification.IsLoading;

        /// <summary>Why nothing is classified, or why another model could not be taken, as one message to show; or null.</summary>
        public string? Error => _classification?.Error;

        /// <summary>What one should know though it works, such as why the source can't be read; or null.</summary>
        public string? Notice => _classification?.Notice;

        /// <summary>How pictures are captured, such as "OpenGL" or "compute shader"; empty while no model is loaded.</summary>
        public string CaptureName => _classification?.CaptureName ?? "";

        /// <summary>
        /// The last result of the source as the model gave it, or null. It is overwritten by later results: read it in the frame that it
        /// arrives in, or keep a <see cref="Classification.Copy"/>.
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
        public ReadOnlySpan<Prediction> Top => _label.Top;

        /// <inheritdoc/>
        public ReadOnlySpan<float> Probabilities => _label.Probabilities;

        /// <inheritdoc/>
        public IReadOnlyList<string> Labels => _label.Labels;

        /// <summary>Width in pixels of the picture that the model sees; 0 while none is loaded.</summary>
        public int ModelViewWidth => _classification?.ModelViewWidth ?? 0;

        /// <summary>Height in pixels of the picture that the model sees; 0 while none is loaded.</summary>
        public int ModelViewHeight => _classification?.ModelViewHeight ?? 0;

        /// <summary>
        /// Why <see cref="TryReadModelView"/> has nothing to read though the model works, as one message to show; or null.
        /// </summary>
        public string? ModelViewNotice => _classification?.ModelViewNotice;

        /// <summary>Rates, times and counts of the source's pictures since the component was created.</summary>
        public ClassifierStatistics Statistics => _statistics;
    }
}
