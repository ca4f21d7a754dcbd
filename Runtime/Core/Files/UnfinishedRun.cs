using System.IO;

namespace Saccade.Files
{
    /// <summary>Says what an unfinished training run is: one that began, and has neither ended nor been given up.</summary>
    internal static class UnfinishedRun
    {
        /// <summary>What a run holds while it works, in the folder <c>training/</c>; it stays when the run is over.</summary>
        public const string LockFile = ".lock";

        /// <summary>What a run reads, in the folder <c>training/</c>. It is written when the run begins.</summary>
        public const string InputsFile = "inputs.json";

        /// <summary>What a run made, in the same folder. It is written when the run is over.</summary>
        public const string SummaryFile = "summary.json";

        /// <summary>Whether such a run lies in an output folder.</summary>
        /// <param name="output">The output folder.</param>
        public static bool LiesIn(string output) =>
            File.Exists(Path.Combine(output, ModelLayout.Training, InputsFile)) && !HasSummary(output);

        /// <summary>Whether the run in an output folder is over.</summary>
        /// <param name="output">The output folder.</param>
        public static bool HasSummary(string output) => File.Exists(Path.Combine(output, ModelLayout.Training, SummaryFile));
    }
}
