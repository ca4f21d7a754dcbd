using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;

namespace Saccade.Editor.Training
{
    /// <summary>Finds out whether a file is the training tool, by asking it for its version.</summary>
    internal static class TrainingToolCheck
    {
        private static readonly string[] Question = { "--version" };
        private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
        private static readonly Regex Answer = new Regex(@"^Saccade training tool (\d+\.\d+\.\d+\S*)$", RegexOptions.CultureInvariant);

        /// <summary>Asks. Blocks: never call it from the editor's main thread.</summary>
        /// <param name="tool">Path of <c>Saccade.Training.dll</c> or of an executable.</param>
        /// <param name="cancellation">Ends the question.</param>
        /// <returns>The tool's version, such as <c>0.1.0</c>.</returns>
        /// <exception cref="OperationCanceledException">It was cancelled.</exception>
        /// <exception cref="TrainingToolException">It isn't the training tool, or doesn't run here; the message says why.</exception>
        internal static string Run(string tool, CancellationToken cancellation)
        {
            if (!File.Exists(tool))
            {
                throw new TrainingToolException($"{tool}: there is no such file.");
            }

            var lines = new List<string>();
            var exitCode = ProgramRun.Run(
                tool, Question, "", line => Keep(lines, line), Limit, cancellation);
            var match = Answer.Match(lines.FirstOrDefault() ?? "");
            if (exitCode == 0 && match.Success)
            {
                return match.Groups[1].Value;
            }

            var said = lines.Count == 0 ? "nothing" : $"\"{BoundedLog.Clean(lines[0])}\"";
            throw new TrainingToolException(
                $"{tool}: isn't Saccade's training tool, or doesn't run here. Asked for --version it said {said} and ended with "
                + $"code {exitCode}.");
        }

        private static void Keep(List<string> lines, string line)
        {
            if (lines.Count < 10 && line.Trim().Length > 0)
            {
                lines.Add(line.Trim());
            }
        }
    }
}
