using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Saccade.Capture;
using Saccade.Capture.Sources;
using Saccade.Capture.Textures;
using Saccade.Inference;
using Saccade.ModelInput;
using Saccade.Serving;
using Saccade.Statistics;
using Saccade.Textures;
using Saccade.Timing;
using UnityEngine;
#if SACCADE_VIDEO
using UnityEngine.Video;
#endif

namespace Saccade
{
    /// <summary>
    /// Classifies textures, webcams and videos with a Vision Transformer, with or without a camera in the scene, and holds up no frame:
    /// pictures are encoded on the GPU and the model runs on a thread of its own. Results arrive at the beginning of a later frame.
    /// Who names the same model, provider and threads shares one session, cameras too. Main thread only, while the game runs.
    /// </summary>
    public sealed class TextureClassification : IDisposable, IFrameUpdated
    {
        /// <summary>How many regions of one picture can be asked for at once.</summary>
        public const int MaximumRegions = 64;

        // Pictures of the form without garbage that can be on their way from the GPU at once.
        private const int FramesInFlight = 3;

        // A webcam and a video take a while to begin; after so many frames without a picture one is told.
        private const int PatienceFrames = 300;

        private static readonly Rect Whole = new Rect(0f, 0f, 1f, 1f);
        private static readonly Rect[] WholeAlone = { Whole };

        private readonly InferenceOptions _options;
        private readonly int _topK;
        private readonly UnityEngine.Object? _component;
        private readonly string _name;
        private readonly Listeners<Classification> _listeners = new Listeners<Classification>();
        private readonly ServedModel _served;
        private readonly TextureCapture _capture = new TextureCapture();
        private readonly ModelViewTexture _view = new ModelViewTexture();
        private readonly LaneSet _lanes = new LaneSet();
        private readonly PictureWatch _watch = new PictureWatch();
        private readonly OnceTold _told = new OnceTold();
        private readonly List<PictureRequest> _requests = new List<PictureRequest>();
        private readonly List<PictureLane> _free = new List<PictureLane>();
        private ClassificationPipeline<RecordedSource>? _pipeline;
        private Texture? _lastTexture;
        private long _lastVideoFrame = -1;
        private bool _hasNewPicture;
        private int _waited;
        private double _period;
        private Exception? _end;

        /// <summary>Begins to load a model; whoever asks for a result meanwhile gets it when the model is ready.</summary>
        /// <param name="modelFolder">
        /// The model folder; a relative path starts at <c>Application.streamingAssetsPath</c>. What is wrong with it, <see cref="Error"/>
        /// says.
        /// </param>
        /// <param name="provider">What the model is computed with.</param>
        /// <param name="threads">Processor threads of one inference, 0 to 64; 0 takes half of the processors, at most four.</param>
        /// <param name="topK">How many of the most likely classes a result lists, at least 1.</param>
        /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
        /// <exception cref="InvalidOperationException">The game doesn't run.</exception>
        public TextureClassification(
            string modelFolder, ExecutionProvider provider = ExecutionProvider.Auto, int threads = 0, int topK = 3)
            : this(provider, threads, topK, new ClassifierStatistics(EngineFrames.Instance), null)
        {
            Load(modelFolder);
        }

        /// <summary>The same with a model that is an asset of the project.</summary>
        /// <param name="modelAsset">A model folder in a file that ends in <c>.bytes</c>.</param>
        /// <param name="provider">What the model is computed with.</param>
        /// <param name="threads">Processor threads of one inference, 0 to 64; 0 takes half of the processors, at most four.</param>
        /// <param name="topK">How many of the most likely classes a result lists, at least 1.</param>
        /// <exception cref="ArgumentNullException">There is no asset, or it was destroyed.</exception>
        /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
        /// <exception cref="InvalidOperationException">The game doesn't run.</exception>
        public TextureClassification(
            TextAsset modelAsset, ExecutionProvider provider = ExecutionProvider.Auto, int threads = 0, int topK = 3)
            : this(provider, threads, topK, new ClassifierStatistics(EngineFrames.Instance), null)
        {
            Load(modelAsset);
        }

