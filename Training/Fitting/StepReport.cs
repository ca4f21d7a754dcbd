namespace Saccade.Training.Fitting
{
    /// <summary>One optimiser step.</summary>
    /// <param name="Step">1 for the first.</param>
    /// <param name="Steps">Steps of the whole run.</param>
    /// <param name="Epoch">1 for the first.</param>
    /// <param name="Loss">Mean loss of the batch, before the step.</param>
    /// <param name="LearningRate">The step's rate.</param>
    /// <param name="ImagesPerSecond">Throughput since the epoch began.</param>
    public sealed record StepReport(int Step, int Steps, int Epoch, double Loss, double LearningRate, double ImagesPerSecond);
}
