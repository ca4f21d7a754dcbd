namespace Saccade.Capture
{
    /// <summary>In which order an encoder writes the numbers that a model reads.</summary>
    public enum PixelLayout
    {
        /// <summary>[3, H, W]: the red plane, then green, then blue; rows from the top. The input <c>pixel_values</c>.</summary>
        Planes,

        /// <summary>
        /// [N, 3·P·P]: patches in row-major order of the grid, inside a patch channel, row, column, so that a linear layer can
        /// use the memory of the convolution's kernel [D, 3, P, P]. The input <c>patches</c>.
        /// </summary>
        Patches,
    }
}
