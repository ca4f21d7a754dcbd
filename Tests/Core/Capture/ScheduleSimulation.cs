using System;
using System.Collections.Generic;
using Saccade.Capture;
using Saccade.Inference.Sharing;
using Saccade.Timing;

namespace Saccade.Core.Tests.Capture
{
    /// <summary>
    /// A camera, an encoder whose pictures arrive in order, and a model, in made-up time: what the schedule does under any frame rate,
    /// delay and run time, and noise in all of them.
    /// </summary>
    internal sealed class ScheduleSimulation : IFrameProvider
    {
        private readonly Random _random;
        private readonly CaptureSchedule _schedule = new() { Rate = CaptureRate.EveryFrame };
        private readonly Queue<(double Arrival, double Taken)> _inFlight = new();
        private readonly RunClock _clock;
        private double _delay;
        private double _free;
        private double _lastArrival;
        private double _end = double.NaN;
        private double _waitsSince = double.NaN;

        public ScheduleSimulation(int seed)
        {
            _random = new Random(seed);
            _clock = new RunClock(this);
        }

        public double FrameSeconds { get; init; } = 1 / 60.0;

        public double DelaySeconds { get; init; } = 0.01;

        public double RunSeconds { get; init; } = 0.05;

        /// <summary>How much frames and delays vary.</summary>
        public double Noise { get; init; }

        /// <summary>How much runs vary.</summary>
        public double RunNoise { get; init; }

        /// <summary>The share of the runs that take ten times as long.</summary>
        public double Spikes { get; init; }

        public int Capacity { get; init; } = 3;

        /// <summary>Whether the model was timed before its first run.</summary>
        public bool IsWarm { get; init; } = true;

        public int Encodes { get; private set; }

        public int Runs { get; private set; }

        public long Frame { get; private set; }

        public double Seconds { get; private set; }

        /// <summary>Goes on for a time.</summary>
        public void Run(double seconds)
        {
            if (IsWarm && Frame == 0)
            {
                _clock.Learn(RunSeconds);
            }

            for (var until = Seconds + seconds; Seconds < until; Frame++)
            {
                var next = Seconds + Vary(FrameSeconds, Noise);
                BeginFrame();
                RunModel(Seconds + 0.3 * (next - Seconds));
                Capture();
                RunModel(next);
            }
        }

        private void BeginFrame()
        {
            var arrived = 0;
            for (; _inFlight.Count > 0 && _inFlight.Peek().Arrival <= Seconds; arrived++)
            {
                _delay = Seconds - _inFlight.Dequeue().Taken;
            }

            _schedule.NoteRuns(Runs);
            if (arrived == 0)
            {
                return;
            }

            _schedule.NoteWaste(arrived - (double.IsNaN(_waitsSince) ? 1 : 0));
            _waitsSince = Seconds;
            RunModel(Seconds);
        }

        private void Capture()
        {
            _schedule.NoteRuns(Runs);
            var isBooked = _inFlight.Count > 0 || !double.IsNaN(_waitsSince);
            if (!_schedule.IsDue(Seconds, _delay, _clock.ExpectedEnd, _clock.RunSeconds, isBooked) || _inFlight.Count == Capacity)
            {
                return;
            }

            _schedule.Take(Seconds);
            Encodes++;
            _lastArrival = Math.Max(_lastArrival, Seconds + Vary(DelaySeconds, Noise));
            _inFlight.Enqueue((_lastArrival, Seconds));
        }

        // The model's thread, as far as a moment.
        private void RunModel(double until)
        {
            while (true)
            {
                if (_end <= until)
                {
                    Seconds = _end;
                    _clock.Count();
                    _clock.End();
                    (_free, _end) = (_end, double.NaN);
                }

                if (!double.IsNaN(_end) || double.IsNaN(_waitsSince))
                {
                    Seconds = until;
                    return;
                }

                Seconds = Math.Max(_free, _waitsSince);
                _waitsSince = double.NaN;
                _clock.Begin();
                _end = Seconds + Vary(RunSeconds, RunNoise) * (_random.NextDouble() < Spikes ? 10 : 1);
                Runs++;
            }
        }

        private double Vary(double mean, double noise)
        {
            var normal = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
            return mean * Math.Exp(noise * normal);
        }
    }
}
