using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using Saccade.Editor;
using Saccade.Files;
using Saccade.Host.Tooling;
using Saccade.Progress;
using Saccade.Samples.Shapes;
using UnityEngine;

namespace Saccade.Host.Demo
{
    /// <summary>
    /// The whole story, wired together: capture a data set, fine-tune the base checkpoint on classes it has never seen, do the same
    /// on an untrained backbone for comparison, classify live frames, and keep what there is to look at.
    /// </summary>
    internal sealed class Demo(DemoOptions options, StageProgress progress, CancellationToken cancellation)
    {
        private const int AnnotatedFramesPerClass = 3;
        private const int MistakesShown = 6;
        private const int AnimationFrames = 60;
        private const int AnimationDelayMilliseconds = 80;

        private readonly Dictionary<string, double> _seconds = [];

        /// <summary>Runs the demo.</summary>
        /// <exception cref="OperationCanceledException">It was interrupted.</exception>
        /// <exception cref="IOException">The output can't be written.</exception>
        /// <exception cref="HostException">There is no driver to render with.</exception>
        /// <exception cref="TrainingToolException">The training failed.</exception>
        /// <exception cref="ToolingException">The classifier failed.</exception>
        public DemoReport Run()
        {
            var total = Stopwatch.StartNew();

            // In this order: without a driver, an earlier demo's folder stays as it is.
            using var engine = HostEngine.Start(new HostOptions { Width = DemoOptions.Width, Height = DemoOptions.Height });
            var folder = DemoFolder.Prepare(options.Output.FullName);

            Time("capture", () => Capture(folder));
            var accuracy = Time("train", () => Train("Fine-tuning the base model", folder, folder.Model));
            var randomAccuracy = Time("randomBackbone", () =>
            {
                var random = Train("The same on an untrained backbone", folder, folder.RandomModel, "--from-scratch");
                Directory.Delete(folder.RandomModel, true);
                return random;
            });
            foreach (var plot in new[] { "curves.png", "confusion-matrix.png" })
            {
                File.Copy(Path.Combine(folder.Model, ModelLayout.Training, plot), folder.Find(plot), true);
            }

            var live = Time("live", () => ClassifyLive(engine, folder));
            Time("animation", () => Animate(engine, folder));

            DemoReport report = new()
            {
                ValidationAccuracy = accuracy,
                LiveAccuracy = live.Accuracy,
                LiveFrames = live.Frames,
                RandomBackboneAccuracy = randomAccuracy,
                SecondsTotal = total.Elapsed.TotalSeconds,
                Seed = options.Seed,
                Seconds = _seconds,
                Classes = ShapesCatalogue.NewClasses,
                LiveAccuracyByClass = live.AccuracyByClass,
                MedianFramesToLabel = live.MedianFramesToLabel,
                MedianInferenceSeconds = live.MedianInferenceSeconds,
                Renderer = SystemInfo.graphicsDeviceName,
            };
            report.Write(folder.Report);
            return report;
        }

        private void Capture(DemoFolder folder)
        {
            ShapesCapture capture = new(new ShapesCapturePlan
            {
                Classes = ShapesCatalogue.NewClasses,
                TrainScenes = options.TrainScenes,
                ValidationScenes = options.ValidationScenes,
                TestScenes = 0,
                Width = DemoOptions.Width,
                Height = DemoOptions.Height,
                FirstSeed = options.Seed,
            });
            using var stage = progress.Begin("Rendering labelled pictures");
            capture.Fill(folder.Data, (done, all) => stage.Report((double)done / all, $"{done} of {all}"), cancellation);
        }

        private double Train(string title, DemoFolder folder, string output, params string[] more)
        {
            string[] arguments =
            [
                "train", "--model", Bundled.BaseModel, "--data", folder.Data, "--output", output, "--train", "head",
                "--epochs", "60", "--batch-size", "32", "--learning-rate", "3e-3", "--augment", "flip", "--keep", "best", "--seed",
                $"{options.Seed}", .. more,
            ];
            using var stage = progress.Begin(title);
            var finished = new TrainingProcess(Bundled.TrainingTool).Run(
                arguments,
                happened =>
                {
                    if (happened.Kind == ProgressStream.Epoch.Kind)
                    {
                        var loss = happened.GetNumber(ProgressStream.Epoch.ValidationLoss);
                        var accuracy = happened.GetNumber(ProgressStream.Epoch.ValidationAccuracy);
                        stage.Report(
                            happened.GetNumber(ProgressStream.Epoch.Number) / happened.GetNumber(ProgressStream.Epoch.Epochs),
                            $"loss {loss:0.00}, accuracy {accuracy:0.0%}");
                    }
                },
                cancellation);
            return finished.GetNumber(ProgressStream.FinishedTraining.ValidationAccuracy);
        }

        private LiveEvaluation ClassifyLive(HostEngine engine, DemoFolder folder)
        {
            Directory.CreateDirectory(folder.Frames);
            LiveEvaluation evaluation = new();
            Dictionary<string, int> shown = [];
            var mistakes = 0;
            using var stage = progress.Begin("Classifying live frames");
            using LiveScene scene = new(engine, folder.Model);
            foreach (var seed in ShapesSplits.Seeds(ShapesSplit.Test, options.Seed).Take(options.LiveFrames))
            {
                cancellation.ThrowIfCancellationRequested();
                var truth = ShapesCatalogue.NewClasses[evaluation.Frames % ShapesCatalogue.NewClasses.Count];
                scene.Shapes.Show(seed, truth);
                var (result, frames) = scene.Classify();
                if (evaluation.Add(truth, result, frames))
                {
                    var number = shown[truth] = shown.GetValueOrDefault(truth) + 1;
                    if (number <= AnnotatedFramesPerClass)
                    {
                        HostScreen.Capture().SavePng(Path.Combine(folder.Frames, $"{truth}-{number}.png"));
                    }
                }
                else if (++mistakes <= MistakesShown)
                {
                    HostScreen.Capture()
                        .SavePng(Path.Combine(folder.Frames, $"mistake-{mistakes}-{truth}-taken-for-{result.Best.Label}.png"));
                }

                stage.Report(
                    (double)evaluation.Frames / options.LiveFrames, $"{evaluation.Frames} frames, {evaluation.Accuracy:0.0%} right");
            }

            return evaluation;
        }

        private void Animate(HostEngine engine, DemoFolder folder)
        {
            using var stage = progress.Begin("Following a moving object");
            using LiveScene scene = new(engine, folder.Model);
            scene.Shapes.MaxCoverage = 0.45f;
            scene.Shapes.Show(ShapesSplits.Seeds(ShapesSplit.Test, options.Seed).First(), "torus");
            using AnimatedGif animation = new(folder.Animation, AnimationDelayMilliseconds);
            for (var frame = 0; frame < AnimationFrames; frame++)
            {
                cancellation.ThrowIfCancellationRequested();
                scene.Shapes.Move((float)frame / AnimationFrames);
                scene.Classify();
                animation.Add(HostScreen.Capture());
                stage.Report((frame + 1.0) / AnimationFrames, $"frame {frame + 1} of {AnimationFrames}");
            }

            animation.Complete();
        }

        private void Time(string stage, Action run) => Time(stage, () =>
        {
            run();
            return true;
        });

        private T Time<T>(string stage, Func<T> run)
        {
            cancellation.ThrowIfCancellationRequested();
            var began = Stopwatch.GetTimestamp();
            var result = run();
            _seconds[stage] = Math.Round(Stopwatch.GetElapsedTime(began).TotalSeconds, 2);
            return result;
        }
    }
}
