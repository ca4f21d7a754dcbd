using System;
using System.Collections.Generic;
using System.Threading;
using Saccade.Capture;

namespace Saccade.Inference
{
    /// <summary>
    /// Runs a model on a thread of its own: loads it, then classifies the newest picture whenever there is one. The thread that
    /// submits and reads never waits, and stopping doesn't either: the thread ends after the run it is in and frees the model.
    /// </summary>
    internal sealed class InferenceWorker
    {
        private static readonly List<InferenceWorker> Running = new List<InferenceWorker>();

        private readonly Func<IClassifierModel> _load;
        private readonly int _topK;
        private readonly TripleBuffer<Input> _inputs;
        private readonly object _wake = new object();
        private readonly object _modelGate = new object();
        private Thread? _thread;
        private IClassifierModel? _model;
        private TripleBuffer<Classification>? _results;
        private volatile bool _stopping;
        private volatile string? _error;

        /// <summary>Creates the worker; nothing runs before <see cref="Start"/>.</summary>
        /// <param name="inputLength">Numbers in one picture.</param>
        /// <param name="topK">Classes that a result lists.</param>
        /// <param name="load">Loads and warms up the model; called on the worker's thread.</param>
        public InferenceWorker(int inputLength, int topK, Func<IClassifierModel> load)
        {
            _load = load;
            _topK = topK;
            _inputs = new TripleBuffer<Input>(() => new Input(inputLength));
        }

        /// <summary>Whether the model is loaded and warm.</summary>
        public bool IsReady => Volatile.Read(ref _results) != null;

        /// <summary>What went wrong, or null. A worker that failed classifies no more.</summary>
        public string? Error => _error;

        /// <summary>Where the next picture goes: 3·H·W numbers, filled before <see cref="Submit"/>.</summary>
        public Span<float> NextInput => _inputs.Writing.Values;

        /// <summary>Starts the thread.</summary>
        public void Start()
        {
            lock (Running)
                Running.Add(this);
            _thread = new Thread(Work) { IsBackground = true, Name = "Saccade inference" };
            _thread.Start();
        }

        /// <summary>Hands <see cref="NextInput"/> over.</summary>
        /// <param name="stamp">What travels with the picture.</param>
        /// <returns>True when the picture before had not been started yet and is replaced by this one.</returns>
        public bool Submit(in FrameStamp stamp)
        {
            _inputs.Writing.Stamp = stamp;
            bool replaced = _inputs.Publish();
            Wake();
            return replaced;
        }

        /// <summary>Takes the newest result, if there is one since the last time.</summary>
        /// <param name="result">The result; it stays as it is until the next call that returns true.</param>
        public bool TryTakeResult(out Classification? result)
        {
            TripleBuffer<Classification>? results = Volatile.Read(ref _results);
            bool taken = results != null && results.TryTake();
            result = taken ? results!.Reading : null;
            return taken;
        }

        /// <summary>Ends the thread after the run it is in, without waiting for it.</summary>
        public void Stop()
        {
            _stopping = true;
            Wake();
        }

        /// <summary>
        /// Ends the thread, cutting the run it is in short, and waits until the model is freed. For when the program quits.
        /// </summary>
        /// <param name="timeout">How long to wait at most.</param>
        /// <returns>Whether the thread has ended.</returns>
        public bool StopAndWait(TimeSpan timeout)
        {
            Stop();
            lock (_modelGate)
                _model?.Cancel();
            return _thread == null || _thread.Join(timeout);
        }

        /// <summary>Ends every thread of this program and waits for it, so that native code is not unloaded under a run.</summary>
        /// <param name="timeout">How long to wait at most for each.</param>
        /// <returns>Whether all have ended.</returns>
        public static bool StopAll(TimeSpan timeout)
        {
            InferenceWorker[] running;
            lock (Running)
                running = Running.ToArray();
            bool ended = true;
            foreach (InferenceWorker worker in running)
                ended &= worker.StopAndWait(timeout);
            return ended;
        }

        /// <summary>Loads the model. Part of the thread's work; called by itself in tests.</summary>
        internal void Load()
        {
            IClassifierModel model = _load();
            lock (_modelGate)
                _model = model;
            Volatile.Write(ref _results, new TripleBuffer<Classification>(() => model.CreateResult(_topK)));
        }

        /// <summary>Classifies the newest picture, if there is one. Part of the thread's work; called by itself in tests.</summary>
        /// <returns>Whether there was one.</returns>
        internal bool RunOnce()
        {
            if (!_inputs.TryTake())
                return false;
            Input input = _inputs.Reading;
            Classification result = _results!.Writing;
            _model!.Run(input.Values, result);
            result.Stamp = input.Stamp;
            _results.Publish();
            return true;
        }

        private void Work()
        {
            try
            {
                Load();
                while (!_stopping)
                {
                    if (!RunOnce())
                        Sleep();
                }
            }
#pragma warning disable CA1031 // Whatever the model throws ends this thread's work and is shown on the component; the scene goes on.
            catch (Exception e)
#pragma warning restore CA1031
            {
                if (!_stopping)
                    _error = e.Message;
            }
            finally
            {
                IClassifierModel? model;
                lock (_modelGate)
                {
                    model = _model;
                    _model = null;
                }

                model?.Dispose();
                lock (Running)
                    Running.Remove(this);
            }
        }

        // The thread holds this lock only while it looks whether to sleep, never while the model runs.
        private void Wake()
        {
            lock (_wake)
                Monitor.Pulse(_wake);
        }

        private void Sleep()
        {
            lock (_wake)
            {
                while (!_stopping && !_inputs.HasFresh)
                    Monitor.Wait(_wake);
            }
        }

        private sealed class Input
        {
            public Input(int length)
            {
                Values = new float[length];
            }

            public float[] Values { get; }

            public FrameStamp Stamp { get; set; }
        }
    }
}
