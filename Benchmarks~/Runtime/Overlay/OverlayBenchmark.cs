using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Saccade.Benchmarks.Runtime.Overlay.Scoring;
using Saccade.Editor;
using Saccade.Files;
using Saccade.Host;
using Saccade.Host.Tooling;
using Saccade.Samples.Shapes;

namespace Saccade.Benchmarks.Runtime.Overlay
{
    /// <summary>Scores each kind of map in scenes that no training has seen.</summary>
    internal sealed class OverlayBenchmark(OverlayOptions options, StageProgress progress, CancellationToken cancellation)
    {
        private const int ValidationScenes = 60;
        private const int BootstrapSamples = 2000;

        /// <summary>Runs it.</summary>
        /// <param name="examplesPath">Where the sheet of examples goes.</param>
        /// <exception cref="OperationCanceledException">It was interrupted.</exception>
        /// <exception cref="HostException">There is no driver to render with.</exception>
        /// <exception cref="TrainingToolException">The training failed.</exception>
        /// <exception cref="ToolingException">The model can't be used.</exception>
        public OverlayReport Run(string examplesPath)
        {
            var time = Stopwatch.StartNew();
            using var engine = HostEngine.Start(new HostOptions { Width = 16, Height = 16 });
            using var prepared = PreparedModel.Make(options.Model, options.Seed, progress, cancellation);
            using var model = MapModel.Load(prepared.Folder);
            RequireKnownClasses(model.Folder);
            using LabelledScenes scenes = new(model.Folder);

            MapKinds kinds = new(model);
            var validation = ChooseHead(model, kinds, scenes);
            var scores = Score(model, kinds, scenes, validation.Best);
            var report = Judge(scores, validation, model, time);
            DrawExamples(examplesPath, report.Best, scores, model, kinds, scenes, validation.Best);
            return report;
        }

        private static void RequireKnownClasses(ModelFolder folder)
        {
            string[] known = [.. ShapesCatalogue.BaseClasses, .. ShapesCatalogue.NewClasses];
            string[] unknown = [.. folder.Labels.Except(known)];
            if (unknown.Length > 0 || folder.Labels.Count == 0)
            {
                throw new ToolingException(
                    $"labels: {folder.Path} knows {(unknown.Length > 0 ? string.Join(", ", unknown.Take(3)) : "no class")}, but the scenes "
                    + $"show the Shapes sample's solids: {string.Join(", ", known)}. "
                    + "Train the model on pictures from ./saccade capture first.");
            }
        }

        private static IEnumerable<(int Seed, string ClassName)> Plan(
            ShapesSplit split, int firstSeed, int count, IReadOnlyList<string> classes) =>
            ShapesSplits.Seeds(split, firstSeed).Take(count).Select((seed, i) => (seed, classes[i % classes.Count]));

        // By scenes that are not scored, or the choice would flatter the head.
        private HeadScores ChooseHead(MapModel model, MapKinds kinds, LabelledScenes scenes)
        {
            HeadScores scores = new(model.Config.Heads);
            using var stage = progress.Begin("Choosing the best head");
            var done = 0;
            foreach (var (seed, name) in Plan(ShapesSplit.Validation, options.Seed, ValidationScenes, model.Folder.Labels))
            {
                cancellation.ThrowIfCancellationRequested();
                var scene = scenes.Render(seed, name);
                if (!model.Run(scene.Pixels).Maps.TryGetValue(OnnxNames.ClassAttention, out var attention))
                {
                    break;
                }

                scores.Add(kinds.SplitHeads(attention), scene.Share);
                stage.Report((double)++done / ValidationScenes, $"{done} of {ValidationScenes}");
            }

            return scores;
        }

        private SceneScores Score(MapModel model, MapKinds kinds, LabelledScenes scenes, int? bestHead)
        {
            SceneScores scores = new(options.Scenes, new HeadScores(model.Config.Heads));
            CurveMeasurement curves = new(model, options.Steps);
            using var stage = progress.Begin("Scoring maps");
            var done = 0;
            foreach (var (seed, name) in Plan(ShapesSplit.Test, options.Seed, options.Scenes, model.Folder.Labels))
            {
                cancellation.ThrowIfCancellationRequested();
                var scene = scenes.Render(seed, name);
                var (probabilities, outputs) = model.Run(scene.Pixels);
                var predicted = probabilities.AsSpan().IndexOf(probabilities.Max());
                var maps = kinds.Make(scene, outputs, bestHead);
                (double, double)[]? areas =
                    done < options.CurveScenes ? curves.Measure(scene.Pixels, predicted, [.. maps.Select(map => map.Map)]) : null;
                scores.Add(scene, model.Folder.Labels[predicted] == name, maps, areas);
                if (outputs.TryGetValue(OnnxNames.ClassAttention, out var attention))
                {
                    scores.Heads.Add(kinds.SplitHeads(attention), scene.Share);
                }

                done++;

                // A scene with curves takes as long as many without.
                var share = Math.Min(1, (double)done / options.CurveScenes);
                stage.Report(0.95 * share + 0.05 * done / options.Scenes, $"{done} of {options.Scenes}");
            }

            return scores;
        }

