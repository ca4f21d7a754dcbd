using System;
using System.IO;
using System.Text.Json;
using System.Threading;
using Saccade.Progress;

namespace Saccade.Training.CommandLine
{
    /// <summary>
    /// Listens for <see cref="ProgressStream.Command"/> of the program that started this one: a JSON object a line. The end of the input
    /// means nothing.
    /// </summary>
    internal static class CommandReader
    {
        /// <summary>Starts listening on a thread that doesn't keep the process alive.</summary>
        internal static void Start(TextReader input, Action cancel) =>
            new Thread(() => Listen(input, cancel)) { IsBackground = true, Name = "commands" }.Start();

        internal static void Listen(TextReader input, Action cancel)
        {
            while (input.ReadLine() is { } line)
            {
                if (IsCancel(line))
                {
                    cancel();
                    return;
                }
            }
        }

        private static bool IsCancel(string line)
        {
            try
            {
                using var json = JsonDocument.Parse(line);
                return json.RootElement.ValueKind == JsonValueKind.Object
                    && json.RootElement.TryGetProperty(ProgressStream.Command.Name, out var command)
                    && command.ValueKind == JsonValueKind.String
                    && command.GetString() == ProgressStream.Command.Cancel;
            }
            catch (JsonException)
            {
                // A later version may send what this one doesn't know.
                return false;
            }
        }
    }
}
