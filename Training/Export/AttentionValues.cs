namespace Saccade.Training.Export
{
    /// <summary>Values of one block's attention.</summary>
    /// <param name="Context">The joined heads before the output projection, [B, rows, D].</param>
    /// <param name="Row">The class token's attention to all tokens, [B, heads, T].</param>
    /// <param name="Patches">The same to the patches, [B, heads, N].</param>
    /// <param name="Values">The value vectors, [B, heads, T, S]; null where they were never computed.</param>
    /// <param name="Columns">The normalised tokens as columns, [B, D, T]; where there are no values.</param>
    internal sealed record AttentionValues(string Context, string Row, string Patches, string? Values, string? Columns);
}
