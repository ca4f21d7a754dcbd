using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Saccade.Models.Families;
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
        private readonly WeightFiles _weights;
        private readonly PlainVit _vit;
        private readonly string _prefix;
        private readonly Dictionary<string, StoredTensor> _tensors = new(StringComparer.Ordinal);

        private TimmNames(WeightFiles weights, ModelConfig config)
        {
            _weights = weights;
            _vit = config.Vit;
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

        [GeneratedRegex($@"^{PlainVitNames.TimmLayers}\.(\d+)\.(.+)\.(weight|bias|{PlainVitNames.TimmScaleFactors})$")]
        private static partial Regex BlockName();

        private void Add(SafetensorsEntry entry)
        {
            var block = BlockName().Match(entry.Name);
            var (module, kind) = Split(entry.Name);
            if (block.Success)
            {
                var layer = $"{_prefix}{PlainVitNames.Layers}.{block.Groups[1].Value}.";
                AddOfBlock(entry, layer, block.Groups[2].Value, block.Groups[3].Value);
            }
            else if (_vit.PrefixTokens.FirstOrDefault(token => token.TimmName == entry.Name) is { } token)
            {
                AddPrefixToken(entry, token);
            }
            else if (entry.Name == PlainVitNames.TimmPositions)
            {
                AddPositions(entry);
            }
            else if (PlainVitNames.FromTimm.TryGetValue(module, out var name))
            {
                Take(entry, $"{_prefix}{name}.{kind}");
            }
            else if (_vit.ClassHeads.FirstOrDefault(head => head.TimmName == module) is { } head)
            {
                AddOfHead(entry, head, kind);
            }
            else
            {
                Take(entry, entry.Name);
            }
        }

        private static (string Module, string Kind) Split(string name)
        {
            var dot = name.LastIndexOf('.');
            return dot < 0 ? (name, "") : (name[..dot], name[(dot + 1)..]);
        }

        private void AddOfBlock(SafetensorsEntry entry, string layer, string part, string kind)
        {
            if (part == PlainVitNames.TimmFused)
            {
                AddFused(entry, $"{layer}{PlainVitNames.Attention}.", kind);
                return;
            }

            var name = _vit.Block.FromTimm.GetValueOrDefault(part, part);
            Take(entry, $"{layer}{name}.{(kind == PlainVitNames.TimmScaleFactors ? PlainVitNames.ScaleFactors : kind)}");
        }

        // The rows of the fused projection are the query's, then the key's, then the value's.
        private void AddFused(SafetensorsEntry entry, string attention, string kind)
        {
            if (entry.Shape.Count == 0)
            {
                Take(entry, $"{attention}{PlainVitNames.Query}.{kind}");
                return;
            }

            long[] shape = [entry.Shape[0] / 3, .. entry.Shape.Skip(1)];
            var length = checked((int)shape.Aggregate(1L, (product, dimension) => product * dimension));
            foreach (var (part, index) in PlainVitNames.FusedParts.Select((part, index) => (part, index)))
            {
                Put(
                    entry,
                    $"{attention}{part}.{kind}",
                    shape,
                    () => _weights.ReadSingles(entry.Name).AsSpan(index * length, length).ToArray());
            }
        }

        // Positions as many as the patches give no other token one; those that count all tokens give some to tokens that have none here.
        private void AddPositions(SafetensorsEntry entry)
        {
            var width = _vit.HiddenSize;
            var positioned = _vit.PositionedPrefixLength;
            long[] shape = [1, positioned + _vit.Patches, width];
            var name = $"{_prefix}{PlainVitNames.Embeddings}.{PlainVitNames.Positions}";
            if (entry.Shape.Count == 3 && entry.Shape[1] == _vit.Patches)
            {
                Put(entry, name, shape, () => [.. new float[positioned * width], .. _weights.ReadSingles(entry.Name)]);
            }
            else if (positioned < _vit.PrefixLength && CountsAllTokens(entry))
            {
                Put(entry, name, shape, () =>
                {
                    var all = _weights.ReadSingles(entry.Name);
                    var kept = _vit.PrefixTokens.Where(token => token.HasPosition).SelectMany(token => RowsOf(all, token));
                    return [.. kept, .. all[(_vit.PrefixLength * width)..]];
                });
            }
            else
            {
                Take(entry, name);
            }
        }

        // A position that the model has no place for is added to the token once and for all.
        private void AddPrefixToken(SafetensorsEntry entry, PrefixToken token)
        {
            var name = $"{_prefix}{PlainVitNames.Embeddings}.{token.Name}";
            var positions = _weights.Entries.GetValueOrDefault(PlainVitNames.TimmPositions);
            if (token.HasPosition || positions is null || !CountsAllTokens(positions))
            {
                Take(entry, name);
                return;
            }

            Put(entry, name, entry.Shape, () =>
                _weights.ReadSingles(entry.Name).Zip(RowsOf(_weights.ReadSingles(positions.Name), token), (a, b) => a + b).ToArray());
        }

        private bool CountsAllTokens(SafetensorsEntry positions) =>
            positions.Shape.Count == 3 && positions.Shape[1] == _vit.PrefixLength + _vit.Patches;

        private IEnumerable<float> RowsOf(float[] positions, PrefixToken token)
        {
            var before = _vit.PrefixTokens.TakeWhile(other => other != token).Sum(other => other.Count);
            return positions.Skip(before * _vit.HiddenSize).Take(token.Count * _vit.HiddenSize);
        }

        private void AddOfHead(SafetensorsEntry entry, ClassHead head, string kind)
        {
            if (head.ReadsMeanPatch && kind == "weight" && entry.Shape.Count == 2)
            {
                AddWidenedHead(entry, $"{head.Name}.{kind}");
            }
            else
            {
                Take(entry, $"{head.Name}.{kind}");
            }
        }

        // timm's head reads the class token alone: nothing comes of the mean patch.
        private void AddWidenedHead(SafetensorsEntry entry, string name)
        {
            var (classes, width) = ((int)entry.Shape[0], (int)entry.Shape[1]);
            Put(entry, name, [classes, 2 * width], () =>
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

        private void Take(SafetensorsEntry entry, string name) => Put(entry, name, entry.Shape, () => _weights.ReadSingles(entry.Name));

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
