using System;
using System.Threading;
using Saccade.Capture;

namespace Saccade.Inference.Sharing
{
    /// <summary>
    /// One camera's place at a <see cref="SharedModel"/>: where its newest picture waits and its newest result lies. Its members are
    /// for the main thread, but for those that say otherwise.
    /// </summary>
    internal sealed class InferenceClient
    {
        private readonly SharedModel _model;
        private readonly int _topK;
        private readonly TripleBuffer<Input> _inputs;
        private TripleBuffer<Classification>? _results;
        private bool _left;

        public InferenceClient(SharedModel model, int inputLength, int topK)
        {
            _model = model;
            _topK = topK;
            _inputs = new TripleBuffer<Input>(() => new Input(inputLength));
        }

        /// <summary>Where the next picture goes: 3·H·W numbers, filled before <see cref="Submit(in FrameStamp)"/>.</summary>
        public Span<float> NextInput => _inputs.Writing.Values;

        /// <summary>Whether a picture waits that was not taken yet. Any thread.</summary>
        internal bool HasFresh => _inputs.HasFresh;

        /// <summary>Frame of the picture that was submitted last. Under the model's gate.</summary>
        internal long SubmittedFrame { get; private set; }

        /// <summary>
        /// The oldest frame that is on its way from the GPU, or <see cref="long.MaxValue"/>. Under the model's gate.
        /// </summary>
        internal long ExpectedFrame { get; set; } = long.MaxValue;

        /// <summary>Hands <see cref="NextInput"/> over.</summary>
        /// <param name="stamp">What travels with the picture.</param>
        /// <returns>True when the picture before had not been started yet and is replaced by this one.</returns>
        public bool Submit(in FrameStamp stamp)
        {
            _inputs.Writing.Stamp = stamp;
            return _model.Submit(this, stamp.Frame);
        }

        /// <summary>Hands over a picture that lies in the graphics card's memory.</summary>
        /// <param name="frame">The picture; it is given back when the model has read it, or nobody will.</param>
        /// <param name="owner">Whom to give it back to.</param>
        /// <returns>True when the picture before had not been started yet and is replaced by this one.</returns>
        public bool Submit(in DeviceFrame frame, IDeviceFrames owner)
        {
            _inputs.Writing.Stamp = frame.Stamp;
            _inputs.Writing.Hold(frame, owner);
            return _model.Submit(this, frame.Stamp.Frame);
        }

        /// <summary>Says what is on its way from the GPU, so that cameras of one frame are classified together.</summary>
        /// <param name="oldest">The oldest frame that is, or <see cref="long.MaxValue"/>.</param>
        /// <param name="current">The frame that is being made.</param>
        public void Expect(long oldest, long current) => _model.Expect(this, oldest, current);

        /// <summary>Takes the newest result, if there is one since the last time.</summary>
        /// <param name="result">The result; it stays as it is until the next call that returns true.</param>
        public bool TryTakeResult(out Classification? result)
        {
            TripleBuffer<Classification>? results = Volatile.Read(ref _results);
            bool taken = results != null && results.TryTake();
            result = taken ? results!.Reading : null;
            return taken;
        }

        /// <summary>Gives the place back, without waiting for a run that is under way. The last to leave ends the model's thread.</summary>
        public void Leave()
        {
            if (_left)
                return;
            _left = true;
            _model.Remove(this);
        }

        /// <summary>Publishes the buffer that was filled. Under the model's gate.</summary>
        internal bool Publish(long frame)
        {
            SubmittedFrame = frame;
            bool replaced = _inputs.Publish();

            // What was replaced is the buffer to fill next.
            _inputs.Writing.Release();
            return replaced;
        }

        /// <summary>Whether the model's thread reads the picture taken last. Under the model's gate.</summary>
        internal bool IsRunning { get; set; }

        /// <summary>Whether the place was given back. Under the model's gate.</summary>
        internal bool HasLeft { get; set; }

        /// <summary>Takes the newest picture, so that it is read and not replaced. Under the model's gate.</summary>
        internal void Take() => _inputs.TryTake();

        /// <summary>
        /// Gives a picture back that waits and that nobody will read: while it is held the encoder can't free its memory. Under the
        /// model's gate, not while <see cref="IsRunning"/>.
        /// </summary>
        internal void Drain()
        {
            if (!HasFresh)
                return;
            Take();
            ReleaseInput();
        }

        /// <summary>Where the picture taken last lies on the graphics card, or zero where it is in memory. The model's thread only.</summary>
        internal IntPtr DevicePointer => _inputs.Reading.DevicePointer;

        /// <summary>Copies the picture taken last from memory. The model's thread only.</summary>
        internal void CopyInput(Span<float> destination) => _inputs.Reading.Values.AsSpan().CopyTo(destination);

        /// <summary>Gives the picture taken last back to the graphics card. Under the model's gate.</summary>
        internal void ReleaseInput() => _inputs.Reading.Release();

        /// <summary>Publishes what the model said of the picture taken last. The model's thread only.</summary>
        internal void PublishResult(IClassifierModel model, int index, double inferenceSeconds)
        {
            TripleBuffer<Classification> results = _results ?? CreateResults(model);
            Classification result = results.Writing;
            model.Read(index, result);
            result.Stamp = _inputs.Reading.Stamp;
            result.InferenceSeconds = inferenceSeconds;
            results.Publish();
        }

        // Only the loaded model knows the shapes; a camera's first picture brings its results' memory. On its own, because a method
        // that makes a closure allocates it at each call.
        private TripleBuffer<Classification> CreateResults(IClassifierModel model)
        {
            TripleBuffer<Classification> results = new TripleBuffer<Classification>(() => model.CreateResult(_topK));
            Volatile.Write(ref _results, results);
            return results;
        }

        private sealed class Input
        {
            private DeviceFrame _frame;
            private IDeviceFrames? _owner;

            public Input(int length)
            {
                Values = new float[length];
            }

            public float[] Values { get; }

            public FrameStamp Stamp { get; set; }

            public IntPtr DevicePointer => _owner == null ? IntPtr.Zero : _frame.Pointer;

            public void Hold(in DeviceFrame frame, IDeviceFrames owner)
            {
                _frame = frame;
                _owner = owner;
            }

            public void Release()
            {
                _owner?.Release(_frame.Slot);
                _owner = null;
            }
        }
    }
}
