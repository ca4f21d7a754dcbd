using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Files;

namespace Saccade.Editor.Retrain.Settings
{
    /// <summary>
    /// Finds the weights that training starts from. A published model has none: it names the run that made it, which has them.
    /// </summary>
    internal static class StartingWeights
    {
        /// <summary>Whether a model folder holds weights.</summary>
        internal static bool LieIn(string folder) =>
            Directory.EnumerateFiles(folder, "*" + ModelLayout.WeightEnding).Any()
            || File.Exists(Path.Combine(folder, ModelLayout.WeightIndex));

        /// <summary>Finds the folder with a model's weights.</summary>
        /// <param name="model">The model folder.</param>
        /// <param name="runs">Where runs lie.</param>
        /// <returns>The folder itself, or that of the run that made it; null where neither has weights.</returns>
        internal static string? Find(string model, IEnumerable<string> runs)
        {
            if (LieIn(model))
            {
                return model;
            }

            var run = RunRecord.ReadRun(model);
            return run == null
                ? null
                : runs.SelectMany(ListFolders).FirstOrDefault(folder => RunRecord.ReadRun(folder) == run && LieIn(folder));
        }

        /// <summary>Why a model's weights can't be found, and what to do.</summary>
        /// <param name="model">The model folder.</param>
        /// <param name="runs">Where runs lie.</param>
        internal static string Explain(string model, IReadOnlyList<string> runs)
        {
            var run = RunRecord.ReadRun(model);
            return run == null
                ? $"{model}: holds no {ModelLayout.Weights}, so there are no weights to start from, and names no run that has them. "
                    + "Choose another model folder, such as that of the run that it was published from."
                : $"{model}: was published without weights, and its run {run.Substring(0, Math.Min(12, run.Length))} lies in none of "
                    + $"{string.Join(", ", runs)}. Put the run's folder back there, or choose another model folder.";
        }

        private static IEnumerable<string> ListFolders(string folder)
        {
            try
            {
                return Directory.Exists(folder) ? Directory.GetDirectories(folder).OrderBy(name => name, StringComparer.Ordinal) : Nothing;
            }
            catch (Exception e) when (e is IOException || e is UnauthorizedAccessException)
            {
                // A folder that is closed to the user holds no run for them.
                return Nothing;
            }
        }

        private static IEnumerable<string> Nothing => Array.Empty<string>();
    }
}
