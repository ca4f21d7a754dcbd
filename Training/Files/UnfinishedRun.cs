using System.IO;

namespace Saccade.Training.Files
{
    /// <summary>Says what an unfinished run is: one that began, and has neither ended nor been given up.</summary>
    internal static class UnfinishedRun
    {
        /// <summary>What a run reads, in the folder <c>training/</c>. It is written when the run begins.</summary>
        internal const string InputsFile = "inputs.json";

        /// <summary>What a run made, in the same folder. It is written when the run is over.</summary>
        internal const string SummaryFile = "summary.json";

        /// <summary>Whether such a run lies in an output folder.</summary>
        /// <param name="output">The output folder.</param>
        internal static bool LiesIn(string output)
        {
            var directory = Path.Combine(output, ModelLayout.Training);
            return File.Exists(Path.Combine(directory, InputsFile)) && !File.Exists(Path.Combine(directory, SummaryFile));
        }
    }
}
