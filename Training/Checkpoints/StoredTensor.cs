using System;
using System.Collections.Generic;

namespace Saccade.Training.Checkpoints
{
    /// <summary>A tensor of a checkpoint, brought to the shape that Hugging Face's name for it stands for.</summary>
    /// <param name="Source">The name of the tensor in the checkpoint.</param>
    /// <param name="Shape">Its dimensions.</param>
    /// <param name="Read">Gives the elements in row-major order.</param>
    internal sealed record StoredTensor(string Source, IReadOnlyList<long> Shape, Func<float[]> Read);
}
