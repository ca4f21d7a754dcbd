using System;
using System.Threading;
using Saccade.Capture;
using Saccade.Inference.Onnx;
using Saccade.NewestWins;

namespace Saccade.Inference.Sharing
{
    /// <summary>
    /// One camera's place at a <see cref="SharedModel"/>: where its newest picture waits and its newest result lies. Its members are
    /// for the main thread, but for those that say otherwise.
    /// </summary>
    internal sealed class InferenceClient
    {
        private readonly PictureQueue _queue;
        private readonly int _topK;
        private readonly TripleBuffer<WaitingPicture> _pictures;
        private TripleBuffer<Classification>? _results;
        private bool _left;
        private long _runs;

        private InferenceClient(PictureQueue queue, int inputLength, int topK)
        {
            _queue = queue;
            _topK = topK;
            _pictures = new TripleBuffer<WaitingPicture>(() => new WaitingPicture(inputLength));
        }

        /// <summary>Where the next picture goes: 3·H·W numbers, filled before <see cref="Submit(in FrameStamp)"/>.</summary>
        public Span<float> NextInput => _pictures.Writing.Values;

        /// <summary>Whether a picture waits that was not taken yet. Any thread.</summary>
        public bool HasFresh => _pictures.HasFresh;

        /// <summary>Runs that began with one of its pictures. Any thread.</summary>
        public long Runs => Volatile.Read(ref _runs);

        /// <summary>
        /// Where the picture taken last lies on the graphics card, or zero where it is in memory. The model's thread only.
        /// </summary>
        public IntPtr DevicePointer => _pictures.Reading.DevicePointer;

        /// <summary>Takes a place in a model's queue, or none when its thread is about to end.</summary>
        /// <param name="queue">The queue.</param>
        /// <param name="inputLength">Numbers of one picture.</param>
        /// <param name="topK">Classes that a result lists.</param>
        public static InferenceClient? Join(PictureQueue queue, int inputLength, int topK)
        {
            var client = new InferenceClient(queue, inputLength, topK);
            return queue.TryAdd(client, client._pictures) ? client : null;
        }

        /// <summary>Hands <see cref="NextInput"/> over.</summary>
        /// <param name="stamp">What travels with the picture.</param>
        /// <returns>True when the picture before had not been started yet and is replaced by this one.</returns>
        public bool Submit(in FrameStamp stamp)
        {
            _pictures.Writing.Stamp = stamp;
            return _queue.Submit(this, stamp.Frame);
        }

        /// <summary>Hands over a picture that lies in the graphics card's memory.</summary>
        /// <param name="frame">The picture; it is given back when the model has read it, or nobody will.</param>
        /// <param name="owner">Whom to give it back to.</param>
        /// <returns>True when the picture before had not been started yet and is replaced by this one.</returns>
        public bool Submit(in DeviceFrame frame, IDeviceFrames owner)
        {
            _pictures.Writing.Hold(frame, owner);
            return Submit(frame.Stamp);
        }

        /// <summary>Says what is on its way from the GPU, so that cameras of one frame are classified together.</summary>
        /// <param name="oldest">The oldest frame that is, or <see cref="long.MaxValue"/>.</param>
        /// <param name="current">The frame that is being made.</param>
        public void Expect(long oldest, long current) => _queue.Expect(this, oldest, current);

        /// <summary>Takes the newest result, if there is one since the last time.</summary>
        /// <param name="result">The result; it stays as it is until the next call that returns true.</param>
        public bool TryTakeResult(out Classification? result)
        {
            var results = Volatile.Read(ref _results);
            var taken = results != null && results.TryTake();
            result = taken ? results!.Reading : null;
            return taken;
        }

        /// <summary>Gives the place back, without waiting for a run that is under way. The last to leave ends the model's thread.</summary>
        public void Leave()
        {
            if (_left)
            {
                return;
            }

            _left = true;
            _queue.Remove(this);
        }

        /// <summary>Notes that a run begins with the picture taken last. The model's thread only.</summary>
        public void NoteRun() => Volatile.Write(ref _runs, _runs + 1);

        /// <summary>Copies the picture taken last from memory. The model's thread only.</summary>
        public void CopyInput(Span<float> destination) => _pictures.Reading.Values.AsSpan().CopyTo(destination);

        /// <summary>Publishes what the model said of the picture taken last. The model's thread only.</summary>
        public void PublishResult(IClassifierModel model, int index, double inferenceSeconds)
        {
            var results = _results ?? CreateResults(model);
            var result = results.Writing;
            model.Read(index, result);
            result.Stamp = _pictures.Reading.Stamp;
            result.InferenceSeconds = inferenceSeconds;
            results.Publish();
        }

        // Only the loaded model knows the shapes; a camera's first picture brings its results' memory. On its own, because a method
        // that makes a closure allocates it at each call.
        private TripleBuffer<Classification> CreateResults(IClassifierModel model)
        {
            var results = new TripleBuffer<Classification>(() => model.CreateResult(_topK));
            Volatile.Write(ref _results, results);
            return results;
        }
    }
}