        /// <summary>The same without a model yet, for a component.</summary>
        internal TextureClassification(
            ExecutionProvider provider, int threads, int topK, ClassifierStatistics statistics, UnityEngine.Object? component)
        {
            if (threads < 0 || threads > 64)
            {
                throw new ArgumentOutOfRangeException(nameof(threads), threads, "Expected 0 to 64 threads.");
            }

            if (topK < 1)
            {
                throw new ArgumentOutOfRangeException(nameof(topK), topK, "Expected at least 1 class.");
            }

            if (!Application.isPlaying)
            {
                throw new InvalidOperationException("TextureClassification: results arrive with the game's frames, and no game runs.");
            }

            Statistics = statistics;
            _component = component;
            _name = component != null ? component.GetType().Name : nameof(TextureClassification);
            _served = new ServedModel(Statistics);
            _options = new InferenceOptions(provider, threads);
            _topK = topK;
            FrameUpdates.Add(this);
        }

        /// <summary>
        /// Raised on the main thread, at the beginning of a frame, when a picture that <see cref="TryClassify(Texture)"/> took was
        /// classified. What was awaited comes to who awaits it alone.
        /// </summary>
        public event Action<Classification>? Classified
        {
            add => _listeners.Add(value);
            remove => _listeners.Remove(value);
        }

        /// <summary>Whether a model is loaded and warm.</summary>
        public bool IsReady => _pipeline != null && _pipeline.IsReady;

        /// <summary>Whether a model is being loaded; the one before serves meanwhile.</summary>
        public bool IsLoading => _served.IsLoading;

        /// <summary>Why nothing is classified, or why another model could not be taken, as one message to show; or null.</summary>
        public string? Error => _served.Error;

        /// <summary>What one should know though it works, such as why a picture can't be read; or null.</summary>
        public string? Notice => InputNotice ?? _pipeline?.Notice;

        /// <summary>How it stands: what is missing for a result, or whether the last one still holds.</summary>
        public ClassifierState State
        {
            get
            {
                if (_end != null || _pipeline == null && !IsLoading && Error == null)
                {
                    return ClassifierState.Off;
                }

                var isStale = _pipeline != null && _watch.IsStale(ResultAge, _pipeline.RunSeconds, _period);
                return _served.Describe(Result, isStale);
            }
        }

        /// <summary>
        /// Seconds since the picture of <see cref="Result"/> was taken; infinite before the first result. A result grows
        /// stale also where a webcam or a video stands still, whose picture isn't classified again.
        /// </summary>
        public double ResultAge => Result == null ? double.PositiveInfinity : EngineFrames.Instance.Seconds - Result.Stamp.Seconds;

        /// <summary>
        /// The last result of <see cref="TryClassify(Texture)"/>, or null. It is overwritten by later results: read it in the frame that
        /// it arrives in, or keep a <see cref="Classification.Copy"/>.
        /// </summary>
        public Classification? Result { get; private set; }

        /// <summary>Whether left and right of the pictures are exchanged, as of a front camera that shows its user a mirror.</summary>
        public bool Mirror { get; set; }

        /// <summary>How pictures are captured, such as "OpenGL" or "compute shader"; empty while no model is loaded.</summary>
        public string CaptureName => _pipeline?.CaptureName ?? "";

        /// <summary>Width in pixels of the picture that the model sees; 0 while none is loaded.</summary>
        public int ModelViewWidth => _pipeline?.ModelViewWidth ?? 0;

        /// <summary>Height in pixels of the picture that the model sees; 0 while none is loaded.</summary>
        public int ModelViewHeight => _pipeline?.ModelViewHeight ?? 0;

        /// <summary>
        /// Why <see cref="TryReadModelView"/> has nothing to read though the model works, as one message to show; or null.
        /// </summary>
        public string? ModelViewNotice => _pipeline?.ModelViewNotice;

        /// <summary>Rates, times and counts of what <see cref="TryClassify(Texture)"/> took.</summary>
        public ClassifierStatistics Statistics { get; }

        /// <summary>
        /// Takes another model, or the same one anew. The one at work serves until the new one is loaded and warm; if that fails, it goes
        /// on serving and <see cref="Error"/> says why.
        /// </summary>
        /// <param name="modelFolder">The model folder; a relative path starts at <c>Application.streamingAssetsPath</c>.</param>
        public void Load(string modelFolder) =>
            _served.Open(() => ModelLocation.OfFolder(modelFolder), _options, FramesInFlight, _topK);

