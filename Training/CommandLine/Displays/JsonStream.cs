using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using Saccade.Progress;
using Saccade.Training.Files;

namespace Saccade.Training.CommandLine.Displays
{
    /// <summary>
    /// Writes the events of <see cref="ProgressStream"/> for the program that started this one. Any thread may write. When the other end
    /// is gone, what is written is dropped: the work goes on without its reader.
    /// </summary>
    /// <param name="output">The standard output.</param>
    /// <param name="time">The clock.</param>
    internal sealed class JsonStream(TextWriter output, TimeProvider time)
    {
        /// <summary>Nothing was written for as long: <see cref="ProgressStream.Alive"/> is.</summary>
        internal static readonly TimeSpan AliveInterval = TimeSpan.FromSeconds(2);

        private readonly Lock _gate = new();
        private string _phase = "Starting";
        private long _phaseBegan = time.GetTimestamp();
        private long _written = time.GetTimestamp();
        private bool _isClosed;

        /// <summary>Says every few seconds that the work goes on, while nothing else is said.</summary>
        /// <returns>Ends it when disposed.</returns>
        internal IDisposable KeepAlive() => time.CreateTimer(_ => SayAlive(), null, AliveInterval, AliveInterval);

        /// <summary>What is done from here on, for people to read.</summary>
        internal void BeginPhase(string text)
        {
            SetPhase(text);
            Write(ProgressStream.Phase.Kind, (ProgressStream.Phase.Text, text));
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

        /// <summary>Writes an event.</summary>
        /// <param name="kind">What happened.</param>
        /// <param name="fields">What it says, in this order; what has no value is left out.</param>
        internal void Write(string kind, params (string Name, object? Value)[] fields) => WriteLine(MakeObject(
            [
                (ProgressStream.Every.Version, ProgressStream.Version), (ProgressStream.Every.Event, kind), .. fields,
            ]).ToJsonString(JsonLine.Options));

        /// <summary>Fields with their values, in this order; what has no value is left out.</summary>
        internal static JsonObject MakeObject(params (string Name, object? Value)[] fields)
        {
            var json = new JsonObject();
            foreach (var (name, value) in fields.Where(field => field.Value is not null))
            {
                json.Add(name, JsonSerializer.SerializeToNode(value, JsonLine.Options));
            }

            return json;
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

            Write(ProgressStream.Alive.Kind, (ProgressStream.Alive.Phase, phase), (ProgressStream.Alive.Seconds, seconds));
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
