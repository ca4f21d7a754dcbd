using System;
using System.Collections.Generic;

namespace Saccade.Training.Checkpoints
{
    /// <summary>One tensor to write: what it is called, its shape, and how to get its elements when their turn comes.</summary>
    /// <param name="Name">The tensor's name, unique in its file.</param>
    /// <param name="Shape">Its dimensions.</param>
    /// <param name="Read">Gives the elements in row-major order; called once, so that only one tensor is in memory twice.</param>
    public sealed record SafetensorsTensor(string Name, IReadOnlyList<long> Shape, Func<float[]> Read);
}
