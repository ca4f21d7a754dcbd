using System;
using System.Text.Json.Nodes;
using Saccade.Benchmarks.Runtime.Overlay.Scoring;

namespace Saccade.Benchmarks.Runtime.Overlay
{
    /// <summary>What a kind of map scores.</summary>
    internal sealed class MapResult
    {
        /// <summary>The kind.</summary>
        public required string Name { get; init; }

        /// <summary>Share of the scenes whose hottest patch lies on the object.</summary>
        public required Figure PointingGame { get; init; }

        /// <summary>Mean part of the weight that lies on the object.</summary>
        public required Figure Energy { get; init; }

        /// <summary>Mean energy over mean area: how many times denser the weight is on the object than a flat map's.</summary>
        public required Figure EnergyRatio { get; init; }

        /// <summary>Mean area under the deletion curve; the smaller the better.</summary>
        public required Figure Deletion { get; init; }

        /// <summary>Mean area under the insertion curve; the larger the better.</summary>
        public required Figure Insertion { get; init; }

        /// <summary>Mean rank over the four scores; null for references, which are not ranked.</summary>
        public Figure? MeanRank { get; set; }

        /// <summary>Interval of this kind's mean rank less the best kind's; null for references.</summary>
        public Interval? RankBehindBest { get; set; }

        /// <summary>
        /// Intervals of pointing game, energy, deletion and insertion less the best kind's in the same scenes; null for the best.
        /// </summary>
        public Interval[]? Differences { get; set; }

        /// <summary>Whether resampling the scenes could as well have put this kind first.</summary>
        public bool IsIndistinguishableFromBest => RankBehindBest is { } behind && behind.Low <= 0;

        /// <summary>Works out the figures of a kind.</summary>
        /// <param name="kind">Its scores.</param>
        /// <param name="area">The object's share of the grid in each scene.</param>
        /// <param name="bootstrap">Over these scenes.</param>
        public static MapResult Of(KindScores kind, double[] area, Bootstrap bootstrap)
        {
            Figure Mean(double[] score) => Measure(scenes => KindScores.Mean(score, scenes));
            Figure Measure(Func<int[], double> figure) => new(figure(bootstrap.All), bootstrap.Estimate(figure));
            return new MapResult
            {
                Name = kind.Name,
                PointingGame = Mean(kind.PointingGame),
                Energy = Mean(kind.Energy),
                EnergyRatio = Measure(scenes => KindScores.Mean(kind.Energy, scenes) / KindScores.Mean(area, scenes)),
                Deletion = Mean(kind.Deletion),
                Insertion = Mean(kind.Insertion),
            };
        }

        /// <summary>All of it, for the report.</summary>
        /// <param name="area">The object's mean share of the grid.</param>
        public JsonObject ToJson(Figure area)
        {
            JsonObject json = [];
            Add(json, "pointingGame", PointingGame);
            Add(json, "energy", Energy);
            Add(json, "area", area);
            Add(json, "energyRatio", EnergyRatio);
            Add(json, "deletion", Deletion);
            Add(json, "insertion", Insertion);
            if (MeanRank is { } rank)
            {
                Add(json, "meanRank", rank);
                json["indistinguishableFromBest"] = IsIndistinguishableFromBest;
            }

            if (Differences is { } differences)
            {
                json["differenceToBest"] = new JsonObject
                {
                    ["pointingGameInterval"] = Figure.ToJson(differences[0]),
                    ["energyInterval"] = Figure.ToJson(differences[1]),
                    ["deletionInterval"] = Figure.ToJson(differences[2]),
                    ["insertionInterval"] = Figure.ToJson(differences[3]),
                };
            }

            return json;
        }

        private static void Add(JsonObject json, string name, Figure figure)
        {
            json[name] = Figure.Round(figure.Value);
            json[$"{name}Interval"] = Figure.ToJson(figure.Interval);
        }
    }
}
