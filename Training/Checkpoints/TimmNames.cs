using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Saccade.Preprocessing;

namespace Saccade.Training.Checkpoints
{
    /// <summary>
    /// Finds a timm checkpoint's tensors by the names of the Hugging Face model that computes the same: its fused query, key and
    /// value are taken apart, and what timm adds elsewhere (no position for the class token, positions for registers, a head that
    /// reads the class token where DINOv2's reads the mean patch too) is folded into the tensors.
    /// </summary>
    internal sealed partial class TimmNames
    {
        private static readonly string[] FusedParts = ["query", "key", "value"];

        private readonly WeightFiles _weights;
        private readonly ModelConfig _config;
        private readonly string _prefix;
        private readonly Dictionary<string, StoredTensor> _tensors = new(StringComparer.Ordinal);

        private TimmNames(WeightFiles weights, ModelConfig config)
        {
            _weights = weights;
            _config = config;
            _prefix = config.ModelType + ".";
        }

        /// <param name="weights">The checkpoint.</param>
        /// <param name="config">The configuration beside it.</param>
        /// <returns>The tensors by the model's names; what has none keeps timm's.</returns>
        internal static Dictionary<string, StoredTensor> Translate(WeightFiles weights, ModelConfig config)
        {
            var names = new TimmNames(weights, config);
            foreach (var entry in weights.Entries.Values)
            {
                names.Add(entry);
            }

            return names._tensors;
        }

        [GeneratedRegex(@"^blocks\.(\d+)\.(.+)\.(weight|bias|gamma)$")]
        private static partial Regex BlockName();

        private void Add(SafetensorsEntry entry)
        {
            var block = BlockName().Match(entry.Name);
            if (block.Success)
            {
                AddOfBlock(entry, $"{_prefix}encoder.layer.{block.Groups[1].Value}.", block.Groups[2].Value, block.Groups[3].Value);
                return;
            }

            switch (entry.Name)
            {
                case "cls_token":
                    Take(entry, _prefix + "embeddings.cls_token");
                    break;
                case "dist_token":
                    Take(entry, _prefix + "embeddings.distillation_token");
                    break;
                case "reg_token":
                    AddRegisters(entry);
                    break;
                case "pos_embed":
                    AddPositions(entry);
                    break;
                case "patch_embed.proj.weight" or "patch_embed.proj.bias":
                    Take(entry, _prefix + entry.Name.Replace("patch_embed.proj", "embeddings.patch_embeddings.projection"));
                    break;
                case "norm.weight" or "norm.bias":
                    Take(entry, _prefix + "layer" + entry.Name);
                    break;
                case "head.weight" when _config.IsDinov2:
                    AddWidenedHead(entry);
                    break;
                case "head.weight" or "head.bias":
                    Take(entry, entry.Name.Replace("head", _config.HasDistillationHead ? "cls_classifier" : "classifier"));
                    break;
                case "head_dist.weight" or "head_dist.bias":
                    Take(entry, entry.Name.Replace("head_dist", "distillation_classifier"));
                    break;
                default:
                    Take(entry, entry.Name);
                    break;
            }
        }

        private void AddOfBlock(SafetensorsEntry entry, string layer, string part, string kind)
        {
            var (first, second) = _config.GatedMlp ? ("weights_in", "weights_out") : ("fc1", "fc2");
            var name = part switch
            {
                "attn.qkv" => null,
                "attn.proj" => "attention.output.dense",
                "norm1" => _config.IsDinov2 ? "norm1" : "layernorm_before",
                "norm2" => _config.IsDinov2 ? "norm2" : "layernorm_after",
                "ls1" => "layer_scale1.lambda1",
                "ls2" => "layer_scale2.lambda1",
                "mlp.fc1" => _config.IsDinov2 ? $"mlp.{first}" : "intermediate.dense",
                "mlp.fc2" => _config.IsDinov2 ? $"mlp.{second}" : "output.dense",
                _ => part,
            };
            if (name is null)
            {
                AddFused(entry, layer, kind);
            }
            else
            {
                Take(entry, layer + (kind == "gamma" ? name : $"{name}.{kind}"));
            }
        }

