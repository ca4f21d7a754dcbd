using System;
using System.Threading.Tasks;
using Saccade.Capture;
using Saccade.Capture.Cameras;
using Saccade.Capture.Sources;
using Saccade.Inference;
using Saccade.ModelInput;
using Saccade.Models;
using Saccade.Preprocessing;
using Saccade.Results;
using Saccade.Statistics;
using Saccade.Timing;
using UnityEngine;

namespace Saccade
{
    /// <summary>
    /// Classifies what the camera on the same object sees, with a Vision Transformer, without holding up a frame: pictures are
    /// encoded on the GPU, the model runs on a thread of its own, and results arrive a few frames later with the number of the
    /// frame they came from. Cameras with the same model, provider and threads share one session.
    /// </summary>
    [AddComponentMenu("Saccade/Vit Classifier")]
    [RequireComponent(typeof(Camera))]
    [DisallowMultipleComponent]
#pragma warning disable CA1001 // The engine doesn't dispose components, it disables them: OnDisable gives all back.
    public sealed partial class VitClassifier : MonoBehaviour
#pragma warning restore CA1001
    {
        private static readonly TimeSpan QuitPatience = TimeSpan.FromSeconds(10);

        private readonly ClassifierStatistics _statistics = new ClassifierStatistics(EngineFrames.Instance);
        private readonly LabelFilter _filter = new LabelFilter();
        private readonly ModelViewTexture _view = new ModelViewTexture();
        private Camera _camera = null!;
        private CameraHook? _hook;
        private Task<ModelFolder>? _opening;
        private ClassificationPipeline<RecordedSource>? _next;
        private ClassificationPipeline<RecordedSource>? _pipeline;
        private Classification? _result;
        private Prediction[] _top = Array.Empty<Prediction>();

        // A reload of scripts would bring them back, and null as an empty text.
        [NonSerialized]
        private string? _error;

        [NonSerialized]
        private string? _toldNotice;

        [NonSerialized]
        private string? _sourceFault;

        private Rect? _checkedRect;
        private bool _isCaptureRequested;
        private (string Folder, TextAsset? Asset, ExecutionProvider Provider, ModelVariant Variant)? _opened;
        private bool _isChosenAnew;

        /// <summary>Raised on the main thread, at the beginning of a frame, when a result has arrived.</summary>
        public event Action<Classification>? Classified;

        /// <summary>
        /// Raised when the camera renders and the capture of its picture, if it was due, has been recorded: what a listener records into
        /// the hook's commands comes after it, so the model doesn't see it. For a camera with a target texture that is each frame.
        /// </summary>
        internal event Action<CameraHook>? PictureTaken;

        [RuntimeInitializeOnLoadMethod(RuntimeInitializeLoadType.SubsystemRegistration)]
        private static void StopThreadsWhenQuitting()
        {
            Application.quitting -= StopThreads;
            Application.quitting += StopThreads;
        }

        private static void StopThreads()
        {
            if (Application.isEditor)
            {
                // Only play mode ends. What is being loaded ends by itself, and who unloads the scripts waits for it.
                SharedModels.Stop();
            }
            else
            {
                SharedModels.StopAll(QuitPatience);
            }
        }

        /// <summary>
        /// Takes another model, or the same one anew, for instance after it was retrained. The one at work serves until the new one is
        /// loaded and warm; if that fails, it goes on serving and <see cref="Error"/> says why.
        /// </summary>
        /// <param name="folder">
        /// The model folder; a relative path starts at <c>Application.streamingAssetsPath</c>. It is used instead of an asset.
        /// </param>
        public void Load(string folder)
        {
            ModelAsset = null;
            ModelFolder = folder;
            if (isActiveAndEnabled)
            {
                Open();
            }
        }

        /// <summary>The same as <see cref="Load(string)"/>, with a model that is an asset of the project.</summary>
        /// <param name="asset">A model folder in a file that ends in <c>.bytes</c>, as Tools, Saccade, Model Asset writes it.</param>
        /// <exception cref="ArgumentNullException">There is no asset, or it was destroyed.</exception>
        public void Load(TextAsset asset)
        {
            if (asset == null)
            {
                throw new ArgumentNullException(nameof(asset));
            }

            ModelAsset = asset;
            if (isActiveAndEnabled)
            {
                Open();
            }
        }

        /// <summary>Takes the picture of the next frame that the camera renders, whatever the rate.</summary>
        public void RequestCapture() => _isCaptureRequested = true;

        /// <summary>
        /// Writes a picture as the model saw it, after resize and crop, and asks for the next: pictures are kept only while somebody
        /// reads them. Never waits for the GPU.
        /// </summary>
        /// <param name="target">
        /// A readable texture of <see cref="ModelViewWidth"/> x <see cref="ModelViewHeight"/>; receives sRGB levels and is uploaded.
        /// </param>
        /// <returns>False when no other picture has arrived since the last call, no model is loaded, or <see cref="ModelViewNotice"/>
        /// says why.</returns>
        /// <exception cref="ArgumentException">The texture has another size.</exception>
        public bool TryReadModelView(Texture2D target)
        {
            if (target == null)
            {
                throw new ArgumentNullException(nameof(target));
            }

            return _pipeline != null && _view.TryRead(_pipeline, target);
        }

        private void OnEnable()
        {
            // Not in Awake: it isn't called again after scripts were reloaded in play mode.
            _camera = GetComponent<Camera>();
            _hook = CameraHook.Attach(_camera, IsPictureDue, Record);

            // A component that a script adds gets its folder after this; Start says so when it never came.
            if (_modelFolder.Length > 0 || _modelAsset != null)
            {
                Open();
            }
        }

        private void OnValidate()
        {
            // Whoever changes a running component in the inspector, or takes a change back, wants to see it work; scripts call Load.
            _isChosenAnew = _opened != null && _opened != (_modelFolder, _modelAsset, _provider, _variant);

            // While the game runs, Update tells.
            var isNew = _checkedRect != _sourceRect;
            var fault = SourceFault;
            if (isNew && fault != null && !Application.isPlaying)
            {
                Debug.LogWarning("VitClassifier: " + fault, this);
            }
        }

        private void Start()
        {
            if (_pipeline == null && _next == null && _opening == null && _error == null)
            {
                Open();
            }
        }

        private void OnDisable()
        {
            _hook?.Dispose();
            _hook = null;
            _opening = null;
            _opened = null;
            _isChosenAnew = false;
            _next?.Dispose();
            _next = null;
            Close();
        }

        private void Update()
        {
            if (_isChosenAnew)
            {
                Open();
            }

            TakeOpened();
            TakeNext();
            if (_pipeline == null)
            {
                return;
            }

            var isNew = _pipeline.BeginFrame();
            if (_pipeline.Error != null)
            {
                Fail(_pipeline.Error);
                Close();
            }
            else if (isNew)
            {
                Publish(_pipeline.Result!);
            }

            TellNotice();
        }

        private void Record()
        {
            try
            {
                if (IsPictureDue())
                {
                    Capture(_pipeline!, _hook!);
                }

                PictureTaken?.Invoke(_hook!);
            }
#pragma warning disable CA1031 // A render pipeline that an exception passes through draws nothing more in this frame.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Fail(e.Message);
                Close();
            }
        }

