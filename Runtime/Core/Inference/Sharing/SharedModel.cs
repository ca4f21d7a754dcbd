using System;
using System.Collections.Generic;
using System.Threading;
using Saccade.Timing;

namespace Saccade.Inference.Sharing
{
    /// <summary>
    /// A model on a thread of its own, shared by every camera that asks for the same one: loads it, then classifies the newest picture
    /// of each camera, those of one frame in one run. Who submits and reads never waits, and leaving doesn't either: when the last
    /// camera has left, the thread ends after the run it is in and frees the model.
    /// </summary>
    internal sealed class SharedModel
    {
        // A new figure counts this much in the mean of the runs' times.
        private const double Weight = 0.2;

        private readonly Func<IClassifierModel> _load;
        private readonly IFrameProvider _frames;
        private readonly object _gate = new object();
        private readonly object _modelGate = new object();
        private readonly List<InferenceClient> _clients = new List<InferenceClient>();
        private readonly InferenceClient[] _batch = new InferenceClient[OnnxModel.MaximalBatch];
        private Thread? _thread;
        private IClassifierModel? _model;
        private IClassifierModel? _description;
        private long _frame;
        private int _turn;
        private bool _hasEnded;
        private double _busySince = double.NaN;
        private double _runSeconds;
        private volatile bool _isReady;
        private volatile bool _stopping;
        private volatile string? _error;

        /// <summary>Creates the model; nothing runs before <see cref="Start"/>.</summary>
        /// <param name="key">Two models of one key are the same.</param>
        /// <param name="load">Loads and warms it up; called on the model's thread.</param>
        /// <param name="frames">The time.</param>
        public SharedModel(string key, Func<IClassifierModel> load, IFrameProvider frames)
        {
            Key = key;
            _load = load;
            _frames = frames;
        }

        /// <summary>Two models of one key are the same.</summary>
        public string Key { get; }

        /// <summary>Whether it is loaded and warm.</summary>
        public bool IsReady => _isReady;

        /// <summary>What went wrong, or null. A model that failed classifies no more.</summary>
        public string? Error => _error;

        /// <summary>The model once it was loaded, to read what never changes in it: that it may be gone meanwhile is no matter.</summary>
        public IClassifierModel? Description => Volatile.Read(ref _description);

        /// <summary>
        /// When the run under way should end, in the frame provider's seconds, by the runs before; negative infinity when none is
        /// under way.
        /// </summary>
        public double ExpectedEnd
        {
            get
            {
                double since = Volatile.Read(ref _busySince);
                return double.IsNaN(since) ? double.NegativeInfinity : since + RunSeconds;
            }
        }

        /// <summary>How long a run takes, by the last few; 0 before the first.</summary>
        public double RunSeconds => Volatile.Read(ref _runSeconds);

