using System;
using System.Collections.Generic;
using System.Linq;
using Saccade.Files;

namespace Saccade.Benchmarks.Runtime.Overlay
{
    /// <summary>The kinds of map that are scored, made from what a model says of a picture.</summary>
    internal sealed class MapKinds(MapModel model)
    {
        public const string Mean = "meanAttention";
        public const string Max = "maxAttention";
        public const string Min = "minAttention";
        public const string BestHead = "bestHead";
        public const string Rollout = "rollout";
        public const string Relevance = "classRelevance";
        public const string Object = "object";
        public const string Gaussian = "gaussian";
        public const string Random = "random";

        private readonly int _patches = model.GridHeight * model.GridWidth;
        private readonly float[] _gaussian = DrawGaussian(model.GridHeight, model.GridWidth);

        /// <summary>Kinds that only measure what a score is worth, in the order of the report.</summary>
        public static IReadOnlyList<string> References { get; } = [Object, Gaussian, Random];

        /// <summary>What a kind is, for people.</summary>
        public static string Describe(string kind) => kind switch
        {
            Mean => "mean attention",
            Max => "max of heads",
            Min => "min of heads",
            BestHead => "best head",
            Rollout => "rollout",
            Relevance => "class relevance",
            Object => "the object itself",
            Gaussian => "centred Gaussian",
            _ => "random",
        };

        /// <summary>All maps of one picture, in the order of the report.</summary>
        /// <param name="scene">The picture.</param>
        /// <param name="outputs">What the model says of it.</param>
        /// <param name="bestHead">The head that was chosen elsewhere; null leaves it out.</param>
        public List<(string Kind, float[] Map)> Make(LabelledScene scene, Dictionary<string, float[]> outputs, int? bestHead)
        {
            List<(string, float[])> maps = [];
            if (outputs.TryGetValue(OnnxNames.ClassAttention, out var attention))
            {
                var heads = SplitHeads(attention);
                maps.Add((Mean, Reduce(heads, weights => weights.Average())));
                maps.Add((Max, Reduce(heads, weights => weights.Max())));
                maps.Add((Min, Reduce(heads, weights => weights.Min())));
                if (bestHead is int head)
                {
                    maps.Add((BestHead, heads[head]));
                }
            }

            if (outputs.TryGetValue(OnnxNames.Rollout, out var rollout))
            {
                maps.Add((Rollout, rollout));
            }

            if (outputs.TryGetValue(OnnxNames.Relevance, out var relevance))
            {
                maps.Add((Relevance, relevance));
            }

            maps.Add((Object, scene.Share));
            maps.Add((Gaussian, _gaussian));
            maps.Add((Random, DrawRandom(scene.Seed)));
            return maps;
        }

        /// <summary>The map of each head: [heads][patches].</summary>
        public float[][] SplitHeads(float[] attention) => [.. attention.Chunk(_patches)];

        private static float[] Reduce(float[][] heads, Func<IEnumerable<float>, float> reduce) =>
            [.. Enumerable.Range(0, heads[0].Length).Select(patch => reduce(heads.Select(head => head[patch])))];

        // Deviation along each axis: a quarter of the grid's side there.
        private static float[] DrawGaussian(int height, int width)
        {
            var map = new float[height * width];
            for (var patch = 0; patch < map.Length; patch++)
            {
                var up = (patch / width + 0.5 - height / 2.0) / (height / 4.0);
                var across = (patch % width + 0.5 - width / 2.0) / (width / 4.0);
                map[patch] = (float)Math.Exp(-(up * up + across * across) / 2);
            }

            return map;
        }

        private float[] DrawRandom(int seed)
        {
            Random random = new(seed);
            return [.. Enumerable.Range(0, _patches).Select(_ => random.NextSingle())];
        }
    }
}
