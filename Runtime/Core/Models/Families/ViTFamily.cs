namespace Saccade.Models.Families
{
    /// <summary>The first Vision Transformer, which the others are described against.</summary>
    internal sealed class ViTFamily : PlainVitFamily
    {
        internal ViTFamily()
            : base("vit", "ViT", new ImageProcessor(true, ImageProcessor.Bilinear, (ImageProcessor.Half, ImageProcessor.Half), "ViT"))
        {
        }

        private protected override bool States(TimmVit timm) => !timm.HasLayerScale && !timm.IsDistilled;
    }
}