        /// <summary>The same with a model that is an asset of the project.</summary>
        /// <param name="modelAsset">A model folder in a file that ends in <c>.bytes</c>.</param>
        /// <exception cref="ArgumentNullException">There is no asset, or it was destroyed.</exception>
        public void Load(TextAsset modelAsset)
        {
            if (modelAsset == null)
            {
                throw new ArgumentNullException(nameof(modelAsset));
            }

            _served.Open(() => ModelLocation.OfAsset(modelAsset), _options, FramesInFlight, _topK);
        }

        /// <summary>
        /// Classifies what a texture shows: now where the model is ready and free, else in the first frame that it is.
        /// </summary>
        /// <param name="texture">
        /// A two-dimensional texture of any format; it needs not be readable. A <c>WebCamTexture</c> is turned upright, and its first
        /// picture is waited for.
        /// </param>
        /// <param name="cancellation">Ends the waiting.</param>
        /// <returns>
        /// One result, which is the caller's to keep; or one error: <see cref="OperationCanceledException"/> where it was cancelled,
        /// <see cref="ObjectDisposedException"/> where this was disposed, <see cref="InvalidOperationException"/> with a message to show
        /// where the texture was destroyed or is none that can be classified, or the model failed.
        /// </returns>
        /// <exception cref="ArgumentNullException">There is no texture.</exception>
        public Task<Classification> ClassifyAsync(Texture texture, CancellationToken cancellation = default) =>
            AskForOne(new TextureInput(Given(texture), Mirror), cancellation);

        /// <summary>Classifies parts of what a texture shows, together in one run of the model.</summary>
        /// <param name="texture">A two-dimensional texture, as for one picture.</param>
        /// <param name="regions">
        /// 1 to <see cref="MaximumRegions"/> parts, as fractions of the upright picture; (0, 0) is the lower left corner. What lies outside
        /// the picture is cut off.
        /// </param>
        /// <param name="cancellation">Ends the waiting.</param>
        /// <returns>The results, in the order of the regions; or one error, as for one picture.</returns>
        /// <exception cref="ArgumentNullException">There is no texture, or there are no regions.</exception>
        /// <exception cref="ArgumentException">There are too many regions, or one shows nothing of the picture.</exception>
        public Task<Classification[]> ClassifyAsync(
            Texture texture, IReadOnlyList<Rect> regions, CancellationToken cancellation = default) =>
            AskForParts(new TextureInput(Given(texture), Mirror), regions, cancellation);

#if SACCADE_VIDEO
        /// <summary>Classifies the frame that a video shows; its first one is waited for.</summary>
        /// <param name="video">The player; <see cref="Classification.VideoFrame"/> of the result is its frame's number.</param>
        /// <param name="cancellation">Ends the waiting.</param>
        /// <returns>One result, or one error, as for a texture.</returns>
        /// <exception cref="ArgumentNullException">There is no player.</exception>
        public Task<Classification> ClassifyAsync(VideoPlayer video, CancellationToken cancellation = default) =>
            AskForOne(new TextureInput(Given(video), Mirror), cancellation);

        /// <summary>
        /// Classifies the frame that a video shows if it is another than the last time and the model is free, for every frame: it
        /// allocates nothing.
        /// </summary>
        /// <param name="video">The player; <see cref="Classification.VideoFrame"/> of the result is its frame's number.</param>
        /// <returns>Whether the frame was taken; its result comes with <see cref="Classified"/>.</returns>
        /// <exception cref="ArgumentNullException">There is no player.</exception>
        public bool TryClassify(VideoPlayer video) => TryTake(new TextureInput(Given(video), Mirror), Whole);
#endif

        /// <summary>
        /// Classifies what a texture shows now if the model is free for it, for every frame: it allocates nothing. A webcam's picture
        /// that didn't change isn't classified again.
        /// </summary>
        /// <param name="texture">A two-dimensional texture of any format.</param>
        /// <returns>
        /// Whether the picture was taken; its result comes with <see cref="Classified"/>, a newer picture's instead of an older one's that
        /// is late. Where a texture can't be read, <see cref="Notice"/> says why.
        /// </returns>
        /// <exception cref="ArgumentNullException">There is no texture.</exception>
        public bool TryClassify(Texture texture) => TryTake(new TextureInput(Given(texture), Mirror), Whole);

