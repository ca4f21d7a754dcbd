using System;
using System.Threading;
using System.Threading.Tasks;
using Saccade.Capture;
using Saccade.Capture.Cameras;
using Saccade.Capture.Sources;
using Saccade.Files;
using Saccade.Inference;
using Saccade.ModelInput;
using Saccade.Results;
using Saccade.Serving;
using Saccade.Stages;
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
    public sealed partial class VitClassifier : MonoBehaviour, IClassifier
#pragma warning restore CA1001
    {
        private static readonly TimeSpan QuitPatience = TimeSpan.FromSeconds(10);

        private readonly ClassifierStatistics _statistics = new ClassifierStatistics(EngineFrames.Instance);
        private readonly ServedModel _served;
        private readonly SmoothLabel _label = new SmoothLabel();
        private readonly ModelViewTexture _view = new ModelViewTexture();
        private readonly PictureWatch _watch = new PictureWatch();
        private readonly CaptureRequests _requests;
        private readonly Listeners<Classification> _published = new Listeners<Classification>();
        private readonly Listeners<Classification> _classified = new Listeners<Classification>();
        private readonly Listeners<CameraHook> _pictureTaken = new Listeners<CameraHook>();
        private readonly Listeners<string> _requestFailed = new Listeners<string>();
        private readonly OnceTold _told = new OnceTold();
        private ClassificationPipeline<RecordedSource>? _pipeline;
        private Camera _camera = null!;
        private CameraHook? _hook;
        private Rect? _checkedRect;
        private long _lost;
        private int _hinderedFrames;

        // A reload of scripts would bring them back, and null as an empty text.
        [NonSerialized]
        private string? _sourceFault;

        [NonSerialized]
        private string? _silence;

        private (string Folder, TextAsset? Asset, ExecutionProvider Provider, ModelVariant Variant)? _opened;
        private bool _isChosenAnew;
        private bool _isRefusing;

        /// <summary>Creates the component; the engine does that.</summary>
        public VitClassifier()
        {
            _served = new ServedModel(_statistics);
            _requests = new CaptureRequests(TellRequestFailed);
        }

        /// <summary>
        /// Raised on the main thread, at the beginning of a frame, when a result has arrived. A listener that throws is told in the log and
        /// keeps no other from hearing of it.
        /// </summary>
        public event Action<Classification>? Classified
        {
            add => _classified.Add(value);
            remove => _classified.Remove(value);
        }

        /// <summary>
        /// Raised on the main thread, once for each <see cref="RequestCapture"/> that gets no result, with the reason as a message to show.
        /// </summary>
        public event Action<string>? RequestFailed
        {
            add => _requestFailed.Add(value);
            remove => _requestFailed.Remove(value);
        }

        /// <summary>
        /// The same as <see cref="Classified"/> for what belongs to the package, which hears of a result before a game's scripts do.
        /// </summary>
        internal event Action<Classification>? Published
        {
            add => _published.Add(value);
            remove => _published.Remove(value);
        }

        /// <summary>
        /// Raised when the camera renders and the capture of its picture, if it was due, has been recorded: what a listener records into
        /// the hook's commands comes after it, so the model doesn't see it. For a camera with a target texture that is each frame.
        /// </summary>
        internal event Action<CameraHook>? PictureTaken
        {
            add => _pictureTaken.Add(value);
            remove => _pictureTaken.Remove(value);
        }

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

        /// <summary>
        /// Takes the picture of the next frame that the camera renders, whatever the rate. Each request gets one answer, also when models
        /// are swapped meanwhile: <see cref="Classified"/> with the result of that picture or of a newer one, or
        /// <see cref="RequestFailed"/> when no model serves, the picture can't be classified, or the component is disabled. Scripts can
        /// await it as <see cref="ClassifyNextAsync(CancellationToken)"/>.
        /// </summary>
        public void RequestCapture()
        {
            _requests.Add();
            RefuseRequests();
        }

        /// <summary>Takes the picture of the next frame that the camera renders, whatever the rate, and gives its result.</summary>
        /// <param name="cancellation">Ends the waiting.</param>
        /// <returns>
        /// One result, of that picture or of a newer one, which is the caller's to keep; or one error:
        /// <see cref="OperationCanceledException"/> where it was cancelled, <see cref="InvalidOperationException"/> with a message to show
        /// where no model serves, the picture can't be classified, or the component is disabled.
        /// </returns>
        public Task<Classification> ClassifyNextAsync(CancellationToken cancellation = default)
        {
            var answer = _requests.Add(cancellation);
            RefuseRequests();
            return answer;
        }

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
            EngineMarkers.Install();
            _hook = CameraHook.Attach(_camera, IsPictureDue, Record);

            // A component that a script adds gets its folder after this; Update says so when it never came.
            if (_modelFolder.Length > 0 || _modelAsset != null)
            {
                Open();
            }
        }

        private void OnValidate()
        {
            // Whoever changes a running component in the inspector, or takes a change back, wants to see it work; scripts call Load.
            _isChosenAnew = _opened != null && _opened != (_modelFolder, _modelAsset, _provider, _variant);
            if (Finite.Mend(ref _capturesPerSecond, 10f) | Finite.Mend(ref _confidenceThreshold, 0f)
                | Finite.Mend(ref _smoothing, 0.25f) | Finite.Mend(ref _hysteresis, 0.05f))
            {
                Debug.LogWarning("VitClassifier: a field held a value that is no finite number; it has its usual value again.", this);
            }

            // While the game runs, Update tells.
            var isNew = _checkedRect != _sourceRect;
            var fault = SourceFault;
            if (isNew && fault != null && !Application.isPlaying)
            {
                Debug.LogWarning("VitClassifier: " + fault, this);
            }
        }

        private void OnDisable()
        {
            _hook?.Dispose();
            _hook = null;
            _opened = null;
            _isChosenAnew = false;
            _served.Close();
            _pipeline = null;
            _label.Forget();
            _watch.Reset();
            _silence = null;
            RefuseRequests();
        }

        private void Update()
        {
            // One that a script added has its folder by now. Not in Start: it isn't called again when the component is enabled again.
            if (_isChosenAnew || _opened == null)
            {
                Open();
            }

            var isNew = _served.BeginFrame();
            TakePipeline();
            _requests.Check();
            _watch.CountFrame(isNew);
            LookForPictures();
            if (isNew)
            {
                Publish(_pipeline!.Result!);
            }

            if (_pipeline != null && _pipeline.TryTakeFailure(out var frame, out var failure))
            {
                _requests.Fail(frame, failure);
            }

            RefuseRequests();
            RefuseHinderedRequests();
            TellNews();
        }

        // Pictures on their way to the model before are lost with it; its last result stays until the first of the new one.
        private void TakePipeline()
        {
            if (_served.Pipeline == _pipeline)
            {
                return;
            }

            _pipeline = _served.Pipeline;
            _lost = 0;
            _watch.Reset();
            _silence = null;
            if (_pipeline == null)
            {
                _label.Forget();
            }
            else
            {
                _requests.TakeAnew(true);
            }
        }

        private void LookForPictures()
        {
            if (_pipeline == null || _hook == null)
            {
                return;
            }

            if (_pipeline.Lost != _lost)
            {
                _lost = _pipeline.Lost;
                _requests.TakeAnew(false);
            }

            var isOverdue = _watch.IsOverdue(
                IsPictureDue() || _pipeline.HasPictureOnItsWay, _pipeline.Arrived, EngineFrames.Instance.Seconds);
            if (_watch.HasArrived)
            {
                _silence = null;
            }
            else if (isOverdue)
            {
                _silence = _hook.ExplainSilence(PictureWatch.PatienceFrames);
                if (_pipeline.HasPictureOnItsWay)
                {
                    _pipeline.GiveUpPictures();
                    _lost = 0;
                    _requests.TakeAnew(false);
                }
            }
        }

        // Nobody who asks waits for what will never come.
        private void RefuseRequests()
        {
            // Who is told no and asks again in the same breath is answered later, and not for ever.
            if (_requests.Count == 0 || _isRefusing)
            {
                return;
            }

            _isRefusing = true;
            if (_hook == null)
            {
                _requests.FailAll($"The VitClassifier of '{name}' is disabled: enable it, and its game object.");
            }
            else if (_opened != null && State == ClassifierState.Failed)
            {
                _requests.FailAll(Error ?? "No model is loaded: set Model Folder, or call Load.");
            }

            _isRefusing = false;
        }

        // What hinders pictures may be over in a moment, as when a viewport is moved; who asked isn't kept waiting for longer.
        private void RefuseHinderedRequests()
        {
            var hindrance = _requests.IsPictureWanted && _pipeline != null ? _hook?.Failure ?? SourceFault ?? _silence : null;
            _hinderedFrames = hindrance == null ? 0 : _hinderedFrames + 1;
            if (_hinderedFrames > PictureWatch.PatienceFrames)
            {
                _hinderedFrames = 0;
                _requests.FailWaiting(hindrance!);
            }
        }

        private void Record()
        {
            try
            {
                if (IsPictureDue())
                {
                    Capture(_pipeline!, _hook!);
                }
            }
#pragma warning disable CA1031 // A render pipeline that an exception passes through draws nothing more in this frame.
            catch (Exception e)
#pragma warning restore CA1031
            {
                _served.Fail(UserMessage.Of(e, $"{name}: the camera's picture can't be captured"));
                TakePipeline();
            }

            _pictureTaken.Tell(_hook!, this);
        }

        private void Publish(Classification result)
        {
            using var publishing = StageMarkers.Begin(Stage.Publish);
            _label.Take(result, _smoothing, _hysteresis, _confidenceThreshold);
            _requests.Answer(result);
            _published.Tell(result, this);
            _classified.Tell(result, _onClassified, this);
        }

        private void TellRequestFailed(string error) => _requestFailed.Tell(error, this);

        private void TellNews() => _told.Tell("VitClassifier", Error, Notice, this);

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
            if (_requests.IsPictureWanted)
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
            var isFlipped = _flipScreen && _camera.targetTexture == null;
            if (pipeline.Capture(picture.Describe(part, isFlipped), SourcePart.Locate(part, pixels)))
            {
                _requests.NoteTaken(Time.frameCount);
            }
        }

        private void Open()
        {
            _opened = (_modelFolder, _modelAsset, _provider, _variant);
            _isChosenAnew = false;
            _served.Open(_modelAsset, _modelFolder, _variant, new InferenceOptions(_provider, _threads), _framesInFlight, _topK);
            TellNews();
        }
    }
}
