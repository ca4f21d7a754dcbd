using System;
using Saccade.Capture;

namespace Saccade.Inference
{
    /// <summary>
    /// The way of a frame from a rendered picture to a label: encode on the GPU, fetch when it has arrived, infer on a thread,
    /// publish. All members are for the main thread, and none of them waits: when the model is slow, frames are left out.
    /// </summary>
    public sealed class ClassificationPipeline : IDisposable
    {
        private readonly IFrameEncoder _encoder;
        private readonly InferenceWorker _worker;
        private bool _disposed;

        internal ClassificationPipeline(IFrameEncoder encoder, InferenceWorker worker)
        {
            _encoder = encoder;
            _worker = worker;
        }

        /// <summary>Whether the model is loaded and warm. Frames captured before wait for it, the newest only.</summary>
        public bool IsReady => _worker.IsReady;

        /// <summary>What went wrong, as one message to show, or null. A pipeline that failed stays failed.</summary>
        public string? Error => _encoder.Failure ?? _worker.Error;

        /// <summary>
        /// The last result, or null before the first. A later call of <see cref="BeginFrame"/> may overwrite what it holds.
        /// </summary>
        public Classification? Result { get; private set; }

        /// <summary>Pictures that were given to the encoder.</summary>
        public long Captured { get; private set; }

        /// <summary>
        /// Pictures that were not taken because as many as allowed were on their way, or replaced by newer ones before the model saw
        /// them.
        /// </summary>
        public long Dropped { get; private set; }

        /// <summary>Results that arrived.</summary>
        public long Classified { get; private set; }

        /// <summary>Opens a model and starts loading it on its own thread.</summary>
        /// <param name="folder">The model.</param>
        /// <param name="framesInFlight">Frames that can be on their way from the GPU at once, 1 to 16.</param>
        /// <param name="threads">Threads of one inference, at least 1.</param>
        /// <param name="topK">Classes that a result lists, at least 1.</param>
        /// <exception cref="NotSupportedException">No assembly here can encode pictures on this graphics API.</exception>
        public static ClassificationPipeline Open(ModelFolder folder, int framesInFlight, int threads, int topK)
        {
            IFrameEncoder encoder = CaptureBackends.Find().CreateEncoder(
                folder.Rule, PixelLayout.Planes, folder.Config.PatchWidth, folder.Config.PatchHeight, framesInFlight);
            InferenceWorker worker = new InferenceWorker(encoder.Length, topK, () => OnnxModel.Load(folder, threads));
            worker.Start();
            return new ClassificationPipeline(encoder, worker);
        }

        /// <summary>Call it once when a frame begins: passes pictures that have arrived to the model and takes its newest result.</summary>
        /// <returns>Whether <see cref="Result"/> is new.</returns>
        public bool BeginFrame()
        {
            if (_disposed || Error != null)
                return false;
            if (_encoder.TryFetch(_worker.NextInput, out FrameStamp stamp, out int skipped))
            {
                Dropped += skipped;
                if (_worker.Submit(stamp))
                    Dropped++;
            }

            if (!_worker.TryTakeResult(out Classification? result))
                return false;
            Result = result;
            Classified++;
            return true;
        }

        /// <summary>Call it when a camera has rendered: sends its picture on the way.</summary>
        /// <param name="source">The picture.</param>
        /// <param name="stamp">What the result will carry.</param>
        /// <returns>Whether the picture was taken.</returns>
        public bool Capture(in CaptureSource source, in FrameStamp stamp)
        {
            if (_disposed || Error != null)
                return false;
            if (!_encoder.TryEncode(source, stamp))
            {
                Dropped++;
                return false;
            }

            Captured++;
            return true;
        }

        /// <summary>Gives everything back without waiting; a run that is under way ends by itself and frees its model then.</summary>
        public void Dispose()
        {
            if (_disposed)
                return;
            _disposed = true;
            _worker.Stop();
            _encoder.Dispose();
        }
    }
}