        /// <summary>The same with a part of what a texture shows.</summary>
        /// <param name="texture">A two-dimensional texture of any format.</param>
        /// <param name="region">The part, as fractions of the upright picture; (0, 0) is the lower left corner.</param>
        /// <returns>Whether the picture was taken.</returns>
        /// <exception cref="ArgumentNullException">There is no texture.</exception>
        /// <exception cref="ArgumentException">The region shows nothing of the picture.</exception>
        public bool TryClassify(Texture texture, Rect region)
        {
            Check(region, nameof(region));
            return TryTake(new TextureInput(Given(texture), Mirror), region);
        }

        /// <summary>
        /// Writes a picture that <see cref="TryClassify(Texture)"/> took as the model saw it, upright, after resize and crop, and asks for
        /// the next: pictures are kept only while somebody reads them. Never waits for the GPU.
        /// </summary>
        /// <param name="target">
        /// A readable texture of <see cref="ModelViewWidth"/> x <see cref="ModelViewHeight"/>; receives sRGB levels and is uploaded.
        /// </param>
        /// <returns>False when no other picture has arrived since the last call, or no model is loaded.</returns>
        /// <exception cref="ArgumentNullException">There is no texture.</exception>
        /// <exception cref="ArgumentException">The texture has another size.</exception>
        public bool TryReadModelView(Texture2D target)
        {
            if (target == null)
            {
                throw new ArgumentNullException(nameof(target));
            }

            return _pipeline != null && _view.TryRead(_pipeline, target);
        }

        /// <summary>
        /// Gives everything back without waiting; what is still awaited gets an <see cref="ObjectDisposedException"/>.
        /// </summary>
        public void Dispose() => End(null);

        /// <inheritdoc/>
        void IFrameUpdated.BeginFrame()
        {
            var isNew = _served.BeginFrame();
            _watch.CountFrame(isNew);
            if (_served.Pipeline != _pipeline)
            {
                _pipeline = _served.Pipeline;
                _lanes.Renew(_pipeline != null ? CreatePipeline : (Func<ClassificationPipeline<RecordedSource>>?)null);
            }

            _lanes.BeginFrame();
            AnswerRequests();
            if (isNew)
            {
                Result = _pipeline!.Result;
                _listeners.Tell(Result!, _component);
            }

            _told.Tell(_name, Error, Notice, _component);
        }

        /// <inheritdoc/>
        void IFrameUpdated.End(string reason) => End(reason);

        /// <summary>Ends all, for a reason that whoever still waits is told.</summary>
        internal void End(string? reason)
        {
            if (_end != null)
            {
                return;
            }

            _end = reason != null
                ? new InvalidOperationException(reason)
                : (Exception)new ObjectDisposedException(nameof(TextureClassification));
            FrameUpdates.Remove(this);
            foreach (var request in _requests)
            {
                request.Fail(_end);
            }

            _requests.Clear();
            _lanes.Dispose();
            _served.Close();
            _pipeline = null;
            _capture.Dispose();
            Result = null;
        }

        /// <summary>Why what is to be classified again and again gives no picture, or null.</summary>
        internal string? InputNotice { get; set; }

        /// <summary>Says how often <see cref="TryTake"/> takes a picture.</summary>
        internal void Schedule(CaptureRate rate, float perSecond, bool isRequested)
        {
            if (_pipeline == null)
            {
                return;
            }

            // What is taken on request alone never grows stale.
            _period = rate == CaptureRate.OnRequest ? double.PositiveInfinity : rate == CaptureRate.PerSecond ? 1 / perSecond : 0;
            _pipeline.Schedule.Rate = rate;
            _pipeline.Schedule.PerSecond = perSecond;
            if (isRequested)
            {
                _pipeline.Schedule.Request();
            }
        }

        /// <summary>Classifies a part of what an input shows, if the model is free and the picture another one.</summary>
        internal bool TryTake(in TextureInput input, Rect part)
        {
            if (_end != null)
            {
                return false;
            }

            InputNotice = input.Fault ?? SourcePart.FindFault(part);
            if (InputNotice != null)
            {
                return false;
            }

            var texture = input.Texture;
            _hasNewPicture |= input.IsNew || texture != _lastTexture;
            _lastTexture = texture;
            if (IsWaiting(input) || !_hasNewPicture || _pipeline == null || !_pipeline.IsCaptureDue)
            {
                return false;
            }

            var video = input.VideoFrame;
            if (video >= 0 && video == _lastVideoFrame)
            {
                return false;
            }

            _capture.Begin(input);
            var source = _capture.Find(part, out var region, out var videoFrame);
            var isTaken = _pipeline.Capture(source, region, videoFrame);
            _capture.End();
            if (isTaken)
            {
                _hasNewPicture = false;
                _lastVideoFrame = videoFrame;
            }

            return isTaken;
        }

