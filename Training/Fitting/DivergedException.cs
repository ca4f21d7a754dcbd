using System;

namespace Saccade.Training.Fitting
{
    /// <summary>Training came to numbers that are none; going on would do the same again.</summary>
    internal sealed class DivergedException(string message) : Exception(message);
}
