using System;
using System.Collections.Generic;
using System.Linq;
using Saccade.Models.Families;
using Saccade.Preprocessing;

namespace Saccade.Training.Checkpoints
{
    /// <summary>Finds a Hugging Face checkpoint's tensors by the model's names.</summary>
    internal static class HubNames
    {
        /// <param name="weights">The checkpoint.</param>
        /// <param name="config">The configuration beside it.</param>
        /// <returns>The tensors by the names that a model with a head has; a base model's lack the family's prefix on disk.</returns>
        internal static Dictionary<string, StoredTensor> Translate(WeightFiles weights, ModelConfig config)
        {
            var prefix = config.ModelType + ".";
            var entries = weights.Entries.Values;
            var isBase = !entries.Any(entry => entry.Name.StartsWith(prefix, StringComparison.Ordinal));
            return entries.ToDictionary(
                entry => isBase && !IsHead(entry.Name) ? prefix + entry.Name : entry.Name,
                entry => new StoredTensor(entry.Name, entry.Shape, () => weights.ReadSingles(entry.Name)),
                StringComparer.Ordinal);
        }

        private static bool IsHead(string name) => name.Contains(ClassHead.Classifier + ".", StringComparison.Ordinal);
    }
}