        private static T Given<T>(T thing)
            where T : class => thing ?? throw new ArgumentNullException(typeof(T).Name);

        private static void Check(Rect region, string name)
        {
            if (SourcePart.FindFault(region) != null)
            {
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"{name}: x {region.x}, y {region.y}, width {region.width}, height {region.height} shows nothing of the picture. ")
                        + "The whole picture is x 0, y 0, width 1, height 1; choose a part of that.",
                    name);
            }
        }

        private bool IsWaiting(in TextureInput input)
        {
            var waiting = input.Waiting;
            _waited = waiting == null ? 0 : _waited + 1;
            if (_waited > PatienceFrames)
            {
                InputNotice = waiting;
            }

            return waiting != null;
        }

        private Task<Classification> AskForOne(in TextureInput input, CancellationToken cancellation)
        {
            Submit(PictureRequest.OfOne(input, WholeAlone, cancellation, out var answer));
            return answer;
        }

        private Task<Classification[]> AskForParts(in TextureInput input, IReadOnlyList<Rect> regions, CancellationToken cancellation)
        {
            if (regions is null)
            {
                throw new ArgumentNullException(nameof(regions));
            }

            if (regions.Count < 1 || regions.Count > MaximumRegions)
            {
                throw new ArgumentException($"Expected 1 to {MaximumRegions} regions, but there are {regions.Count}.", nameof(regions));
            }

            // Whoever asks may use the list for something else while the request waits.
            var parts = new Rect[regions.Count];
            for (var i = 0; i < parts.Length; i++)
            {
                parts[i] = regions[i];
                Check(parts[i], $"regions[{i}]");
            }

            Submit(PictureRequest.OfParts(input, parts, cancellation, out var answer));
            return answer;
        }

        private void Submit(PictureRequest request)
        {
            if (_end != null)
            {
                request.Fail(_end);
                return;
            }

            _requests.Add(request);
            AnswerRequests();
        }

        // In the order in which they were asked; one that waits for its own picture holds up nobody.
        private void AnswerRequests()
        {
            var isHeldUp = false;
            foreach (var request in _requests)
            {
                request.Check();
                if (!request.IsAnswered && !request.IsStarted && _pipeline == null && !IsLoading)
                {
                    request.Fail(new InvalidOperationException(Error ?? "No model is loaded: call Load."));
                }

                if (!request.IsAnswered && !request.IsStarted && !isHeldUp && IsReady && request.Input.Waiting == null)
                {
                    isHeldUp = !TryStart(request);
                }
            }

            for (var i = _requests.Count - 1; i >= 0; i--)
            {
                if (_requests[i].IsAnswered)
                {
                    _requests.RemoveAt(i);
                }
            }
        }

        private bool TryStart(PictureRequest request)
        {
            try
            {
                if (!_lanes.TryFind(request.Parts.Count, _free))
                {
                    return false;
                }

                request.Start();
                _capture.Begin(request.Input);
                for (var i = 0; i < _free.Count; i++)
                {
                    var source = _capture.Find(request.Parts[i], out var region, out var videoFrame);
                    if (!_free[i].TryCapture(source, region, videoFrame, request, i))
                    {
                        request.Fail(new InvalidOperationException(_free[i].Error ?? "The picture could not be taken."));
                    }
                }
            }
#pragma warning disable CA1031 // What goes wrong with a picture is told to who asked for it; the others' go on.
            catch (Exception e)
#pragma warning restore CA1031
            {
                request.Fail(e);
            }

            _capture.End();
            return true;
        }

        // Only where a model serves.
        private ClassificationPipeline<RecordedSource> CreatePipeline() => new ClassificationPipeline<RecordedSource>(
            _served.Folder!, _options, CaptureBackends.Find(), 1, _topK, EngineFrames.Instance);
    }
}
