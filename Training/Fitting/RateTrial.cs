namespace Saccade.Training.Fitting
{
    /// <summary>A step of the search for a learning rate.</summary>
    /// <param name="Step">1 for the first.</param>
    /// <param name="Rate">The step's rate.</param>
    /// <param name="Loss">Mean loss of the step's batches, before the step.</param>
    /// <param name="SmoothLoss">The same, as a running average that forgets slowly.</param>
    internal readonly record struct RateTrial(int Step, double Rate, double Loss, double SmoothLoss);
}
