namespace Saccade.Preprocessing
{
    /// <summary>The kinds of Vision Transformer whose checkpoints Saccade reads. They differ in tokens, blocks and head.</summary>
    public enum ModelFamily
    {
        /// <summary>One class token; the head reads it (Dosovitskiy et al., 2021). <c>model_type</c> vit.</summary>
        ViT,

        /// <summary>
        /// A distillation token beside the class token; the distilled form has a head for each (Touvron et al., 2021).
        /// <c>model_type</c> deit.
        /// </summary>
        DeiT,

        /// <summary>
        /// Layer scale, and a head that reads the class token and the mean of the patch tokens (Oquab et al., 2023).
        /// <c>model_type</c> dinov2.
        /// </summary>
        Dinov2,

        /// <summary>
        /// DINOv2 with register tokens between the class token and the patches (Darcet et al., 2024). <c>model_type</c>
        /// dinov2_with_registers.
        /// </summary>
        Dinov2WithRegisters,
    }
}
