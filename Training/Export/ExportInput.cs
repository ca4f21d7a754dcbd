namespace Saccade.Training.Export
{
    /// <summary>What an exported model takes.</summary>
    public enum ExportInput
    {
        /// <summary><c>pixel_values</c> [B, 3, H, W], as Hugging Face's exports do.</summary>
        Pixels,

        /// <summary>
        /// <c>patches</c> [B, N, 3·P·P]: row-major over the grid, inside of a patch channel, row, column. The running scene's encode
        /// can write this order at no cost, and the patch embedding becomes one matrix product.
        /// </summary>
        Patches,
    }
}
