using System.Collections.Generic;

namespace Saccade.Training.Checkpoints
{
    /// <summary>One tensor of a safetensors file, as its header describes it.</summary>
    /// <param name="Name">The tensor's name, unique in its file.</param>
    /// <param name="Type">Its element type.</param>
    /// <param name="Shape">Its dimensions, none of them negative; empty for a scalar.</param>
    /// <param name="Offset">Where its bytes start, counted from the start of the file.</param>
    /// <param name="Length">How many bytes it has: the product of the shape times the element's size.</param>
    public sealed record SafetensorsEntry(string Name, SafetensorsType Type, IReadOnlyList<long> Shape, long Offset, long Length);
}
