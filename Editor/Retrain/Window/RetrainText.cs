using System;
using System.Collections.Generic;
using System.Globalization;

namespace Saccade.Editor.Retrain.Window
{
    /// <summary>What the window says of a retraining.</summary>
    internal static class RetrainText
    {
        /// <summary>Where it is, in a line.</summary>
        internal static string Describe(RetrainSnapshot run, string output) => run.State switch
        {
            RetrainState.Idle => "Not started.",
            RetrainState.Checking => "Counting the pictures …",
            RetrainState.Pulling => run.Phase,
            RetrainState.Running => DescribeProgress(run),
            RetrainState.Cancelling => "Stopping at the next step; what was learnt is being saved …",
            RetrainState.Finished => DescribeEnd(run, output),
            RetrainState.Cancelled => "Cancelled. Resume goes on where it stopped.",
            _ => "Failed.",
        };

        /// <summary>Epoch, speed and time left, as far as they are known.</summary>
        internal static string DescribeProgress(RetrainSnapshot run)
        {
            if (run.Epoch == 0)
            {
                return run.Phase.Length > 0 ? run.Phase + " …" : "Starting …";
            }

            var parts = new List<string> { $"Epoch {run.Epoch} of {run.Epochs}" };
            if (run.ImagesPerSecond > 0)
            {
                parts.Add(run.ImagesPerSecond.ToString(run.ImagesPerSecond < 10 ? "0.0" : "0", CultureInfo.InvariantCulture) + " images/s");
            }

            if (run.SecondsLeft >= 0)
            {
                parts.Add(DescribeTime(run.SecondsLeft) + " left");
            }

            if (run.Phase.Length > 0 && run.Phase != "Training")
            {
                parts.Add(run.Phase);
            }

            return string.Join(" · ", parts);
        }

        /// <summary>A duration in the largest unit that suits it.</summary>
        internal static string DescribeTime(double seconds)
        {
            var whole = (long)Math.Ceiling(Math.Min(seconds, 1e9));
            return whole < 120 ? $"{whole} s" : whole < 7200 ? $"{(whole + 59) / 60} min" : $"{whole / 3600} h {whole / 60 % 60} min";
        }

        /// <summary>A share as people read it.</summary>
        internal static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + " %";

        private static string DescribeEnd(RetrainSnapshot run, string output)
        {
            var accuracy = run.MeanAveragePrecision >= 0
                ? $" Mean average precision {Percent(run.MeanAveragePrecision)} on the validation pictures."
                : run.Accuracy >= 0 ? $" {Percent(run.Accuracy)} of the validation pictures are recognised." : "";
            return $"Finished.{accuracy} The model is in {output}.";
        }
    }
}
