using System.Collections.Generic;

namespace Saccade.Benchmarks.Runtime.Overlay
{
    /// <summary>One row of the sheet of examples.</summary>
    /// <param name="Title">What it is an example of.</param>
    /// <param name="Scene">The picture.</param>
    /// <param name="Maps">The maps to draw over it.</param>
    internal sealed record Example(string Title, LabelledScene Scene, List<(string Kind, float[] Map)> Maps);
}
