using System;
using System.Threading;
using Saccade.Files;
using Saccade.Inference.Onnx;
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
        private const char Separator = '|';

        private readonly Func<LoadStop, IClassifierModel> _load;
        private readonly IFrameProvider _frames;
        private readonly PictureQueue _pictures = new PictureQueue();
        private readonly RunClock _clock;
        private readonly LoadStop _loadStop = new LoadStop();
        private readonly object _modelGate = new object();
        private readonly InferenceClient[] _batch = new InferenceClient[OnnxModel.MaximumBatch];
        private Thread? _thread;
        private IClassifierModel? _model;
        private IClassifierModel? _description;
        private volatile bool _isReady;
        private volatile string? _error;
        private int _inputLength;

        /// <summary>Creates the model; nothing runs before <see cref="Start"/>.</summary>
        /// <param name="key">Two models of one key are the same.</param>
        /// <param name="load">Loads and warms it up; called on the model's thread.</param>
        /// <param name="frames">The time.</param>
        public SharedModel(string key, Func<LoadStop, IClassifierModel> load, IFrameProvider frames)
        {
            Key = key;
            _load = load;
            _frames = frames;
            _clock = new RunClock(frames);
        }

        /// <summary>Two models of one key are the same.</summary>
        public string Key { get; }

        /// <summary>Writes a key.</summary>
        /// <param name="folder">Where the model lies.</param>
        /// <param name="facts">What else has to be the same.</param>
        public static string MakeKey(string folder, params object[] facts) => folder + Separator + string.Join(Separator.ToString(), facts);

        /// <summary>Whether it is loaded and warm.</summary>
        public bool IsReady => _isReady;

        /// <summary>What went wrong, or null. A model that failed classifies no more.</summary>
        public string? Error => _error;

        /// <summary>The model once it was loaded, to read what never changes in it: that it may be gone meanwhile is no matter.</summary>
        public IClassifierModel? Description => Volatile.Read(ref _description);

        /// <inheritdoc cref="RunClock.ExpectedEnd"/>
        public double ExpectedEnd => _clock.ExpectedEnd;

        /// <inheritdoc cref="RunClock.RunSeconds"/>
        public double RunSeconds => _clock.RunSeconds;

        // A model may take fewer pictures after a run than before.
        private int RunLimit => Math.Min(_model!.MaxBatch, _batch.Length);

        /// <summary>Starts the thread.</summary>
        /// <param name="ended">Called on it when all is freed, as the last that it does.</param>
        public void Start(Action<SharedModel> ended)
        {
            // A game's own threads go first where both want a processor. Linux takes no notice of it.
            _thread = new Thread(() => Work(ended))
            {
                IsBackground = true,
                Name = "Saccade inference",
                Priority = ThreadPriority.BelowNormal,
            };
            _thread.Start();
        }

        /// <summary>
        /// Asks the thread to end, cutting short what it loads or runs. It frees the model then, and nobody needs to wait for it.
        /// </summary>
        public void Stop()
        {
            _pictures.Stop();
            _loadStop.Ask();
            lock (_modelGate)
            {
                _model?.Cancel();
            }
        }

        /// <summary>Ends the thread as <see cref="Stop"/> does and waits until the model is freed. For when the program quits.</summary>
        /// <param name="timeout">How long to wait at most.</param>
        /// <returns>Whether the thread has ended.</returns>
        public bool StopAndWait(TimeSpan timeout)
        {
            Stop();
            return _thread == null || _thread.Join(timeout);
        }

        /// <summary>Gives a camera a place, or none when the thread is about to end or its pictures are of another size.</summary>
        /// <param name="inputLength">Numbers of one picture.</param>
        /// <param name="topK">Classes that a result lists.</param>
        /// <returns>The place, to be left; or null.</returns>
        public InferenceClient? Join(int inputLength, int topK)
        {
            var first = Interlocked.CompareExchange(ref _inputLength, inputLength, 0);
            return first == 0 || first == inputLength ? InferenceClient.Join(_pictures, inputLength, topK) : null;
        }

        /// <summary>Loads the model. Part of the thread's work; called by itself in tests.</summary>
        internal void Load()
        {
            var model = _load(_loadStop);
            lock (_modelGate)
            {
                _model = model;
            }

            _clock.Learn(model.WarmUpSeconds);
            Volatile.Write(ref _description, model);
            _isReady = true;
        }

        /// <summary>Classifies the pictures that wait, if there are any. Part of the thread's work; called by itself in tests.</summary>
        /// <returns>How many there were.</returns>
        internal int RunOnce()
        {
            var count = _pictures.Take(_batch, RunLimit);
            if (count > 0)
            {
                Run(count);
            }

            return count;
        }

        private void Work(Action<SharedModel> ended)
        {
            try
            {
                Load();
                for (var count = Wait(); count > 0; count = Wait())
                {
                    Run(count);
                }
            }
#pragma warning disable CA1031 // Whatever the model throws ends this thread's work and is shown on the component; the scene goes on.
            catch (Exception e)
#pragma warning restore CA1031
            {
                _pictures.End();
                if (!_pictures.IsStopping)
                {
                    _error = UserMessage.Of(
                        e,
                        $"{Key.Split(Separator)[0]}: the model {(_isReady ? "stopped in the middle of its work" : "can't be loaded")}",
                        "Load it again; if it happens again, export it again.");
                }
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
                ended(this);
            }
        }

        private int Wait() => _pictures.Wait(_batch, RunLimit);

        private void Run(int count)
        {
            _clock.Begin();
            try
            {
                BatchRun.Classify(_model!, _batch.AsSpan(0, count), _frames);
                _clock.Count();
            }
            finally
            {
                _pictures.GiveBack();
                _batch.AsSpan(0, count).Clear();
                _clock.End();
            }
        }
    }
}
