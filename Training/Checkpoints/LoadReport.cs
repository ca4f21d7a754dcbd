using System.Collections.Generic;

namespace Saccade.Training.Checkpoints
{
    /// <summary>What became of a checkpoint's tensors.</summary>
    /// <param name="Taken">Names, as the model has them, whose weights came from the checkpoint.</param>
    /// <param name="New">Names that keep the weights the model was initialised with: a new head.</param>
    /// <param name="Unused">Names in the checkpoint that the model has no place for, such as a pooler, or a replaced head.</param>
    public sealed record LoadReport(IReadOnlyList<string> Taken, IReadOnlyList<string> New, IReadOnlyList<string> Unused);
}
