using System;
using Saccade.Inference.Onnx;
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
