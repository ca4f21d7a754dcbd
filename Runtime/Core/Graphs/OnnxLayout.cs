namespace Saccade.Graphs
{
    /// <summary>In which order a graph's input has its numbers.</summary>
    internal enum OnnxLayout
    {
        /// <summary>[B, channels, H, W], as PyTorch's exporters write it.</summary>
        Nchw,

        /// <summary>[B, H, W, channels], as converters from TensorFlow write it.</summary>
        Nhwc,
    }
}
