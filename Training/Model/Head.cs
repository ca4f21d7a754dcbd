using Saccade.Models.Families;
using Saccade.Preprocessing;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Saccade.Training.Model
{
    /// <summary>Features to logits: one linear layer, or two with a GELU and dropout in between.</summary>
    /// <remarks>
    /// The linear one is Hugging Face's <c>classifier</c>. The other has no counterpart there; its layers are called
    /// <c>classifier.dense</c> and <c>classifier.out_proj</c>, as in that library's text models.
    /// </remarks>
    public sealed class Head
    {
        /// <summary>What the second of two layers is called within the head.</summary>
        internal const string OutputName = "out_proj";

        private readonly double _dropout;

        internal Head(ModelConfig config, ClassHead head, int classes, Device? device)
        {
            _dropout = config.HeadDropout;
            Name = head.Name;
            FeatureSize = head.Width * config.HiddenSize;
            Hidden = config.HeadHiddenSize > 0 ? Linear(FeatureSize, config.HeadHiddenSize, device: device) : null;
            Output = Linear(config.HeadHiddenSize > 0 ? config.HeadHiddenSize : FeatureSize, classes, device: device);
            Module = Hidden is null ? Output : new ModuleGroup(("dense", Hidden), (OutputName, Output));
        }

        /// <summary>What weights call it.</summary>
        public string Name { get; }

        /// <summary>The first of two layers, [M, F]; null for a linear head.</summary>
        public Linear? Hidden { get; }

        /// <summary>The layer that gives the logits, [C, F], or [C, M] behind <see cref="Hidden"/>.</summary>
        public Linear Output { get; }

        internal Module Module { get; }

        /// <summary>Numbers that it reads.</summary>
        internal long FeatureSize { get; }

        internal Tensor Classify(Tensor features)
        {
            if (Hidden is null)
            {
                return Output.call(features);
            }

            using var scope = NewDisposeScope();
            var hidden = functional.gelu(Hidden.call(features));
            return Output.call(functional.dropout(hidden, _dropout, Module.training)).MoveToOuterDisposeScope();
        }
    }
}
