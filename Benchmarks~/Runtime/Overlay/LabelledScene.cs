namespace Saccade.Benchmarks.Runtime.Overlay
{
    /// <summary>A picture of the Shapes sample, with what it shows and where.</summary>
    /// <param name="Seed">The scene's seed.</param>
    /// <param name="Truth">The class of the solid in it.</param>
    /// <param name="Rgb">The picture, [height, width, 3] bytes, top row first.</param>
    /// <param name="Mask">Its pixels that show the solid, [height, width], 255 where they do, else 0.</param>
    /// <param name="Pixels">What the model sees of it, [3, H, W].</param>
    /// <param name="Share">The solid's share of each patch that the model sees, [gridHeight * gridWidth], 0 to 1.</param>
    internal sealed record LabelledScene(int Seed, string Truth, byte[] Rgb, byte[] Mask, float[] Pixels, float[] Share);
}
