namespace Saccade.Training.Fitting
{
    /// <summary>
    /// How far a run has come; with the weights and the optimiser's state, all that it needs to go on as if never stopped.
    /// </summary>
    internal sealed record TrainingState
    {
        /// <summary>The epoch that is being learnt from, 1 for the first.</summary>
        public int Epoch { get; set; } = 1;

        /// <summary>Batches of that epoch that were learnt from.</summary>
        public int Batches { get; set; }

        /// <summary>Optimiser steps made in the whole run.</summary>
        public int Step { get; set; }

        /// <summary>Sum over the samples of that epoch of the loss that they had when they were learnt from.</summary>
        public double LossSum { get; set; }

        /// <summary>Samples of that epoch that were learnt from.</summary>
        public long Seen { get; set; }

        /// <summary>The epoch with the best validation so far; 0 before the first.</summary>
        public int BestEpoch { get; set; }

        /// <summary>
        /// That epoch's macro accuracy on the validation samples, or its mean average precision where pictures may show several classes.
        /// </summary>
        public double BestMacroAccuracy { get; set; }

        /// <summary>That epoch's loss on the validation samples.</summary>
        public double BestLoss { get; set; }

        /// <summary>Whether there is nothing more to learn.</summary>
        public bool IsComplete { get; set; }

        /// <summary>Seconds that the run has taken, over all of its parts.</summary>
        public double Seconds { get; set; }
    }
}
