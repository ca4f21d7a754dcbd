using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Saccade.Serving
{
    /// <summary>
    /// Pictures that were asked for. Each gets exactly one answer: the result of the picture that was taken for it, or of a newer one, or
    /// an error. What a swap of models or a lost picture takes away is taken anew. Main thread only; allocates nothing while none is
    /// asked for.
    /// </summary>
    internal sealed class CaptureRequests
    {
        /// <summary>How often a picture that got lost is taken anew.</summary>
        private const int MaximumAttempts = 3;

        private const long NotTaken = -1;

        private readonly List<Request> _open = new List<Request>();
        private readonly List<Request> _answered = new List<Request>();
        private readonly Stack<Request> _free = new Stack<Request>();
        private readonly Action<string> _tellError;

        /// <summary>Creates it.</summary>
        /// <param name="tellError">Called for each request without an awaiter that gets an error.</param>
        public CaptureRequests(Action<string> tellError)
        {
            _tellError = tellError;
        }

        /// <summary>Requests that were not answered yet.</summary>
        public int Count => _open.Count;

        /// <summary>Whether a picture must be taken.</summary>
        public bool IsPictureWanted
        {
            get
            {
                foreach (var request in _open)
                {
                    if (request.Frame == NotTaken)
                    {
                        return true;
                    }
                }

                return false;
            }
        }

        /// <summary>Asks for a picture.</summary>
        public void Add() => _open.Add(Borrow(null, default));

        /// <summary>Asks for a picture whose result is awaited.</summary>
        /// <param name="cancellation">Ends the waiting.</param>
        public Task<Classification> Add(CancellationToken cancellation)
        {
            // Who awaits goes on in the frame's turn of such things, not in the middle of ours.
            var answer = new TaskCompletionSource<Classification>(TaskCreationOptions.RunContinuationsAsynchronously);
            _open.Add(Borrow(answer, cancellation));
            return answer.Task;
        }

        /// <summary>Answers those whose waiting was cancelled.</summary>
        public void Check()
        {
            for (var i = _open.Count - 1; i >= 0; i--)
            {
                if (_open[i].Cancellation.IsCancellationRequested)
                {
                    _open[i].Answer!.TrySetCanceled(_open[i].Cancellation);
                    _open.RemoveAt(i);
                }
            }
        }

        /// <summary>A picture was taken; it is that of all who wait for one.</summary>
        /// <param name="frame">The frame's number.</param>
        public void NoteTaken(long frame)
        {
            foreach (var request in _open)
            {
                if (request.Frame == NotTaken)
                {
                    request.Frame = frame;
                    request.Attempts++;
                }
            }
        }

        /// <summary>A picture was classified.</summary>
        /// <param name="result">The result, of which awaiters get copies.</param>
        public void Answer(Classification result)
        {
            TakeOut(result.Frame, null);
            for (var request = NextAnswered(); request != null; request = NextAnswered())
            {
                Tell(request, result);
            }
        }

        /// <summary>A picture can't be classified.</summary>
        /// <param name="frame">The frame's number.</param>
        /// <param name="error">Why, as one message to show.</param>
        public void Fail(long frame, string error)
        {
            TakeOut(frame, error);
            TellErrors();
        }

        /// <summary>Nothing more will be classified.</summary>
        /// <param name="error">Why, as one message to show.</param>
        public void FailAll(string error)
        {
            NoteTaken(0);
            Fail(long.MaxValue, error);
        }

        /// <summary>The pictures that were not taken yet can't be taken.</summary>
        /// <param name="error">Why, as one message to show.</param>
        public void FailWaiting(string error)
        {
            // No frame has this number.
            NoteTaken(0);
            Fail(0, error);
        }

        /// <summary>Pictures on their way are lost.</summary>
        /// <param name="isSwap">Whether another model takes over, which is nobody's failure.</param>
        public void TakeAnew(bool isSwap)
        {
            foreach (var request in _open)
            {
                if (request.Frame != NotTaken && (isSwap || request.Attempts < MaximumAttempts))
                {
                    request.Frame = NotTaken;
                }
            }

            Fail(
                long.MaxValue,
                $"The picture was taken {MaximumAttempts} times, and each time it got lost on its way from the graphics card. Look into "
                    + "the log for what the graphics driver says.");
        }

        private void TakeOut(long newest, string? error)
        {
            for (var i = 0; i < _open.Count;)
            {
                var request = _open[i];
                if (request.Frame != NotTaken && request.Frame <= newest)
                {
                    request.Error = error;
                    _answered.Add(request);
                    _open.RemoveAt(i);
                }
                else
                {
                    i++;
                }
            }
        }

        private void TellErrors()
        {
            for (var request = NextAnswered(); request != null; request = NextAnswered())
            {
                Tell(request, null);
            }
        }

        // One by one: what an answer sets off may ask anew, or end all.
        private Request? NextAnswered()
        {
            if (_answered.Count == 0)
            {
                return null;
            }

            var request = _answered[0];
            _answered.RemoveAt(0);
            return request;
        }

        private void Tell(Request request, Classification? result)
        {
            var (answer, error) = (request.Answer, request.Error);
            if (answer == null)
            {
                _free.Push(request);
                if (error != null)
                {
                    _tellError(error);
                }
            }
            else if (error != null)
            {
                answer.TrySetException(new InvalidOperationException(error));
            }
            else
            {
                answer.TrySetResult(result!.Copy());
            }
        }

        private Request Borrow(TaskCompletionSource<Classification>? answer, CancellationToken cancellation)
        {
            var request = _free.Count > 0 ? _free.Pop() : new Request();
            (request.Answer, request.Cancellation) = (answer, cancellation);
            (request.Frame, request.Attempts, request.Error) = (NotTaken, 0, null);
            return request;
        }

        private sealed class Request
        {
            public TaskCompletionSource<Classification>? Answer { get; set; }

            public CancellationToken Cancellation { get; set; }

            public long Frame { get; set; }

            public int Attempts { get; set; }

            public string? Error { get; set; }
        }
    }
}
