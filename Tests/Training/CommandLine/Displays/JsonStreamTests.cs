using System;
using System.IO;
using System.Text;
using System.Threading;
using NUnit.Framework;
using Saccade.Training.CommandLine.Displays;

namespace Saccade.Training.Tests.CommandLine.Displays
{
    public sealed class JsonStreamTests
    {
        [Test]
        public void KeepAlive_SpeaksOnlyWhileNothingElseIsSaid()
        {
            var output = new StringWriter();
            var time = new ManualTimer();
            var stream = new JsonStream(output, time);
            using (stream.KeepAlive())
            {
                stream.BeginPhase("Decoding");
                time.Advance(TimeSpan.FromSeconds(1));
                time.Fire();
                time.Advance(TimeSpan.FromSeconds(2));
                time.Fire();
            }

            Assert.That(output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(new[]
            {
                """{"version":1,"event":"phase","text":"Decoding"}""",
                """{"version":1,"event":"alive","phase":"Decoding","seconds":3}""",
            }));
        }

        [Test]
        public void Write_WithoutAReader_GoesOn()
        {
            var output = new Closed();
            var stream = new JsonStream(output, TimeProvider.System);
            stream.Write("step", ("step", 1));
            stream.Write("step", ("step", 2));
            Assert.That(output.Attempts, Is.EqualTo(1));
        }

        private sealed class Closed : TextWriter
        {
            internal int Attempts { get; private set; }

            public override Encoding Encoding => Encoding.UTF8;

            public override void Write(string? value)
            {
                Attempts++;
                throw new IOException("Broken pipe");
            }
        }

        private sealed class ManualTimer : TimeProvider
        {
            private long _ticks;
            private Action _fire = () => { };

            public override long TimestampFrequency => TimeSpan.TicksPerSecond;

            public override long GetTimestamp() => _ticks;

            public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
            {
                _fire = () => callback(state);
                return new Timer();
            }

            internal void Advance(TimeSpan time) => _ticks += time.Ticks;

            internal void Fire() => _fire();

            private sealed class Timer : ITimer
            {
                public bool Change(TimeSpan dueTime, TimeSpan period) => true;

                public void Dispose()
                {
                }

                public System.Threading.Tasks.ValueTask DisposeAsync() => default;
            }
        }
    }
}
