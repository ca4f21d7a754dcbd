namespace Saccade.Graphs
{
    /// <summary>Which colour comes first.</summary>
    internal enum ChannelOrder
    {
        /// <summary>Red first.</summary>
        Rgb,

        /// <summary>Blue first, as programs around OpenCV and Caffe have it.</summary>
        Bgr,
    }
}
