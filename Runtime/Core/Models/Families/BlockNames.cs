using System.Collections.Generic;

namespace Saccade.Models.Families
{
    /// <summary>What a block's parts are called on disk in Hugging Face's files; the layer scales are absent from most families.</summary>
    internal sealed class BlockNames
    {
        /// <param name="norms">The layer norms before the attention and before the MLP.</param>
        /// <param name="mlp">The MLP's two layers.</param>
        /// <param name="scales">What scales the attention's sum and the MLP's, or null.</param>
        public BlockNames((string Before, string After) norms, (string First, string Second) mlp, (string Attention, string Mlp)? scales)
        {
            (NormBefore, NormAfter) = norms;
            (MlpFirst, MlpSecond) = mlp;
            (AttentionScale, MlpScale) = (scales?.Attention, scales?.Mlp);
            FromTimm = new Dictionary<string, string>
            {
                ["attn.proj"] = $"{PlainVitNames.Attention}.{PlainVitNames.AttentionOutput}",
                ["norm1"] = NormBefore,
                ["norm2"] = NormAfter,
                ["mlp.fc1"] = MlpFirst,
                ["mlp.fc2"] = MlpSecond,
            };
            if (scales is (string attention, string ofMlp))
            {
                FromTimm.Add("ls1", attention);
                FromTimm.Add("ls2", ofMlp);
            }
        }

        public string NormBefore { get; }

        public string NormAfter { get; }

        public string MlpFirst { get; }

        public string MlpSecond { get; }

        public string? AttentionScale { get; }

        public string? MlpScale { get; }

        /// <summary>Whether what the attention and the MLP add is scaled by learnt factors.</summary>
        public bool HasLayerScale => AttentionScale != null;

        /// <summary>These names by timm's; only timm's fused query, key and value have no single counterpart.</summary>
        public Dictionary<string, string> FromTimm { get; }
    }
}
