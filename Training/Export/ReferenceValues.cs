using System.Collections.Generic;
using System.Linq;
using Saccade.Files;
using Saccade.Training.Model;
using static TorchSharp.torch;

namespace Saccade.Training.Export
{
    /// <summary>What a model computes for some pictures, by the names that reference files and exported models use.</summary>
    internal sealed class ReferenceValues(ImageClassifier model, Tensor pixelValues)
    {
        private readonly ClassifierTrace _trace = Trace(model, pixelValues);

        /// <returns>The values, or null for a name that is unknown or that the model has no such value for.</returns>
        internal Tensor? Find(string name)
        {
            var prefix = model.Config.PrefixTokens;
            return name switch
            {
                OnnxNames.PatchEmbeddings => _trace.PatchEmbeddings,
                OnnxNames.HiddenStates => stack(_trace.HiddenStates.ToArray()),
                OnnxNames.Attentions => stack(_trace.Attentions.ToArray()),
                OnnxNames.LastHiddenState => _trace.LastHiddenState,
                OnnxNames.Features => model.Backbone.ReadFeatures(_trace.LastHiddenState),
                OnnxNames.Logits => _trace.Logits,
                OnnxNames.ClassLogits => _trace.ClassLogits,
                OnnxNames.DistillationLogits => _trace.DistillationLogits,
                OnnxNames.ClassAttention => Attribution.ClassAttention(_trace.Attentions[^1], prefix),
                OnnxNames.ClassAttentions =>
                    stack(_trace.Attentions.Select(layer => Attribution.ClassAttention(layer, prefix)).ToArray(), 1),
                OnnxNames.Rollout => Attribution.Rollout(_trace.Attentions, prefix),
                OnnxNames.RelevanceOfEachClass when model.Head is not null => Attribution.ClassRelevance(model, pixelValues),
                _ => null,
            };
        }

        /// <summary>Relevance for one class of each picture, [B, N].</summary>
        internal Tensor FindRelevance(IReadOnlyList<int> classes) => Attribution.ClassRelevance(model, pixelValues, classes);

        /// <summary>What relevance would be at most if one head's largest contribution, for or against the class, were all of it.</summary>
        internal float FindRelevanceScale(IReadOnlyList<int> classes) =>
            Attribution.LargestContribution(model, pixelValues, classes).max().item<float>() / model.Config.Heads;

        private static ClassifierTrace Trace(ImageClassifier model, Tensor pixelValues)
        {
            using var frozen = no_grad();
            return model.Trace(pixelValues);
        }
    }
}