        private OverlayReport Judge(SceneScores scores, HeadScores validation, MapModel model, Stopwatch time)
        {
            using var stage = progress.Begin("Estimating intervals");
            Bootstrap bootstrap = new(options.Scenes, BootstrapSamples, options.Seed);
            KindScores[] ranked = [.. scores.Kinds.Where(kind => !MapKinds.References.Contains(kind.Name))];
            MapResult[] results = [.. scores.Kinds.Select(kind => MapResult.Of(kind, scores.Area, bootstrap))];
            if (ranked.Length == 0)
            {
                throw new ToolingException(
                    $"{model.Folder.OnnxPath}: has no attention output, so there is no map to score. Export it with ./saccade export.");
            }

            var ranks = KindScores.Rank(ranked, bootstrap.All);
            var best = Array.IndexOf(ranks, ranks.Min());
            var rankIntervals = bootstrap.EstimateAll(scenes => KindScores.Rank(ranked, scenes));
            var behind = bootstrap.EstimateAll(scenes =>
            {
                var sampled = KindScores.Rank(ranked, scenes);
                return [.. sampled.Select(rank => rank - sampled[best])];
            });
            foreach (var result in results)
            {
                var place = Array.FindIndex(ranked, kind => kind.Name == result.Name);
                var own = scores.Kinds.First(kind => kind.Name == result.Name);
                if (place >= 0)
                {
                    result.MeanRank = new Figure(ranks[place], rankIntervals[place]);
                    result.RankBehindBest = behind[place];
                }

                if (place != best)
                {
                    result.Differences = bootstrap.EstimateAll(scenes =>
                        [.. Enumerable.Zip(own.GetScores(scenes), ranked[best].GetScores(scenes), (mine, bests) => mine - bests)]);
                }
            }

            stage.Report(1, "");
            return new OverlayReport
            {
                Model = options.Model ?? "the base model, fine-tuned as the demo does",
                Classes = model.Folder.Labels,
                Scenes = options.Scenes,
                CurveScenes = options.CurveScenes,
                ValidationScenes = ValidationScenes,
                Steps = options.Steps,
                Seed = options.Seed,
                GridHeight = model.GridHeight,
                GridWidth = model.GridWidth,
                Accuracy = scores.Accuracy,
                Area = new Figure(scores.Area.Average(), bootstrap.Estimate(scenes => KindScores.Mean(scores.Area, scenes))),
                BestHead = validation.Best,
                Heads = validation.Compare(scores.Heads),
                Maps = results,
                Best = ranked[best].Name,
                Shown = ShownByDefault.Choose(model.Config, ranked.Select(kind => kind.Name)),
                Seconds = time.Elapsed.TotalSeconds,
            };
        }

        private void DrawExamples(
            string path, string best, SceneScores scores, MapModel model, MapKinds kinds, LabelledScenes scenes, int? bestHead)
        {
            var energy = scores.Kinds.First(kind => kind.Name == best).Energy;
            int[] order = [.. Enumerable.Range(0, energy.Length).OrderByDescending(scene => energy[scene] - scores.Area[scene])];
            (int Seed, string ClassName)[] plan = [.. Plan(ShapesSplit.Test, options.Seed, options.Scenes, model.Folder.Labels)];
            var middle = order.Length / 2;
            (string, int)[] shown =
            [
                ("best", order[0]),
                ("second best", order[1]),
                ("typical", order[middle]),
                ("typical", order[middle + 1]),
                ("second worst", order[^2]),
                ("worst", order[^1]),
            ];
            List<Example> examples = [];
            foreach (var (title, number) in shown)
            {
                var scene = scenes.Render(plan[number].Seed, plan[number].ClassName);
                var (probabilities, outputs) = model.Run(scene.Pixels);
                var said = model.Folder.Labels[probabilities.AsSpan().IndexOf(probabilities.Max())];
                examples.Add(new Example(
                    $"{title} of {MapKinds.Describe(best)}: energy {energy[number]:0.00} on an area of {scores.Area[number]:0.00}. "
                    + $"Scene {scene.Seed}, a {scene.Truth}, taken for a {said} ({probabilities.Max():0%})",
                    scene,
                    [.. kinds.Make(scene, outputs, bestHead).Where(map => map.Kind != MapKinds.Random)]));
            }

            using ExampleSheet sheet = new();
            sheet.Write(path, examples, model);
        }
    }
}
