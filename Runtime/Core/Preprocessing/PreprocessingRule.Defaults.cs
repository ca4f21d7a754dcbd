using System;
using Newtonsoft.Json.Linq;
using Saccade.Files;

namespace Saccade.Preprocessing
{
    public sealed partial class PreprocessingRule
    {
        /// <summary>
        /// What Hugging Face's image processor of a type does where the file is silent; the type decides nothing else. A crop is
        /// never silent here: without <c>crop_size</c> or <c>do_center_crop</c> there is none.
        /// </summary>
        private sealed class Defaults
        {
            private static readonly float[] Half = { 0.5f, 0.5f, 0.5f };
            private static readonly float[] ClipMean = { 0.48145466f, 0.4578275f, 0.40821073f };
            private static readonly float[] ClipDeviation = { 0.26862954f, 0.26130258f, 0.27577711f };

            private static readonly Defaults Vit = new Defaults(true, ResampleFilter.Bilinear, Half, Half);
            private static readonly Defaults Deit = new Defaults(true, ResampleFilter.Bicubic, Half, Half);
            private static readonly Defaults Bit = new Defaults(false, ResampleFilter.Bicubic, ClipMean, ClipDeviation);
            private static readonly Defaults Other = new Defaults(false, ResampleFilter.Bilinear, Half, Half);

            private Defaults(bool isSquare, ResampleFilter filter, float[] mean, float[] deviation)
            {
                IsSquare = isSquare;
                Filter = filter;
                Mean = mean;
                Deviation = deviation;
            }

            /// <summary>Whether a size that is one number means a square, rather than the shortest edge.</summary>
            public bool IsSquare { get; }

            public ResampleFilter Filter { get; }

            public float[] Mean { get; }

            public float[] Deviation { get; }

            public static Defaults Of(JObject config, string name)
            {
                string type = JsonFile.GetString(
                    config, "image_processor_type", JsonFile.GetString(config, "feature_extractor_type", "ViT", name), name);
                bool Is(string prefix) => type.StartsWith(prefix, StringComparison.Ordinal);
                return Is("ViT") ? Vit : Is("DeiT") ? Deit : Is("Bit") || Is("CLIP") ? Bit : Other;
            }
        }
    }
}
