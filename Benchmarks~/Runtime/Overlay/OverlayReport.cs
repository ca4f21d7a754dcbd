using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using Saccade.Benchmarks.Runtime.Overlay.Scoring;
using Spectre.Console;

namespace Saccade.Benchmarks.Runtime.Overlay
{
    /// <summary>The benchmark's result, for people and for programs.</summary>
    internal sealed class OverlayReport
    {
        /// <summary>How the best kind is found, fixed before anything was measured.</summary>
        public const string Criterion =
            "lowest mean rank over four scores (pointing game, energy on the object, deletion, insertion) among the maps of a model";

        private const int FileWidth = 120;

        public required string Model { get; init; }

        public required IReadOnlyList<string> Classes { get; init; }

        public required int Scenes { get; init; }

        public required int CurveScenes { get; init; }

        public required int ValidationScenes { get; init; }

        public required int Steps { get; init; }

        public required int Seed { get; init; }

        public required int GridHeight { get; init; }

        public required int GridWidth { get; init; }

        public required double Accuracy { get; init; }

        public required Figure Area { get; init; }

        public required int? BestHead { get; init; }

        public required IReadOnlyList<HeadResult> Heads { get; init; }

        public required IReadOnlyList<MapResult> Maps { get; init; }

        public required string Best { get; init; }

        public required string Shown { get; init; }

        public required double Seconds { get; init; }

        private IEnumerable<string> AsGood =>
            Maps.Where(map => map.IsIndistinguishableFromBest && map.Name != Best).Select(map => map.Name);

        /// <summary>Writes everything as JSON; the file is whole or not there.</summary>
        public void WriteJson(string path)
        {
            JsonObject maps = [];
            foreach (var map in Maps)
            {
                maps[map.Name] = map.ToJson(Area);
            }

            JsonObject json = new()
            {
                ["scenes"] = Scenes,
                ["seed"] = Seed,
                ["model"] = Model,
                ["classes"] = new JsonArray([.. Classes.Select(name => (JsonNode)name)]),
                ["width"] = LabelledScenes.Width,
                ["height"] = LabelledScenes.Height,
                ["gridHeight"] = GridHeight,
                ["gridWidth"] = GridWidth,
                ["curveScenes"] = CurveScenes,
                ["steps"] = Steps,
                ["accuracy"] = Figure.Round(Accuracy),
                ["criterion"] = Criterion,
                ["best"] = Best,
                ["indistinguishableFromBest"] = new JsonArray([.. AsGood.Select(name => (JsonNode)name)]),
                ["shownByDefault"] = Shown,
                ["maps"] = maps,
                ["bestHead"] = BestHead,
                ["validationScenes"] = ValidationScenes,
                ["heads"] = new JsonArray([.. Heads.Select(head => new JsonObject
                {
                    ["head"] = head.Head,
                    ["validationPointingGame"] = Figure.Round(head.ValidationPointingGame),
                    ["pointingGame"] = Figure.Round(head.PointingGame),
                    ["energy"] = Figure.Round(head.Energy),
                })]),
                ["seconds"] = Math.Round(Seconds, 1),
            };
            File.WriteAllText(path + ".new", json.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");
            File.Move(path + ".new", path, true);
        }

        /// <summary>Prints the table.</summary>
        public void Print(IAnsiConsole console)
        {
            // A file has no width to fit into.
            if (!console.Profile.Out.IsTerminal)
            {
                console.Profile.Width = FileWidth;
            }

            var table = new Table().Border(TableBorder.Minimal)
                .AddColumns("map", "pointing game", "energy", "energy/area", "deletion", "insertion", "mean rank");
            foreach (var map in Maps)
            {
                table.AddRow(
                    (map.Name == Best ? "* " : map.IsIndistinguishableFromBest ? "= " : "  ") + MapKinds.Describe(map.Name),
                    Percent(map.PointingGame),
                    Percent(map.Energy),
                    Number(map.EnergyRatio),
                    Number(map.Deletion),
                    Number(map.Insertion),
                    map.MeanRank is { } rank ? $"{rank.Value:0.00}" : "");
            }

            console.WriteLine();
            console.Write(table);
            console.WriteLine(
                $"{Scenes} scenes of {Classes.Count} classes, {Accuracy:0.0%} classified right; the object takes {Area.Value:0.0%} of what "
                + "the model sees.");
            if (CurveScenes < Scenes)
            {
                console.WriteLine($"Deletion and insertion are of the first {CurveScenes} scenes.");
            }

            console.WriteLine(
                "Ranges hold the figure with 95 % confidence (bootstrap over scenes). Deletion: less is better; all else: more.");
            if (BestHead is { } head)
            {
                console.WriteLine(
                    $"Best head: number {head} of {Heads.Count}, counted from 0, chosen by the pointing game in {ValidationScenes} other "
                    + "scenes.");
            }

            console.WriteLine($"* Best: {MapKinds.Describe(Best)}, by the {Criterion}.");
            if (AsGood.Any())
            {
                console.WriteLine($"= As good as far as these scenes tell: {string.Join(", ", AsGood.Select(MapKinds.Describe))}.");
            }

            console.WriteLine($"Shown by default in a scene: {MapKinds.Describe(Shown)}.");
        }

        // The range on a line of its own, so that the table fits a terminal of 100 columns.
        private static string Percent(Figure figure) =>
            $"{figure.Value * 100:0.0} %\n{figure.Interval.Low * 100:0}..{figure.Interval.High * 100:0}";

        private static string Number(Figure figure) =>
            $"{figure.Value:0.000}\n{figure.Interval.Low:0.00}..{figure.Interval.High:0.00}";
    }
}
