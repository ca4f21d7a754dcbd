using System;
using Saccade.Inference.Onnx;
using Saccade.Preprocessing;
using Saccade.Timing;

namespace Saccade.Inference.Sharing
{
    /// <summary>Runs a model over pictures of several cameras, together where that is possible. The model's thread only.</summary>
    internal static class BatchRun
    {
        /// <summary>Classifies pictures and gives each camera its result.</summary>
        /// <param name="model">The model.</param>
        /// <param name="batch">The cameras.</param>
        /// <param name="frames">The time.</param>
        public static void Classify(IClassifierModel model, ReadOnlySpan<InferenceClient> batch, IFrameProvider frames)
        {
            if (IsAnyOnDevice(batch) || !TryRunTogether(model, batch, frames))
            {
                RunSingly(model, batch, frames);
            }
        }

        /// <summary>
        /// Tells each camera whose picture has no result. Where that is new to a camera, the model first classifies a neutral picture:
        /// whether the picture is bad or the model, nothing else tells.
        /// </summary>
        /// <param name="model">The model.</param>
        /// <param name="batch">The cameras of the last run.</param>
        /// <param name="folder">Where the model lies.</param>
        /// <exception cref="ModelFileException">The model gives no numbers for a neutral picture either.</exception>
        public static void TellFailures(IClassifierModel model, ReadOnlySpan<InferenceClient> batch, string folder)
        {
            var isModelGood = false;
            foreach (var client in batch)
            {
                if (client.FailedOutput == null)
                {
                    continue;
                }

                if (client.BadPicture == null && !isModelGood)
                {
                    CheckModel(model, client, folder);
                    isModelGood = true;
                }

                client.PublishFailure(folder);
            }
        }

        // The mean of all pictures is zero after normalisation.
        private static void CheckModel(IClassifierModel model, InferenceClient client, string folder)
        {
            model.Input(0).Clear();
            model.Run(1);
            if (!client.IsFinite(model, 0))
            {
                throw new ModelFileException(
                    $"{folder}: the model's '{client.FailedOutput}' are not numbers (NaN or infinity), for a neutral grey picture too. Its "
                    + "weights are broken: train or export it again.");
            }
        }

        private static bool IsAnyOnDevice(ReadOnlySpan<InferenceClient> batch)
        {
            foreach (var client in batch)
            {
                if (client.DevicePointer != IntPtr.Zero)
                {
                    return true;
                }
            }

            return false;
        }

        private static bool TryRunTogether(IClassifierModel model, ReadOnlySpan<InferenceClient> batch, IFrameProvider frames)
        {
            for (var i = 0; i < batch.Length; i++)
            {
                batch[i].CopyInput(model.Input(i));
            }

            var started = frames.Seconds;
            if (!model.Run(batch.Length))
            {
                return false;
            }

            var seconds = frames.Seconds - started;
            for (var i = 0; i < batch.Length; i++)
            {
                batch[i].PublishResult(model, i, seconds);
            }

            return true;
        }

        // Pictures that lie in a graphics card's memory lie apart, and some graphs take one only.
        private static void RunSingly(IClassifierModel model, ReadOnlySpan<InferenceClient> batch, IFrameProvider frames)
        {
            foreach (var client in batch)
            {
                var started = frames.Seconds;
                if (client.DevicePointer != IntPtr.Zero)
                {
                    model.RunOnDevice(client.DevicePointer);
                }
                else
                {
                    client.CopyInput(model.Input(0));
                    model.Run(1);
                }

                client.PublishResult(model, 0, frames.Seconds - started);
            }
        }
    }
}
