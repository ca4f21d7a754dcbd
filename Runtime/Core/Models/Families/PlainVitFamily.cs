using System;
using System.Collections.Generic;
using Newtonsoft.Json.Linq;
using Saccade.Files;
using Saccade.Preprocessing;

namespace Saccade.Models.Families
{
    /// <summary>What plain Vision Transformers have in common, with what ViT does where a family doesn't say otherwise.</summary>
    internal abstract class PlainVitFamily : ModelFamily
    {
        private protected PlainVitFamily(string modelType, string name, ImageProcessor processor)
            : base(modelType, name, processor)
        {
        }

        /// <summary>Sides of a patch in pixels where the file is silent.</summary>
        internal virtual int PatchSize => 16;

        /// <summary>Epsilon of every layer norm where the file is silent.</summary>
        internal virtual double LayerNormEpsilon => 1e-12;

        /// <summary>Whether Hugging Face's class shrinks positions with antialias.</summary>
        internal virtual bool AntialiasesPositions => false;

        /// <summary>Whether Hugging Face's class takes pictures of any size, fitting the positions to each.</summary>
        internal virtual bool FitsPositions => false;

        internal sealed override ModelArchitecture Read(ConfigReader config) => new PlainVit(this, config);

        internal sealed override JObject? ReadTimm(JObject timm, string name)
        {
            if (!(TimmVit.Parse(timm, name) is TimmVit vit) || !States(vit))
            {
                return null;
            }

            var json = vit.ToHub(ModelType);
            AddOwn(json, vit);
            return json;
        }

        /// <summary>The tokens before the patches, in their order.</summary>
        internal virtual IReadOnlyList<PrefixToken> ReadPrefixTokens(ConfigReader config) => new[] { PrefixToken.Class };

        /// <summary>The heads and what they read.</summary>
        internal virtual IReadOnlyList<ClassHead> ReadClassHeads(ConfigReader config) =>
            new[] { new ClassHead(ClassHead.Classifier, PlainVitNames.TimmHead, 0, false) };

        /// <summary>Hugging Face's class of a model with heads.</summary>
        internal virtual string ReadClassifierClass(ConfigReader config) => Name + "ForImageClassification";

        /// <summary>Whether the MLP is SwiGLU.</summary>
        internal virtual bool ReadGatedMlp(ConfigReader config) => false;

        /// <summary>The width of the hidden layer of a block's MLP.</summary>
        /// <param name="config">The file.</param>
        /// <param name="width">That of a token.</param>
        /// <param name="gated">Whether the MLP is SwiGLU.</param>
        internal virtual int ReadMlpWidth(ConfigReader config, int width, bool gated) => config.Positive("intermediate_size", 3072);

        /// <summary>The parts of a block.</summary>
        /// <param name="gated">Whether the MLP is SwiGLU.</param>
        internal virtual BlockNames GetBlockNames(bool gated) =>
            new BlockNames(("layernorm_before", "layernorm_after"), ("intermediate.dense", "output.dense"), null);

        /// <summary>What the file of a model says in keys that only some families have.</summary>
        internal virtual IEnumerable<(string Key, object Value)> WriteOwn(PlainVit vit)
        {
            yield return ("intermediate_size", vit.IntermediateSize);
        }

        /// <summary>Whether a model of timm computes what one of this family does.</summary>
        private protected abstract bool States(TimmVit timm);

        /// <summary>Adds what <see cref="WriteOwn"/> writes, for a model of timm.</summary>
        private protected virtual void AddOwn(JObject json, TimmVit timm) =>
            json["intermediate_size"] = (long)(Math.Min(Math.Max(timm.MlpRatio, 0), ConfigReader.LargestSize) * timm.Width);
    }
}
