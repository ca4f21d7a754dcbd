using TorchSharp.Modules;

namespace Saccade.Training.Fitting
{
    /// <summary>A parameter that training changes.</summary>
    /// <param name="Name">Its name in the model.</param>
    /// <param name="Value">The parameter.</param>
    /// <param name="RateScale">What the learning rate is multiplied by for it.</param>
    internal sealed record TrainedParameter(string Name, Parameter Value, double RateScale = 1);
}