        private void Publish(Classification result)
        {
            _result = result;
            _filter.TimeConstant = _smoothing;
            _filter.Margin = _hysteresis;
            _filter.Threshold = _confidenceThreshold;
            _filter.HasIndependentClasses = result.HasIndependentClasses;
            _filter.Add(result.Probabilities, result.Stamp.GameSeconds);
            if (_top.Length != result.Top.Length)
            {
                _top = new Prediction[result.Top.Length];
            }

            TopClasses.Pick(_filter.Probabilities, result.Labels, _top);
            if (_top.Length > 0)
            {
                TopClasses.PutFirst(new Prediction(_filter.Ahead, result.Labels[_filter.Ahead], _filter.Probability), _top);
            }

            Classified?.Invoke(result);
            _onClassified.Invoke(result);
        }

        private void TellNotice()
        {
            var notice = Notice;
            if (notice != null && notice != _toldNotice)
            {
                Debug.LogWarning("VitClassifier: " + notice, this);
            }

            _toldNotice = notice;
        }

        private bool IsPictureDue()
        {
            if (_pipeline == null || SourceFault != null)
            {
                return false;
            }

            var schedule = _pipeline.Schedule;
            schedule.Rate = _rate;
            schedule.PerSecond = _capturesPerSecond;
            schedule.GameSeconds = _clock == ClockMode.GameTime ? Time.timeAsDouble : (double?)null;
            if (_isCaptureRequested)
            {
                schedule.Request();
            }

            return _pipeline.IsCaptureDue;
        }

