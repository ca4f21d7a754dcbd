using Saccade.Training.Model;

namespace Saccade.Training.Export
{
    /// <summary>Values of a block that relevance goes back through.</summary>
    /// <param name="Block">The block.</param>
    /// <param name="Name">Its name in the graph.</param>
    /// <param name="Attention">Its attention.</param>
    /// <param name="Attended">Tokens between attention and MLP, [B, rows, D].</param>
    /// <param name="Hidden">The MLP's hidden layer before the activation, [B, rows, M].</param>
    /// <param name="Output">The block's result, [B, rows, D].</param>
    /// <param name="Rows">How many tokens it computed.</param>
    internal sealed record BlockValues(
        EncoderBlock Block, string Name, AttentionValues Attention, string Attended, string Hidden, string Output, int Rows);
}
