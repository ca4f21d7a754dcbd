using System;
using Saccade.Capture;
using Saccade.Files;
using Saccade.Inference.Onnx;
using Saccade.Inference.Sharing;
using Saccade.ModelInput;
using Saccade.Preprocessing;
using Saccade.Statistics;
using Saccade.Timing;

namespace Saccade.Inference
{
    /// <summary>
    /// The way of a frame from a rendered picture to a label: encode on the GPU, fetch when it has arrived, infer on a thread,
    /// publish. All members are for the main thread, and none of them waits: when the model is slow, frames are left out.
    /// </summary>
    /// <typeparam name="TSource">What pictures lie in: <see cref="CaptureSource"/>, or an engine's own type.</typeparam>
    public sealed class ClassificationPipeline<TSource> : IDisposable
        where TSource : struct, ICaptureSource
    {
        private readonly Func<PixelLayout, IFrameEncoder<TSource>> _createEncoder;
        private readonly ModelFolder _folder;
        private readonly SharedModel _model;
        private readonly InferenceClient _client;
        private readonly IFrameProvider _frames;
        private IFrameEncoder<TSource>? _encoder;
        private IDeviceFrames? _deviceFrames;
        private ModelView? _view;
        private bool _wasOnDevice;
        private string? _error;
        private double _delay;
        private long _oldestOnItsWay = long.MaxValue;
        private long _lost;
        private bool _disposed;

        /// <summary>Opens a model and starts loading it on its own thread; one that runs already is shared.</summary>
        /// <param name="folder">The model.</param>
        /// <param name="options">How it is run.</param>
        /// <param name="backend">What encodes pictures.</param>
        /// <param name="framesInFlight">Frames that can be on their way from the GPU at once, 1 to 16.</param>
        /// <param name="topK">Classes that a result lists, at least 1.</param>
        /// <param name="frames">Frames and time.</param>
        /// <param name="statistics">Where to count, or null to begin anew.</param>
        /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
        public ClassificationPipeline(
            ModelFolder folder,
            InferenceOptions options,
            ICaptureBackend<TSource> backend,
            int framesInFlight,
            int topK,
            IFrameProvider frames,
            ClassifierStatistics? statistics = null)
        {
            if (framesInFlight < 1 || framesInFlight > EncodeShape.MaximumCapacity)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(framesInFlight), framesInFlight, $"Expected 1 to {EncodeShape.MaximumCapacity} frames in flight.");
            }

            if (topK < 1)
            {
                throw new ArgumentOutOfRangeException(nameof(topK), topK, "Expected at least 1 class.");
            }

