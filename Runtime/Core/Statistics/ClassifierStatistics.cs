using Saccade.Capture;

namespace Saccade.Statistics
{
    /// <summary>What a classifier has done and what it cost, over its last few hundred pictures. Main thread only.</summary>
    public sealed class ClassifierStatistics
    {
        private readonly RateMeter _captures = new RateMeter();
        private readonly RateMeter _labels = new RateMeter();
        private readonly QuantileWindow _latencies = new QuantileWindow();
        private readonly QuantileWindow _inferences = new QuantileWindow();
        private readonly QuantileWindow _encodes = new QuantileWindow();
        private readonly QuantileWindow _fetches = new QuantileWindow();
        private readonly Timing.IFrameProvider _frames;
        private bool _isEncodeUntold;

        internal ClassifierStatistics(Timing.IFrameProvider frames)
        {
            _frames = frames;
        }

        /// <summary>Pictures that were given to the encoder.</summary>
        public long Captured { get; private set; }

        /// <summary>Results that arrived.</summary>
        public long Classified { get; private set; }

        /// <summary>
        /// Pictures that were due but never classified: too many were on their way, a newer one came before the model was free, or their
        /// texture was destroyed or resized before the render thread came to it.
        /// </summary>
        public long Dropped { get; internal set; }

        /// <summary>Pictures taken a second, over the last two seconds.</summary>
        public double CapturesPerSecond => _captures.PerSecond(_frames.Seconds);

        /// <summary>Results a second, over the last two seconds.</summary>
        public double LabelsPerSecond => _labels.PerSecond(_frames.Seconds);

        /// <summary>
        /// Median seconds of an encode on the render thread, 0 before the first. A software driver computes there; on a GPU it only issues.
        /// NaN where the engine runs the commands and doesn't tell (every way to encode but OpenGL).
        /// </summary>
        public double EncodeSeconds => _isEncodeUntold ? double.NaN : _encodes.Quantile(0.5);

        /// <summary>Seconds of the last encode on the GPU, or NaN where the driver doesn't tell.</summary>
        public double EncodeGpuSeconds { get; private set; } = double.NaN;

        /// <summary>Median seconds of the main thread to look for a picture that has arrived and to copy it to the model.</summary>
        public double FetchSeconds => _fetches.Quantile(0.5);

        /// <summary>Median seconds of the model's runs; a run classifies the pictures of all cameras that share the model.</summary>
        public double InferenceSeconds => _inferences.Quantile(0.5);

        /// <summary>Seconds from a picture's capture to its result on the main thread, as a quantile of the last few hundred.</summary>
        /// <param name="share">Which quantile, 0 to 1: 0.5 is the median.</param>
        public double LatencySeconds(double share) => _latencies.Quantile(share);

        /// <summary>Median seconds from a picture's capture to its result.</summary>
        public double LatencyP50 => LatencySeconds(0.5);

        /// <summary>19 of 20 results take at most this many seconds from their picture's capture.</summary>
        public double LatencyP95 => LatencySeconds(0.95);

        /// <summary>99 of 100 results take at most this many seconds from their picture's capture.</summary>
        public double LatencyP99 => LatencySeconds(0.99);

        internal void NoteCapture()
        {
            Captured++;
            _captures.Add(_frames.Seconds);
        }

        internal void NoteFetch(EncodeTime encode, double seconds)
        {
            _isEncodeUntold = double.IsNaN(encode.RenderThreadSeconds);
            if (!_isEncodeUntold)
            {
                _encodes.Add(encode.RenderThreadSeconds);
            }

            EncodeGpuSeconds = encode.GpuSeconds;
            _fetches.Add(seconds);
        }

        internal void NoteResult(double latencySeconds, double inferenceSeconds)
        {
            Classified++;
            _labels.Add(_frames.Seconds);
            _latencies.Add(latencySeconds);
            _inferences.Add(inferenceSeconds);
        }
    }
}
