using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Saccade.Capture.Textures;
using UnityEngine;

namespace Saccade.Textures
{
    /// <summary>
    /// A picture that somebody awaits the result of, or of several parts of it. It is answered exactly once: whatever comes later is
    /// not heard. Main thread only.
    /// </summary>
    internal sealed class PictureRequest
    {
        /// <summary>How often a picture that the graphics card lost is taken anew.</summary>
        private const int MaximumAttempts = 3;

        // Who awaits goes on in the frame's turn of such things, not in the middle of ours.
        private readonly TaskCompletionSource<Classification[]>? _all;
        private readonly TaskCompletionSource<Classification>? _one;
        private readonly Classification?[] _results;
        private readonly CancellationToken _cancellation;
        private int _missing;

        private PictureRequest(TextureInput input, IReadOnlyList<Rect> parts, bool isOne, CancellationToken cancellation)
        {
            Input = input;
            Parts = parts;
            _cancellation = cancellation;
            _results = new Classification?[parts.Count];
            _missing = parts.Count;
            if (isOne)
            {
                _one = new TaskCompletionSource<Classification>(TaskCreationOptions.RunContinuationsAsynchronously);
            }
            else
            {
                _all = new TaskCompletionSource<Classification[]>(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        /// <summary>What is to be classified.</summary>
        public TextureInput Input { get; }

        /// <summary>The parts of it, as fractions of the upright picture from its lower left corner.</summary>
        public IReadOnlyList<Rect> Parts { get; }

        /// <summary>Whether it was answered.</summary>
        public bool IsAnswered { get; private set; }

        /// <summary>Whether its picture is on its way.</summary>
        public bool IsStarted { get; private set; }

        /// <summary>Asks for one picture.</summary>
        public static PictureRequest OfOne(
            TextureInput input, IReadOnlyList<Rect> whole, CancellationToken cancellation, out Task<Classification> answer)
        {
            var request = new PictureRequest(input, whole, true, cancellation);
            answer = request._one!.Task;
            return request;
        }

        /// <summary>Asks for parts of a picture.</summary>
        public static PictureRequest OfParts(
            TextureInput input, IReadOnlyList<Rect> parts, CancellationToken cancellation, out Task<Classification[]> answer)
        {
            var request = new PictureRequest(input, parts, false, cancellation);
            answer = request._all!.Task;
            return request;
        }

        /// <summary>Counts how often its picture was taken: what is left of an earlier attempt doesn't count any more.</summary>
        public int Attempt { get; private set; }

        /// <summary>Notes that its picture is on its way.</summary>
        public void Start()
        {
            IsStarted = true;
            Attempt++;
        }

        /// <summary>Answers it, if whoever asked has cancelled it, or what was to be classified is gone before it was taken.</summary>
        public void Check()
        {
            if (IsAnswered)
            {
                return;
            }

            if (_cancellation.IsCancellationRequested)
            {
                IsAnswered = true;
                _one?.TrySetCanceled(_cancellation);
                _all?.TrySetCanceled(_cancellation);
                return;
            }

            var fault = IsStarted ? null : Input.Fault;
            if (fault != null)
            {
                Fail(new InvalidOperationException(fault));
            }
        }

        /// <summary>Takes in the result of a part; when it is the last, the request is answered.</summary>
        /// <param name="index">Which part.</param>
        /// <param name="result">The result, of which a copy is kept.</param>
        /// <param name="attempt">The <see cref="Attempt"/> that it belongs to.</param>
        public void Answer(int index, Classification result, int attempt)
        {
            if (IsAnswered || attempt != Attempt)
            {
                return;
            }

            _results[index] = result.Copy();
            if (--_missing > 0)
            {
                return;
            }

            IsAnswered = true;
            _one?.TrySetResult(_results[0]!);
            _all?.TrySetResult(Array.ConvertAll(_results, each => each!));
        }

        /// <summary>Answers it with an error.</summary>
        public void Fail(Exception error)
        {
            if (IsAnswered)
            {
                return;
            }

            IsAnswered = true;
            _one?.TrySetException(error);
            _all?.TrySetException(error);
        }

        /// <summary>The graphics card lost the picture: it is to be taken anew, unless that has happened too often.</summary>
        /// <param name="attempt">The <see cref="Attempt"/> whose picture it was.</param>
        /// <param name="reason">Why, as a sentence to show, or null where nobody knows.</param>
        public void Lose(int attempt, string? reason)
        {
            if (IsAnswered || !IsStarted || attempt != Attempt)
            {
                return;
            }

            IsStarted = false;
            _missing = _results.Length;
            if (Attempt == MaximumAttempts)
            {
                Fail(new InvalidOperationException(
                    $"The picture was taken {MaximumAttempts} times, and each time it got lost on its way from the graphics "
                    + $"card. {reason ?? "Look into the log for what the graphics driver says."}"));
            }
        }
    }
}
