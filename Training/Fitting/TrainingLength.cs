namespace Saccade.Training.Fitting
{
    /// <summary>How long a run is.</summary>
    /// <param name="Steps">Optimiser steps.</param>
    /// <param name="Epochs">Epochs; the last one ends early where the steps are limited.</param>
    internal readonly record struct TrainingLength(int Steps, int Epochs)
    {
        /// <summary>
        /// The length that the settings ask for. A number of steps overrules the number of epochs, as in transformers' trainer.
        /// </summary>
        /// <param name="options">The settings.</param>
        /// <param name="batches">Batches of an epoch.</param>
        internal static TrainingLength Of(TrainerOptions options, int batches)
        {
            var perEpoch = DivideUp(batches, options.Accumulate);
            return options.MaxSteps is { } steps
                ? new TrainingLength(steps, DivideUp(steps, perEpoch))
                : new TrainingLength(options.Epochs * perEpoch, options.Epochs);
        }

        private static int DivideUp(int count, int size) => (int)(((long)count + size - 1) / size);
    }
}
