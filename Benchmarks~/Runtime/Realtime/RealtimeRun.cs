using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Saccade.Host;
using Saccade.Host.Tooling;
using UnityEngine;

namespace Saccade.Benchmarks.Runtime.Realtime
{
    /// <summary>
    /// Lets the ways take turns on one scene, in one process, in another order each round: a machine that slows down does so for all
    /// of them.
    /// </summary>
    internal sealed class RealtimeRun(RealtimeOptions options, StageProgress progress, CancellationToken cancellation)
    {
        private const double LargestDelay = 2;
        private static readonly Way[] AllWays = [Way.Without, Way.Saccade, Way.Overlay, Way.Shares, Way.Marked, Way.Naive];
        private static readonly Way[] CameraWays = [Way.Without, Way.Saccade, Way.Overlay];

        /// <summary>Measures everything.</summary>
        /// <exception cref="HostException">There is no driver to render with.</exception>
        /// <exception cref="ToolingException">The classifier failed.</exception>
        /// <exception cref="Preprocessing.ModelFileException">The model folder is not one.</exception>
        /// <exception cref="OperationCanceledException">It was cancelled.</exception>
        public RealtimeReport Run()
        {
            var model = ModelFolder.Open(options.Model);
            if (options.RenderThreads is int threads)
            {
                SoftwareRenderer.Limit(threads);
            }

            using var engine = HostEngine.Start(new HostOptions
            {
                Width = RealtimeOptions.Width,
                Height = RealtimeOptions.Height,
                AntiAliasing = options.AntiAliasing,
            });
            var report = CompareWays(engine, model);
            return report with { Cameras = options.Cameras.Select(count => CompareCameras(engine, count)).ToArray() };
        }

        private RealtimeReport CompareWays(HostEngine engine, ModelFolder model)
        {
            using NaiveModel naiveModel = new(model, options.Threads);
            using BenchScene scene = new(engine, options, 1);
            scene.Naive.Use(naiveModel);
            var logs = MakeLogs(options.Rounds, AllWays);
            TakeTurns("One camera, all ways", scene, options.Rounds, AllWays, logs);
            var frame = logs[Way.Without].Milliseconds;
            var saccade = logs[Way.Saccade].Milliseconds;
            var overlay = logs[Way.Overlay].Milliseconds;
            var shares = logs[Way.Shares].Milliseconds;
            var naive = logs[Way.Naive].Milliseconds;
            var encode = scene.Stages.Stages[0].Milliseconds;
            LabelLog.Label[] labels = [.. scene.Labels];
            double[] excess = [.. labels.Select(label => (label.Latency - label.Inference - encode.P50) / label.Interval)];
            return new RealtimeReport
            {
                Machine = MachineDescription.Make(),
                Renderer = SystemInfo.graphicsDeviceName,
                Model = (model.Config is { } config ? $"{config.ModelType}, width {config.HiddenSize}, {config.Layers} blocks, " : "")
                    + $"{model.InputWidth} x {model.InputHeight}, {model.Labels.Count} classes",
                Options = options,
                FrameMs = frame,
                SaccadeFrameMs = saccade,
                OverlayFrameMs = overlay,
                SharesFrameMs = shares,
                NaiveFrameMs = naive,
                SaccadeAddedMs = saccade.Above(frame),
                OverlayAddedMs = overlay.Above(frame),
                SharesAddedMs = shares.Above(frame),
                NaiveAddedMs = naive.Above(frame),
                AddedP95Ratio = Ratio(saccade),
                OverlayAddedP95Ratio = Ratio(overlay),
                SharesMedianRatio = saccade.P50 > 0 ? Math.Round(shares.P50 / saccade.P50, 4) : null,
                Stages = scene.Stages.Stages,
                NaiveStages = scene.Naive.Stages,
                Finish = scene.Stages.Finish,
                LatencyMs = Quantiles.Of(labels.Select(label => label.Latency)),
                LatencyFrames = Quantiles.Of(labels.Select(label => (double)label.Frames)),
                LatencyExcessFrames = Quantiles.Of(excess),
                LatencyWithinTwoFrames = Math.Round((double)excess.Count(frames => frames <= LargestDelay) / Math.Max(1, excess.Length), 4),
                InferenceMs = Quantiles.Of(labels.Select(label => label.Inference)),
                LabelsPerSecond = PerSecond(labels.Length, logs[Way.Overlay]),
                NaiveLabelsPerSecond = PerSecond(logs[Way.Naive].Milliseconds.Count, logs[Way.Naive]),
                AllocatedBytesPerFrame = logs[Way.Overlay].MainThreadBytesPerFrame,
                Allocations = new Dictionary<string, Allocations>
                {
                    ["without"] = Allocations.Of(logs[Way.Without]),
                    ["saccade"] = Allocations.Of(logs[Way.Saccade]),
                    ["overlay"] = Allocations.Of(logs[Way.Overlay]),
                    ["shares"] = Allocations.Of(logs[Way.Shares]),
                    ["naive"] = Allocations.Of(logs[Way.Naive]),
                },
            };

            double? Ratio(Quantiles with) =>
                naive.P95 > frame.P95 ? Math.Round((with.P95 - frame.P95) / (naive.P95 - frame.P95), 4) : null;
        }

        private CameraFigures CompareCameras(HostEngine engine, int count)
        {
            using BenchScene scene = new(engine, options, count);
            var logs = MakeLogs(options.CameraRounds, CameraWays);
            TakeTurns(count == 1 ? "One camera again" : $"{count} cameras", scene, options.CameraRounds, CameraWays, logs);
            var frame = logs[Way.Without].Milliseconds;
            var saccade = logs[Way.Saccade].Milliseconds;
            LabelLog.Label[] labels = [.. scene.Labels];
            return new CameraFigures(
                count,
                frame,
                saccade,
                logs[Way.Overlay].Milliseconds,
                saccade.Above(frame),
                Quantiles.Of(labels.Select(label => label.Latency)),
                PerSecond(labels.Length, logs[Way.Overlay]),
                logs[Way.Overlay].MainThreadBytesPerFrame);
        }

        private void TakeTurns(string title, BenchScene scene, int rounds, Way[] ways, Dictionary<Way, FrameLog> logs)
        {
            using var stage = progress.Begin(title);
            Action frame = scene.RenderFrame;
            var turns = rounds * ways.Length;
            for (var turn = 0; turn < turns; turn++)
            {
                var round = turn / ways.Length;
                var way = ways[(turn + round) % ways.Length];
                stage.Report((double)turn / turns, $"round {round + 1} of {rounds}");
                scene.Switch(way, options.Settle, cancellation);
                logs[way].Run(FramesOf(way), frame, cancellation);
            }

            scene.SwitchOff();
            stage.Report(1, "done");
        }

        private Dictionary<Way, FrameLog> MakeLogs(int rounds, Way[] ways) =>
            ways.ToDictionary(way => way, way => new FrameLog(rounds * FramesOf(way), options.FramesPerSecond));

        private int FramesOf(Way way) => way == Way.Naive ? options.NaiveFrames : options.Frames;

        private static double PerSecond(int count, FrameLog log) => Math.Round(count / Math.Max(log.Seconds, 1e-9), 3);
    }
}