            CaptureName = backend.Name;
            _folder = folder;
            _createEncoder = layout => backend.CreateEncoder(folder.Rule, layout, folder.PatchWidth, folder.PatchHeight, framesInFlight);
            _frames = frames;
            Statistics = statistics ?? new ClassifierStatistics(frames);
            var key = SharedModel.MakeKey(folder.Path, folder.Identity.Content, options.Provider, options.Threads);
            var length = PreprocessingRule.Channels * folder.InputWidth * folder.InputHeight;
            _model = SharedModels.Join(key, length, topK, stop => OnnxModel.LoadUnchanged(folder, options, stop), frames, out _client);
        }

        /// <summary>The same with a model that runs already, and an encoder of one's own.</summary>
        internal ClassificationPipeline(
            ModelFolder folder,
            SharedModel model,
            InferenceClient client,
            Func<PixelLayout, IFrameEncoder<TSource>> createEncoder,
            IFrameProvider frames)
        {
            CaptureName = "";
            _folder = folder;
            _model = model;
            _client = client;
            _createEncoder = createEncoder;
            _frames = frames;
            Statistics = new ClassifierStatistics(frames);
        }

        /// <summary>Whether the model is loaded and warm. No picture is taken before.</summary>
        public bool IsReady => !_disposed && _model.IsReady;

        /// <summary>What went wrong, as one message to show, or null. A pipeline that failed stays failed.</summary>
        public string? Error => _error ?? _encoder?.Failure ?? _model.Error;

        /// <summary>What a user should know though it works, such as that another execution provider was taken; or null.</summary>
        public string? Notice => _model.Description?.Notice ?? _deviceFrames?.SharingFailure;

        /// <summary>What the model is computed with; <see cref="ExecutionProvider.Auto"/> before it is loaded.</summary>
        public ExecutionProvider Provider => _model.Description?.Provider ?? ExecutionProvider.Auto;

        /// <summary>
        /// The last result, or null before the first. A later call of <see cref="BeginFrame"/> may overwrite what it holds.
        /// </summary>
        public Classification? Result { get; private set; }

        /// <summary>What was done and what it cost.</summary>
        public ClassifierStatistics Statistics { get; }

        /// <summary>What encodes pictures, such as "OpenGL" or "compute shader".</summary>
        public string CaptureName { get; }

        /// <summary>Pictures that were taken and never came; see <see cref="IFrameEncoder{TSource}.Lost"/>.</summary>
        internal long Lost => _encoder?.Lost ?? 0;

        /// <summary>Why the last picture was lost, as one message to show; null where it wasn't, or where nobody knows.</summary>
        internal string? Loss => (_encoder as ILossReason)?.Loss;

        /// <summary>
        /// Whether <see cref="Capture(in TSource, Region)"/> would take this frame's picture, as far as the schedule goes.
        /// </summary>
        public bool IsCaptureDue => !_disposed && Error == null && _encoder != null && IsDue(_frames.Seconds);

        /// <summary>Whether a picture is on its way from the GPU.</summary>
        internal bool HasPictureOnItsWay => _encoder != null && _encoder.InFlight > 0;

        /// <summary>Pictures that have arrived so far.</summary>
        internal long Arrived { get; private set; }

        /// <summary>Seconds that a run of the model takes.</summary>
        internal double RunSeconds => _model.RunSeconds;

        /// <summary>Which frames are taken.</summary>
        public CaptureSchedule Schedule { get; } = new CaptureSchedule();

        /// <summary>Width in pixels of the picture that the model sees.</summary>
        public int ModelViewWidth => _folder.InputWidth;

        /// <summary>Height in pixels of the picture that the model sees.</summary>
        public int ModelViewHeight => _folder.InputHeight;

        /// <summary>Why <see cref="TryReadModelView"/> has nothing to read, as one message to show, or null.</summary>
        public string? ModelViewNotice => _wasOnDevice
            ? "What the model sees is not shown: its pictures stay in the graphics card's memory (CUDA). Choose the provider Cpu to see "
                + "them."
            : null;

        /// <summary>
        /// Call it once when a frame begins: takes the model's newest result and passes a picture that has arrived on to the model.
        /// </summary>
        /// <returns>Whether <see cref="Result"/> is new.</returns>
        public bool BeginFrame()
        {
            if (_disposed || Error != null || !IsReady)
            {
                return false;
            }

            if (_encoder == null && !CreateEncoder())
            {
                return false;
            }

            // In this order: a fast model would otherwise replace a result before it was seen.
            var isNew = TakeResult();
            Fetch(_encoder!);
            return isNew;
        }

        /// <summary>Call it when a camera has rendered: sends its picture on the way, if it is due.</summary>
        /// <param name="source">The picture, or the part of it to look at.</param>
        /// <param name="region">
        /// Where <paramref name="source"/> lies in the camera's picture, as fractions of it with the origin at the top left corner.
        /// </param>
        /// <returns>Whether the picture was taken.</returns>
        public bool Capture(in TSource source, Region region) => Capture(source, region, -1);

        /// <summary>The same with a picture out of a video.</summary>
        /// <param name="source">The picture, or the part of it to look at.</param>
        /// <param name="region">Where <paramref name="source"/> lies in the picture, as fractions of it from the top left corner.</param>
        /// <param name="videoFrame">Number of the video's frame, or -1 for none.</param>
        /// <returns>Whether the picture was taken.</returns>
        public bool Capture(in TSource source, Region region, long videoFrame)
        {
            if (_disposed || Error != null || _encoder == null)
            {
                return false;
            }

            var now = _frames.Seconds;
            if (!IsDue(now))
            {
                return false;
            }

            var (left, top, width, height) = _folder.Rule.GetSeenRegion(source.Width, source.Height);
            var seen = new Region(
                region.x + left * region.width, region.y + top * region.height, width * region.width, height * region.height);
            if (!_encoder.TryEncode(source, new FrameStamp(_frames.Frame, now, seen, Schedule.GameSeconds, videoFrame)))
            {
                Statistics.Dropped++;
                return false;
            }

            Schedule.Take(now);
            Statistics.NoteCapture();
            _oldestOnItsWay = Math.Min(_oldestOnItsWay, _frames.Frame);
            _client.Expect(_oldestOnItsWay, _frames.Frame);
            return true;
        }

        /// <summary>
        /// Writes a picture as the model saw it, after resize and crop, and asks for the next: pictures are kept only while somebody
        /// reads them. Never waits.
        /// </summary>
        /// <param name="rgb">
        /// Receives [<see cref="ModelViewHeight"/>, <see cref="ModelViewWidth"/>, 3] sRGB levels: red, green, blue, top row first.
        /// </param>
        /// <returns>False when no other picture has arrived since the last call, and always where <see cref="ModelViewNotice"/> says
        /// why.</returns>
        /// <exception cref="ArgumentException">There is room for more or fewer levels.</exception>
        public bool TryReadModelView(Span<byte> rgb)
        {
            if (_disposed || _encoder == null)
            {
                return false;
            }

            _view ??= new ModelView(_folder, _model.Description!.Layout);
            return _view.TryRead(rgb);
        }

        /// <summary>
        /// Gives up the pictures that are on their way, because the commands that should have encoded them were taken away, and begins
        /// anew.
        /// </summary>
        internal void GiveUpPictures()
        {
            Statistics.Dropped += _encoder?.InFlight ?? 0;
            _encoder?.Dispose();
            _encoder = null;
            _deviceFrames = null;
            _lost = 0;
            _oldestOnItsWay = long.MaxValue;
        }

        /// <summary>Gives everything back without waiting; a run that is under way ends by itself and frees its model then.</summary>
        public void Dispose()
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            _client.Leave();
            _encoder?.Dispose();
        }

        private bool IsDue(double now)
        {
            Schedule.NoteRuns(_client.Runs);
            var isBooked = _oldestOnItsWay != long.MaxValue || _client.HasFresh;
            return Schedule.IsDue(now, _delay, _model.ExpectedEnd, _model.RunSeconds, isBooked);
        }

        private bool TakeResult()
        {
            if (!_client.TryTakeResult(out var result))
            {
                return false;
            }

            Result = result;
            result!.LatencySeconds = _frames.Seconds - result.Stamp.Seconds;
            Statistics.NoteResult(result.LatencySeconds, result.InferenceSeconds);
            return true;
        }

        private void Fetch(IFrameEncoder<TSource> encoder)
        {
            var began = _frames.Seconds;
            FrameStamp stamp = default;
            var isOnDevice = TryHold(out var held, out var skipped);
            var hasArrived = isOnDevice || encoder.TryFetch(_client.NextInput, out stamp, out skipped);
            if (isOnDevice)
            {
                stamp = held.Stamp;
            }

            Statistics.Dropped += skipped + encoder.Lost - _lost;
            Schedule.NoteRuns(_client.Runs);
            Schedule.NoteWaste(skipped);
            _lost = encoder.Lost;
            if (encoder.InFlight == 0)
            {
                _oldestOnItsWay = long.MaxValue;
            }
            else if (hasArrived)
            {
                _oldestOnItsWay = stamp.Frame + 1;
            }

            _client.Expect(_oldestOnItsWay, _frames.Frame);
            if (!hasArrived)
            {
                return;
            }

            _wasOnDevice = isOnDevice;
            if (!isOnDevice)
            {
                _view?.Offer(_client.NextInput);
            }

            Arrived++;
            var now = _frames.Seconds;
            _delay = now - stamp.Seconds;
            if (isOnDevice ? _client.Submit(held, _deviceFrames!) : _client.Submit(stamp))
            {
                Statistics.Dropped++;
                Schedule.NoteWaste(1);
            }

            Statistics.NoteFetch(encoder.LastEncode, now - began);
        }

        private bool TryHold(out DeviceFrame frame, out int skipped)
        {
            frame = default;
            skipped = 0;
            return _deviceFrames != null && _deviceFrames.TryHold(out frame, out skipped);
        }

        // Only the loaded model says in which order it wants its numbers.
        private bool CreateEncoder()
        {
            try
            {
                var model = _model.Description!;
                _encoder = _createEncoder(model.Layout);
                if (model.TakesDeviceMemory && _encoder is IDeviceFrames frames)
                {
                    frames.ShareWithCuda(0);
                    _deviceFrames = frames;
                }

                return true;
            }
            catch (Exception e) when (e is NotSupportedException || e is ArgumentException)
            {
                _error = UserMessage.Of(
                    e, $"{_folder.Path}: pictures can't be encoded for this model with {CaptureName}", "Choose another capture or model.");
                return false;
            }
        }
    }
}
