using System;
using System.IO;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using Saccade.Training.Files;

namespace Saccade.Training.CommandLine.Displays
{
    /// <summary>
    /// Writes one JSON object a line for the program that started this one, each with <c>version</c> and <c>event</c>. Any thread may
    /// write. When the other end is gone, what is written is dropped: the work goes on without its reader.
    /// </summary>
    /// <param name="output">The standard output.</param>
    /// <param name="time">The clock.</param>
    internal sealed class JsonStream(TextWriter output, TimeProvider time)
    {
        internal const int Version = 1;

        /// <summary>Nothing was written for as long: <c>alive</c> is.</summary>
        internal static readonly TimeSpan AliveInterval = TimeSpan.FromSeconds(2);

        private readonly Lock _gate = new();
        private string _phase = "Starting";
        private long _phaseBegan = time.GetTimestamp();
        private long _written = time.GetTimestamp();
        private bool _isClosed;

        /// <summary>Says every few seconds that the work goes on, while nothing else is said.</summary>
        /// <returns>Ends it when disposed.</returns>
        internal IDisposable KeepAlive()
        {
            return time.CreateTimer(_ => SayAlive(), null, AliveInterval, AliveInterval);
        }

        /// <summary>What is done from here on, for people to read.</summary>
        internal void BeginPhase(string text)
        {
            SetPhase(text);
            Write("phase", new { text });
        }

        /// <summary>The same, without a line: other events say it.</summary>
        internal void SetPhase(string text)
        {
            lock (_gate)
            {
                if (text != _phase)
                {
                    (_phase, _phaseBegan) = (text, time.GetTimestamp());
                }
            }
        }

        internal void Write<T>(string name, T report)
        {
            var line = JsonSerializer.SerializeToNode(report, JsonLine.Options)!.AsObject();
            line.Insert(0, "version", JsonValue.Create(Version));
            line.Insert(1, "event", JsonValue.Create(name));
            WriteLine(line.ToJsonString(JsonLine.Options));
        }

        private void SayAlive()
        {
            string phase;
            double seconds;
            lock (_gate)
            {
                if (time.GetElapsedTime(_written) < AliveInterval)
                {
                    return;
                }

                (phase, seconds) = (_phase, Math.Round(time.GetElapsedTime(_phaseBegan).TotalSeconds, 1));
            }

            Write("alive", new { phase, seconds });
        }

        private void WriteLine(string line)
        {
            lock (_gate)
            {
                _written = time.GetTimestamp();
                if (_isClosed)
                {
                    return;
                }

                try
                {
                    // One write a line and no waiting: the reader acts on what it has.
                    output.Write(line + "\n");
                    output.Flush();
                }
                catch (Exception failure) when (failure is IOException or ObjectDisposedException)
                {
                    _isClosed = true;
                }
            }
        }
    }
}
