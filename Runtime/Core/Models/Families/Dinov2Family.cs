using System;
using System.Collections.Generic;
using Newtonsoft.Json.Linq;
using Saccade.Files;

namespace Saccade.Models.Families
{
    /// <summary>DINOv2: layer scale, an MLP that can be gated, and a head that reads the mean patch too.</summary>
    internal class Dinov2Family : PlainVitFamily
    {
        private static readonly float[] ClipMean = { 0.48145466f, 0.4578275f, 0.40821073f };
        private static readonly float[] ClipDeviation = { 0.26862954f, 0.26130258f, 0.27577711f };

        internal Dinov2Family()
            : this("dinov2", "Dinov2")
        {
        }

        private protected Dinov2Family(string modelType, string name)
            : base(modelType, name, new ImageProcessor(false, ImageProcessor.Bicubic, (ClipMean, ClipDeviation), "Bit", "CLIP"))
        {
        }

        internal sealed override int PatchSize => 14;

        internal sealed override bool FitsPositions => true;

        internal sealed override double LayerNormEpsilon => 1e-6;

        internal sealed override IReadOnlyList<ClassHead> ReadClassHeads(ConfigReader config) =>
            new[] { new ClassHead(ClassHead.Classifier, PlainVitNames.TimmHead, 0, true) };

        internal sealed override bool ReadGatedMlp(ConfigReader config) => config.Boolean("use_swiglu_ffn", false);

        // The width is stated as a multiple of the token's; a gated MLP has two thirds of it, rounded up to eights.
        internal sealed override int ReadMlpWidth(ConfigReader config, int width, bool gated)
        {
            var ratio = config.Number("mlp_ratio", 4);
            if (!(ratio > 0) || ratio > 1024 || width * ratio > ConfigReader.LargestSize)
            {
                throw config.Unexpected("mlp_ratio", ratio, "a number above 0 such as 4");
            }

            var hidden = Math.Max(1, (int)(width * ratio));
            return gated ? (hidden * 2 / 3 + 7) / 8 * 8 : hidden;
        }

        internal sealed override BlockNames GetBlockNames(bool gated) => new BlockNames(
            ("norm1", "norm2"),
            gated ? ("mlp.weights_in", "mlp.weights_out") : ("mlp.fc1", "mlp.fc2"),
            ("layer_scale1", "layer_scale2"));

        internal override IEnumerable<(string Key, object Value)> WriteOwn(PlainVit vit)
        {
            yield return ("mlp_ratio", vit.IntermediateSize * (vit.GatedMlp ? 1.5 : 1) / vit.HiddenSize);
            yield return ("layerscale_value", vit.LayerScale);
            yield return ("use_swiglu_ffn", vit.GatedMlp);
        }

        private protected override bool States(TimmVit timm) => timm.HasLayerScale && timm.Registers == 0;

        private protected override void AddOwn(JObject json, TimmVit timm)
        {
            // timm's ratio counts both halves of a gated MLP, Hugging Face's what two thirds of are one half.
            json["mlp_ratio"] = timm.HasGatedMlp ? timm.MlpRatio * 3 / 4 : timm.MlpRatio;
            json["layerscale_value"] = timm.LayerScale;
            json["use_swiglu_ffn"] = timm.HasGatedMlp;
        }
    }
}