        /// <summary>Starts the thread.</summary>
        public void Start()
        {
            SharedModels.Add(this);
            _thread = new Thread(Work) { IsBackground = true, Name = "Saccade inference" };
            _thread.Start();
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

        /// <summary>Gives a camera a place.</summary>
        internal InferenceClient Add(int inputLength, int topK)
        {
            InferenceClient client = new InferenceClient(this, inputLength, topK);
            lock (_gate)
                _clients.Add(client);
            return client;
        }

        /// <summary>Gives a camera a place, unless the thread is about to end.</summary>
        /// <remarks>
        /// A model that everyone has left can be joined again until its thread has seen that: whoever switches a component off and on
        /// while it loads doesn't load it twice.
        /// </remarks>
        internal bool TryAdd(int inputLength, int topK, out InferenceClient client)
        {
            client = null!;
            lock (_gate)
            {
                if (_stopping || _hasEnded)
                    return false;
                client = Add(inputLength, topK);
                return true;
            }
        }

        internal bool Submit(InferenceClient client, long frame)
        {
            // The thread holds this lock only while it looks what to do, never while the model runs.
            lock (_gate)
            {
                bool replaced = client.Publish(frame);
                Monitor.Pulse(_gate);
                return replaced;
            }
        }

        internal void Expect(InferenceClient client, long oldest, long current)
        {
            lock (_gate)
            {
                client.ExpectedFrame = oldest;
                if (current == _frame)
                    return;
                _frame = current;
                Monitor.Pulse(_gate);
            }
        }

        internal void Remove(InferenceClient client)
        {
            lock (_gate)
            {
                _clients.Remove(client);
                client.HasLeft = true;
                if (!client.IsRunning)
                    client.Drain();
                Monitor.Pulse(_gate);
            }
        }

        /// <summary>Loads the model. Part of the thread's work; called by itself in tests.</summary>
        internal void Load()
        {
            IClassifierModel model = _load();
            lock (_modelGate)
                _model = model;
            Volatile.Write(ref _description, model);
            _isReady = true;
        }

        /// <summary>Classifies the pictures that wait, if there are any. Part of the thread's work; called by itself in tests.</summary>
        /// <returns>How many there were.</returns>
        internal int RunOnce()
        {
            int count;
            lock (_gate)
                count = Gather();
            if (count > 0)
                Run(count);
            return count;
        }

        private void Stop()
        {
            lock (_gate)
            {
                _stopping = true;
                Monitor.Pulse(_gate);
            }
        }

        // Sleeps until there is something to classify; 0 when the thread is to end.
        private int WaitForPictures()
        {
            lock (_gate)
            {
                while (!_stopping && _clients.Count > 0)
                {
                    int count = Gather();
                    if (count > 0)
                        return count;
                    Monitor.Wait(_gate);
                }

                _hasEnded = true;
                return 0;
            }
        }

        private void Work()
        {
            try
            {
                Load();
                for (int count = WaitForPictures(); count > 0; count = WaitForPictures())
                    Run(count);
            }
#pragma warning disable CA1031 // Whatever the model throws ends this thread's work and is shown on the component; the scene goes on.
            catch (Exception e)
#pragma warning restore CA1031
            {
                lock (_gate)
                    _hasEnded = true;
                if (!_stopping)
                    _error = e.Message;
            }
            finally
            {
                _isReady = false;
                IClassifierModel? model;
                lock (_modelGate)
                {
                    model = _model;
                    _model = null;
                }

                model?.Dispose();
                SharedModels.Remove(this);
            }
        }

        // Under the gate. Picks the cameras whose pictures are classified in the next run, none while others of the same frame are
        // about to arrive; but nobody is waited for longer than a frame.
        private int Gather()
        {
            long newest = long.MinValue;
            foreach (InferenceClient client in _clients)
            {
                if (client.HasFresh)
                    newest = Math.Max(newest, client.SubmittedFrame);
            }

            if (newest == long.MinValue)
                return 0;
            if (_frame - newest <= 1)
            {
                foreach (InferenceClient client in _clients)
                {
                    if (!client.HasFresh && client.ExpectedFrame <= newest)
                        return 0;
                }
            }

            // Beginning behind the last one served, so that with more cameras than a run holds each has its turn.
            int most = Math.Min(_model!.MaxBatch, _batch.Length);
            int count = 0;
            int first = _turn;
            for (int i = 0; i < _clients.Count && count < most; i++)
            {
                int index = (first + i) % _clients.Count;
                if (!_clients[index].HasFresh)
                    continue;
                _clients[index].Take();
                _clients[index].IsRunning = true;
                _batch[count++] = _clients[index];
                _turn = index + 1;
            }

            return count;
        }

        private void Run(int count)
        {
            double began = _frames.Seconds;
            Volatile.Write(ref _busySince, began);
            try
            {
                if (IsAnyOnDevice(count) || !TryRunTogether(count))
                    RunSingly(count);
                double seconds = _frames.Seconds - began;
                Volatile.Write(ref _runSeconds, _runSeconds == 0 ? seconds : _runSeconds + Weight * (seconds - _runSeconds));
            }
            finally
            {
                lock (_gate)
                {
                    for (int i = 0; i < count; i++)
                    {
                        _batch[i].ReleaseInput();
                        _batch[i].IsRunning = false;
                        if (_batch[i].HasLeft)
                            _batch[i].Drain();
                        _batch[i] = null!;
                    }
                }

                Volatile.Write(ref _busySince, double.NaN);
            }
        }

        private bool IsAnyOnDevice(int count)
        {
            for (int i = 0; i < count; i++)
            {
                if (_batch[i].DevicePointer != IntPtr.Zero)
                    return true;
            }

            return false;
        }

        private bool TryRunTogether(int count)
        {
            IClassifierModel model = _model!;
            for (int i = 0; i < count; i++)
                _batch[i].CopyInput(model.Input(i));
            double started = _frames.Seconds;
            if (!model.Run(count))
                return false;
            double seconds = _frames.Seconds - started;
            for (int i = 0; i < count; i++)
                _batch[i].PublishResult(model, i, seconds);
            return true;
        }

        // Pictures that lie in a graphics card's memory lie apart, and some graphs take one only.
        private void RunSingly(int count)
        {
            IClassifierModel model = _model!;
            for (int i = 0; i < count; i++)
            {
                InferenceClient client = _batch[i];
                double started = _frames.Seconds;
                if (client.DevicePointer != IntPtr.Zero)
                {
                    model.RunOnDevice(client.DevicePointer);
                }
                else
                {
                    client.CopyInput(model.Input(0));
                    model.Run(1);
                }

                client.PublishResult(model, 0, _frames.Seconds - started);
            }
        }
    }
}