        // The rows of the fused projection are the query's, then the key's, then the value's.
        private void AddFused(SafetensorsEntry entry, string layer, string kind)
        {
            if (entry.Shape.Count == 0)
            {
                Take(entry, $"{layer}attention.attention.query.{kind}");
                return;
            }

            long[] shape = [entry.Shape[0] / 3, .. entry.Shape.Skip(1)];
            var length = checked((int)shape.Aggregate(1L, (product, dimension) => product * dimension));
            foreach (var (part, index) in FusedParts.Select((part, index) => (part, index)))
            {
                Put(
                    entry,
                    $"{layer}attention.attention.{part}.{kind}",
                    shape,
                    () => _weights.ReadSingles(entry.Name).AsSpan(index * length, length).ToArray());
            }
        }

        // A positions tensor as long as the patches gives the class token none; one that counts the registers too gives them theirs.
        private void AddPositions(SafetensorsEntry entry)
        {
            var width = _config.HiddenSize;
            var positioned = _config.PrefixTokens - _config.Registers;
            long[] shape = [1, positioned + _config.Patches, width];
            long tokens = entry.Shape.Count == 3 ? entry.Shape[1] : 0;
            var name = _prefix + "embeddings.position_embeddings";
            if (tokens == _config.Patches)
            {
                Put(entry, name, shape, () => [.. new float[positioned * width], .. _weights.ReadSingles(entry.Name)]);
            }
            else if (_config.Registers > 0 && tokens == _config.PrefixTokens + _config.Patches)
            {
                Put(entry, name, shape, () =>
                {
                    var all = _weights.ReadSingles(entry.Name);
                    return [.. all[..(positioned * width)], .. all[(_config.PrefixTokens * width)..]];
                });
            }
            else
            {
                Take(entry, name);
            }
        }

        private void AddRegisters(SafetensorsEntry entry)
        {
            var name = _prefix + "embeddings.register_tokens";
            var positions = _weights.Entries.GetValueOrDefault("pos_embed");
            if (positions is null || positions.Shape.Count != 3 || positions.Shape[1] != _config.PrefixTokens + _config.Patches)
            {
                Take(entry, name);
                return;
            }

            var start = (_config.PrefixTokens - _config.Registers) * _config.HiddenSize;
            Put(
                entry,
                name,
                entry.Shape,
                () => _weights.ReadSingles(entry.Name).Zip(_weights.ReadSingles("pos_embed").Skip(start), (a, b) => a + b).ToArray());
        }

        private void AddWidenedHead(SafetensorsEntry entry)
        {
            if (entry.Shape.Count != 2)
            {
                Take(entry, "classifier.weight");
                return;
            }

            var (classes, width) = ((int)entry.Shape[0], (int)entry.Shape[1]);
            Put(entry, "classifier.weight", [classes, 2 * width], () =>
            {
                var narrow = _weights.ReadSingles(entry.Name);
                var wide = new float[2 * narrow.Length];
                for (var row = 0; row < classes; row++)
                {
                    narrow.AsSpan(row * width, width).CopyTo(wide.AsSpan(2 * row * width));
                }

                return wide;
            });
        }

        private void Take(SafetensorsEntry entry, string name)
        {
            Put(entry, name, entry.Shape, () => _weights.ReadSingles(entry.Name));
        }

        private void Put(SafetensorsEntry entry, string name, IReadOnlyList<long> shape, Func<float[]> read)
        {
            if (!_tensors.TryAdd(name, new StoredTensor(entry.Name, shape, read)))
            {
                throw new InvalidDataException(
                    $"{_weights.Path}: tensors '{_tensors[name].Source}' and '{entry.Name}' both stand for '{name}'. "
                    + "Download the model again.");
            }
        }
    }
}
