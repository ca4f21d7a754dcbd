namespace Saccade.Preprocessing
{
    /// <summary>How a picture is brought to the size that a model expects, before any crop.</summary>
    public enum ResizeMode
    {
        /// <summary>The picture keeps its size.</summary>
        None,

        /// <summary>Both sides are set, whatever the picture's proportions were. ViT and DeiT.</summary>
        Stretch,

        /// <summary>The shorter side is set and the longer one follows in proportion. DINOv2 and most convolutional models.</summary>
        ShortestEdge,
    }
}
