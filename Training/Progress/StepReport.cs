namespace Saccade.Training.Progress
{
    /// <summary>One optimiser step.</summary>
    /// <param name="Step">1 for the first.</param>
    /// <param name="Steps">Steps of the whole run.</param>
    /// <param name="Epoch">1 for the first.</param>
    /// <param name="Loss">Mean loss of the step's batches, before the step.</param>
    /// <param name="LearningRate">The step's rate.</param>
    /// <param name="GradientNorm">L2 norm over the gradients of all trained parameters, before any clipping.</param>
    /// <param name="ImagesPerSecond">Throughput since the epoch began.</param>
    public sealed record StepReport(
        int Step, int Steps, int Epoch, double Loss, double LearningRate, double GradientNorm, double ImagesPerSecond);
}
