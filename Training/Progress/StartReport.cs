using System.Collections.Generic;

namespace Saccade.Training.Progress
{
    /// <summary>What a run is about to do.</summary>
    /// <param name="Classes">The class names in the order of the logits.</param>
    /// <param name="TrainPictures">Pictures to learn from.</param>
    /// <param name="ValidationPictures">Pictures to judge by.</param>
    /// <param name="TestPictures">Pictures for the last judgement; may be 0.</param>
    /// <param name="TrainableParameters">Parameters that training changes.</param>
    /// <param name="TotalParameters">Parameters of the model.</param>
    /// <param name="Epochs">Times that every training picture will be seen.</param>
    /// <param name="NewHead">Whether the head starts from nothing because the classes are new.</param>
    /// <param name="StepsDone">Optimiser steps made before, by a run that goes on; 0 for a new run.</param>
    public sealed record StartReport(
        IReadOnlyList<string> Classes,
        int TrainPictures,
        int ValidationPictures,
        int TestPictures,
        long TrainableParameters,
        long TotalParameters,
        int Epochs,
        bool NewHead,
        int StepsDone);
}