        private void Capture(ClassificationPipeline<RecordedSource> pipeline, CameraHook hook)
        {
            var picture = hook.Read();
            var pixels = picture.Pixels;
            if (pixels.width < 1f || pixels.height < 1f)
            {
                return;
            }

            var part = SourcePart.Cut(_sourceRect, pixels);
            var region = new Region(
                (part.xMin - pixels.x) / pixels.width,
                (pixels.yMax - part.yMax) / pixels.height,
                part.width / pixels.width,
                part.height / pixels.height);
            var isFlipped = _flipScreen && _camera.targetTexture == null;
            if (pipeline.Capture(picture.Describe(part, isFlipped), region))
            {
                _isCaptureRequested = false;
            }
        }

        // What can be said at once is; reading the files takes longer than a frame has time for.
        private void Open()
        {
            _error = null;
            _opened = (_modelFolder, _modelAsset, _provider, _variant);
            _isChosenAnew = false;
            _next?.Dispose();
            _next = null;
            try
            {
                _opening = _modelAsset != null
                    ? OpeningModels.Open(_modelAsset)
                    : OpeningModels.Open(ModelLocation.OfFolder(_modelFolder), _variant);
            }
            catch (ModelFileException e)
            {
                _opening = null;
                Fail(e.Message);
            }
        }

        private void TakeOpened()
        {
            if (_opening != null)
            {
                OpeningModels.Advance(_opening);
            }

            if (_opening == null || !_opening.IsCompleted)
            {
                return;
            }

            var opened = _opening;
            _opening = null;
            try
            {
                _next = new ClassificationPipeline<RecordedSource>(
                    opened.GetAwaiter().GetResult(),
                    new InferenceOptions(_provider, _threads),
                    CaptureBackends.Find(),
                    _framesInFlight,
                    _topK,
                    EngineFrames.Instance,
                    _statistics);
            }
#pragma warning disable CA1031 // Whatever reading a user's files throws is shown on the component; the scene goes on.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Fail(e.Message);
            }
        }

        private void TakeNext()
        {
            if (_next == null)
            {
                return;
            }

            if (_next.Error != null)
            {
                Fail(_next.Error);
                _next.Dispose();
                _next = null;
            }
            else if (_next.IsReady)
            {
                // The last result stays until the first of the new model. Its encoder is made before the old one goes, so that the
                // shaders they share stay compiled.
                _next.BeginFrame();
                _pipeline?.Dispose();
                _pipeline = _next;
                _next = null;
                _filter.Reset();
            }
        }

        private void Close()
        {
            _pipeline?.Dispose();
            _pipeline = null;
            _result = null;
            _top = Array.Empty<Prediction>();
            _filter.Reset();
        }

        private void Fail(string message)
        {
            _error = message;
            Debug.LogError("VitClassifier: " + message, this);
        }
    }
}
