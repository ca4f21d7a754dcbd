using System;
using System.Collections.Generic;
using System.Threading;
using Saccade.Inference.Onnx;
using Saccade.NewestWins;

namespace Saccade.Inference.Sharing
{
    /// <summary>
    /// The pictures that wait for a model: the newest of each camera, which of them the next run takes, and whose turn it is. Its lock is
    /// its own, and held only while somebody looks, never while the model runs.
    /// </summary>
    internal sealed class PictureQueue
    {
        private readonly object _gate = new object();
        private readonly List<Place> _places = new List<Place>();
        private readonly Place[] _running = new Place[OnnxModel.MaximumBatch];
        private int _runningCount;
        private long _frame;
        private int _turn;
        private bool _hasEnded;
        private volatile bool _isStopping;

        /// <summary>Whether <see cref="Stop"/> was called. Any thread.</summary>
        public bool IsStopping => _isStopping;

        /// <summary>Gives a camera a place, unless the model's thread is about to end.</summary>
        /// <remarks>
        /// A model that everyone has left can be joined again until its thread has seen that: whoever switches a component off and on
        /// while it loads doesn't load it twice.
        /// </remarks>
        /// <param name="client">The camera.</param>
        /// <param name="pictures">Where its pictures lie: it writes them, the queue publishes and takes them.</param>
        public bool TryAdd(InferenceClient client, TripleBuffer<WaitingPicture> pictures)
        {
            lock (_gate)
            {
                if (_isStopping || _hasEnded)
                {
                    return false;
                }

                _places.Add(new Place(client, pictures));
                return true;
            }
        }

        /// <summary>Takes a camera's place away. A picture that the model is reading is given back after the run.</summary>
        public void Remove(InferenceClient client)
        {
            lock (_gate)
            {
                var place = Find(client);
                _places.Remove(place);
                place.HasLeft = true;
                if (!place.IsRunning)
                {
                    place.Drain();
                }

                Monitor.Pulse(_gate);
            }
        }

        /// <summary>Publishes the picture that a camera has written.</summary>
        /// <param name="client">The camera.</param>
        /// <param name="frame">The picture's frame.</param>
        /// <returns>True when the picture before had not been started yet and is replaced by this one.</returns>
        public bool Submit(InferenceClient client, long frame)
        {
            lock (_gate)
            {
                var isReplaced = Find(client).Publish(frame);
                Monitor.Pulse(_gate);
                return isReplaced;
            }
        }

        /// <summary>Notes what is on its way from the GPU, so that cameras of one frame are classified together.</summary>
        /// <param name="client">The camera.</param>
        /// <param name="oldest">Its oldest frame that is, or <see cref="long.MaxValue"/>.</param>
        /// <param name="current">The frame that is being made.</param>
        public void Expect(InferenceClient client, long oldest, long current)
        {
            lock (_gate)
            {
                Find(client).ExpectedFrame = oldest;
                if (current == _frame)
                {
                    return;
                }

                _frame = current;
                Monitor.Pulse(_gate);
            }
        }

        /// <summary>Wakes the model's thread to end.</summary>
        public void Stop()
        {
            lock (_gate)
            {
                _isStopping = true;
                Monitor.Pulse(_gate);
            }
        }

        /// <summary>Notes that nobody takes pictures any more.</summary>
        public void End()
        {
            lock (_gate)
            {
                _hasEnded = true;
            }
        }

        /// <summary>Sleeps until there is something to classify, and takes it.</summary>
        /// <param name="batch">Receives the cameras whose pictures were taken, until <see cref="GiveBack"/>.</param>
        /// <param name="limit">Pictures of a run at most.</param>
        /// <returns>How many; 0 when the thread is to end.</returns>
        public int Wait(InferenceClient[] batch, int limit)
        {
            lock (_gate)
            {
                while (!_isStopping && _places.Count > 0)
                {
                    var count = Gather(batch, limit);
                    if (count > 0)
                    {
                        return count;
                    }

                    Monitor.Wait(_gate);
                }

                _hasEnded = true;
                return 0;
            }
        }

        /// <summary>Takes what there is to classify, without sleeping.</summary>
        /// <param name="batch">Receives the cameras whose pictures were taken, until <see cref="GiveBack"/>.</param>
        /// <param name="limit">Pictures of a run at most.</param>
        /// <returns>How many.</returns>
        public int Take(InferenceClient[] batch, int limit)
        {
            lock (_gate)
            {
                return Gather(batch, limit);
            }
        }

        /// <summary>Gives the pictures back that were taken last: the run is over.</summary>
        public void GiveBack()
        {
            lock (_gate)
            {
                for (var i = 0; i < _runningCount; i++)
                {
                    var place = _running[i];
                    place.Pictures.Reading.Release();
                    place.IsRunning = false;
                    if (place.HasLeft)
                    {
                        place.Drain();
                    }

                    _running[i] = null!;
                }

                _runningCount = 0;
            }
        }

        private Place Find(InferenceClient client)
        {
            foreach (var place in _places)
            {
                if (place.Client == client)
                {
                    return place;
                }
            }

            throw new InvalidOperationException("This camera has left the model.");
        }

        // Picks the cameras whose pictures are classified in the next run, none while others of the same frame are about to arrive; but
        // nobody is waited for longer than a frame.
        private int Gather(InferenceClient[] batch, int limit)
        {
            var newest = long.MinValue;
            foreach (var place in _places)
            {
                if (place.Pictures.HasFresh)
                {
                    newest = Math.Max(newest, place.SubmittedFrame);
                }
            }

            if (newest == long.MinValue || (_frame - newest <= 1 && IsAnyExpected(newest)))
            {
                return 0;
            }

            // Beginning behind the last one served, so that with more cameras than a run holds each has its turn.
            var count = 0;
            var first = _turn;
            for (var i = 0; i < _places.Count && count < limit; i++)
            {
                var index = (first + i) % _places.Count;
                var place = _places[index];
                if (!place.Pictures.TryTake())
                {
                    continue;
                }

                place.IsRunning = true;
                place.Client.NoteRun();
                batch[count] = place.Client;
                _running[count++] = place;
                _turn = index + 1;
            }

            return _runningCount = count;
        }

        private bool IsAnyExpected(long newest)
        {
            foreach (var place in _places)
            {
                if (!place.Pictures.HasFresh && place.ExpectedFrame <= newest)
                {
                    return true;
                }
            }

            return false;
        }

        private sealed class Place
        {
            public Place(InferenceClient client, TripleBuffer<WaitingPicture> pictures)
            {
                Client = client;
                Pictures = pictures;
            }

            public InferenceClient Client { get; }

            public TripleBuffer<WaitingPicture> Pictures { get; }

            public long SubmittedFrame { get; private set; }

            public long ExpectedFrame { get; set; } = long.MaxValue;

            // Whether the model's thread reads the picture taken last.
            public bool IsRunning { get; set; }

            public bool HasLeft { get; set; }

            public bool Publish(long frame)
            {
                SubmittedFrame = frame;
                var isReplaced = Pictures.Publish();

                // What was replaced is the buffer to fill next.
                Pictures.Writing.Release();
                return isReplaced;
            }

            // A picture that waits and that nobody will read: while it is held the encoder can't free its memory.
            public void Drain()
            {
                if (Pictures.TryTake())
                {
                    Pictures.Reading.Release();
                }
            }
        }
    }
}
