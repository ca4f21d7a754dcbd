using System;
using System.IO;
using Saccade.Training.Progress;

namespace Saccade.Training.Runs
{
    /// <summary>
    /// Decides what happens when a run's output folder is taken: by the starting model, by a run that is finished, or by one that isn't.
    /// </summary>
    internal static class TakenFolder
    {
        /// <summary>Refuses to write over the model that the run starts from.</summary>
        /// <exception cref="TrainingException">The two are one folder.</exception>
        internal static void RefuseStartingModel(TrainingArguments arguments)
        {
            if (Path.GetFullPath(arguments.Output).TrimEnd('/') == Path.GetFullPath(arguments.Model).TrimEnd('/'))
            {
                throw new TrainingException(
                    $"{arguments.Output}: --output is the model to start from; a run that is interrupted could not go on. Choose "
                    + "another folder.");
            }
        }

        /// <summary>Whether the run may begin or go on here, which is so where this returns null.</summary>
        /// <param name="folder">The folder.</param>
        /// <param name="mode">What was asked for.</param>
        /// <returns>What the finished run made that was to go on: nothing is left to do.</returns>
        /// <exception cref="TrainingException">An unfinished run lies there, and nobody said what to do with it.</exception>
        internal static FinishReport? FindFinished(RunFolder folder, RunMode mode)
        {
            if (mode.Resume)
            {
                return folder.ReadSummary();
            }

            return mode.Force || !folder.IsUnfinished
                ? null
                : throw new TrainingException(
                    $"{folder.Output}: an unfinished run lies in this folder. Go on with it: --resume --output {folder.Output}; or "
                    + "drop it and start anew: --force.");
        }

        /// <summary>Refuses to go on with other pictures or another model than the run began with.</summary>
        /// <param name="folder">The folder.</param>
        /// <param name="now">What there is.</param>
        /// <param name="force">Whether to only say so.</param>
        /// <param name="note">Told what was found.</param>
        /// <exception cref="TrainingException">Something changed and it is not forced.</exception>
        internal static void CompareInputs(RunFolder folder, RunInputs now, bool force, Action<string> note)
        {
            if (now.DescribeChange(folder.ReadInputs()) is not { } change)
            {
                return;
            }

            if (!force)
            {
                throw new TrainingException(
                    $"{folder.Output}: {change}. Put them back, go on all the same with --resume --force, or start a new run in another "
                    + "folder.");
            }

            note($"Going on although {change}");
            folder.WriteInputs(now);
        }
    }
}
