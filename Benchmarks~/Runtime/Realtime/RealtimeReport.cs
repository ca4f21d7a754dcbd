using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using Saccade.Host.Tooling;

namespace Saccade.Benchmarks.Runtime.Realtime
{
    /// <summary>All that <c>bench realtime</c> measured, as a file for programs and as text for people.</summary>
    internal sealed record RealtimeReport
    {
        private static readonly JsonSerializerOptions Style = new()
        {
            WriteIndented = true,
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        };

        /// <summary>The machine and the libraries.</summary>
        public required string Machine { get; init; }

        /// <summary>What the driver calls itself.</summary>
        public required string Renderer { get; init; }

        /// <summary>What the model is.</summary>
        public required string Model { get; init; }

        /// <summary>Threads of one inference, of both ways.</summary>
        public int Threads => Options.Threads;

        /// <summary>What was asked for.</summary>
        public required RealtimeOptions Options { get; init; }

        /// <summary>Milliseconds a frame without any classifier.</summary>
        public required Quantiles FrameMs { get; init; }

        /// <summary>Milliseconds a frame with Saccade: classifier and label, which the naive way has too.</summary>
        public required Quantiles SaccadeFrameMs { get; init; }

        /// <summary>Milliseconds a frame with Saccade's attention overlay as well.</summary>
        public required Quantiles OverlayFrameMs { get; init; }

        /// <summary>Milliseconds a frame with Saccade and the shares of the attention that fall on objects.</summary>
        public required Quantiles SharesFrameMs { get; init; }

        /// <summary>Milliseconds a frame with the naive way.</summary>
        public required Quantiles NaiveFrameMs { get; init; }

        /// <summary>What Saccade adds, quantile by quantile.</summary>
        public required Quantiles SaccadeAddedMs { get; init; }

        /// <summary>What Saccade adds with its overlay, quantile by quantile.</summary>
        public required Quantiles OverlayAddedMs { get; init; }

        /// <summary>What Saccade adds with the shares, quantile by quantile.</summary>
        public required Quantiles SharesAddedMs { get; init; }

        /// <summary>What the naive way adds, quantile by quantile.</summary>
        public required Quantiles NaiveAddedMs { get; init; }

        /// <summary>
        /// What Saccade adds to the 95th percentile, as a part of what the naive way adds to it; null where that adds nothing.
        /// </summary>
        public required double? AddedP95Ratio { get; init; }

        /// <summary>The same of Saccade with its overlay.</summary>
        public required double? OverlayAddedP95Ratio { get; init; }

        /// <summary>The median frame with the shares, as a multiple of the one with Saccade alone; null where that took no time.</summary>
        public required double? SharesMedianRatio { get; init; }

        /// <summary>Saccade's stages on the render thread.</summary>
        [JsonIgnore]
        public IReadOnlyList<Stage> Stages { get; init; } = [];

        /// <summary>The naive way's stages.</summary>
        [JsonIgnore]
        public IReadOnlyList<Stage> NaiveStages { get; init; } = [];

        /// <summary>A finish with nothing to do, which the stages encode and draw hold too.</summary>
        [JsonIgnore]
        public Stage? Finish { get; init; }

        /// <summary>Milliseconds of the render thread in each of Saccade's stages.</summary>
        public IReadOnlyDictionary<string, Quantiles> StagesMs => Stages.ToDictionary(stage => stage.Key, stage => stage.Milliseconds);

        /// <summary>Bytes of managed memory in each of Saccade's stages.</summary>
        public IReadOnlyDictionary<string, double> StageBytes => Stages.ToDictionary(stage => stage.Key, stage => stage.Bytes);

        /// <summary>Milliseconds of the naive way's stages.</summary>
        public IReadOnlyDictionary<string, Quantiles> NaiveStagesMs =>
            NaiveStages.ToDictionary(stage => stage.Key, stage => stage.Milliseconds);

        /// <summary>Milliseconds of a finish with nothing to do.</summary>
        public Quantiles? FinishMs => Finish?.Milliseconds;

        /// <summary>Milliseconds from a rendered picture to its label on the main thread.</summary>
        public required Quantiles LatencyMs { get; init; }

        /// <summary>The same in frames.</summary>
        public required Quantiles LatencyFrames { get; init; }

        /// <summary>What of the latency is neither encode nor inference, in frame times.</summary>
        public required Quantiles LatencyExcessFrames { get; init; }

        /// <summary>The part of the labels whose excess is at most two frame times.</summary>
        public required double LatencyWithinTwoFrames { get; init; }

        /// <summary>Milliseconds of an inference beside a game that renders.</summary>
        public required Quantiles InferenceMs { get; init; }

        /// <summary>Labels a second with Saccade.</summary>
        public required double LabelsPerSecond { get; init; }

        /// <summary>Labels, and frames, a second with the naive way.</summary>
        public required double NaiveLabelsPerSecond { get; init; }

        /// <summary>Bytes a frame that the main thread allocates with Saccade.</summary>
        public required double AllocatedBytesPerFrame { get; init; }

        /// <summary>Bytes a frame with each of the ways.</summary>
        public required IReadOnlyDictionary<string, Allocations> Allocations { get; init; }

        /// <summary>What several cameras cost.</summary>
        public IReadOnlyList<CameraFigures> Cameras { get; init; } = [];

        /// <summary>The file for programs.</summary>
        public string ToJson() => JsonSerializer.Serialize(this, Style) + "\n";

        /// <summary>The text for people, in Markdown.</summary>
        public string ToMarkdown() =>
            string.Join("\n", DescribeRun(), DescribeWays(), DescribeStages(), DescribeLabels(), DescribeCameras());

        private string DescribeRun() =>
            $"    {Machine}\n    {Renderer}\n    {Model}\n"
            + $"    {RealtimeOptions.Width} x {RealtimeOptions.Height}, {Plural(Options.AntiAliasing, "sample")} a pixel, "
            + $"{Plural(Threads, "thread")} of inference, {DescribeRenderThreads()}, {DescribePace()}; "
            + $"{Plural(Options.Rounds, "round")} of {Options.Frames} frames ({Options.NaiveFrames} of the naive way's)\n";

        private string DescribeRenderThreads() => Options.RenderThreads is int threads
            ? Plural(threads, "thread") + " of a software driver"
            : "a software driver's own number of threads";

        private string DescribePace() =>
            Options.FramesPerSecond == 0 ? "no limit of the frame rate" : $"{Options.FramesPerSecond} frames a second";

        private string DescribeWays()
        {
            var table = MarkdownTable.Write(
                ["ms a frame", "p50", "p95", "p99", "max", "added to p50", "to p95", "to p99", "bytes a frame", "of all threads"],
                [
                    ["without Saccade", .. FrameMs.Describe("0.0"), "", "", "", .. Describe("without")],
                    Row("with Saccade: classifier and label", SaccadeFrameMs, SaccadeAddedMs, "saccade"),
                    Row("and a heat map over all of it", OverlayFrameMs, OverlayAddedMs, "overlay"),
                    Row("or the attention's share of each object", SharesFrameMs, SharesAddedMs, "shares"),
                    Row("read, resize, await, and the label", NaiveFrameMs, NaiveAddedMs, "naive"),
                ]);
            return $"{table}\nOf what the naive way adds to the 95th percentile Saccade adds {Describe(AddedP95Ratio)}, "
                + $"with the heat map {Describe(OverlayAddedP95Ratio)}. The median frame with the shares takes "
                + $"{Describe(SharesMedianRatio)} times the one without.\n";
        }

        private static string Describe(double? ratio) => ratio is double known ? $"{known:0.000}" : "more";

        private string[] Row(string name, Quantiles frame, Quantiles added, string way) =>
            [name, .. frame.Describe("0.0"), .. added.Describe("0.00").Take(3), .. Describe(way)];

        private string[] Describe(string way) => [$"{Allocations[way].MainThread:0.##}", $"{Allocations[way].AllThreads:0.##}"];

        private string DescribeStages() => MarkdownTable.Write(
            ["ms of the render thread", "p50", "p95", "p99", "max", "bytes"],
            [
                .. Stages.Select(stage => Describe("Saccade: ", stage)),
                .. new[] { Finish! }.Select(stage => Describe("", stage)),
                .. NaiveStages.Select(stage => Describe("naive: ", stage)),
            ]);

        private static string[] Describe(string way, Stage stage) =>
            [way + stage.Description, .. stage.Milliseconds.Describe("0.000"), $"{stage.Bytes:0.##}"];

        private string DescribeLabels()
        {
            var table = MarkdownTable.Write(
                ["from a rendered picture to its label", "p50", "p95", "p99", "max"],
                [
                    Row("latency, ms", LatencyMs, "0.0"),
                    Row("latency, frames", LatencyFrames, "0.#"),
                    Row("of which inference, ms", InferenceMs, "0.0"),
                    Row("neither encode nor inference, in frame times", LatencyExcessFrames, "0.00"),
                ]);
            return $"{table}\n{LabelsPerSecond:0.0} labels a second with Saccade, {NaiveLabelsPerSecond:0.0} with the naive way. "
                + $"{LatencyWithinTwoFrames:0.0%} of the labels came within encode, inference and two frame times.\n";
        }

        private string DescribeCameras() => Cameras.Count == 0
            ? ""
            : MarkdownTable.Write(
                [
                    "cameras on one screen", "ms without, p50", "p95", "ms with, p50", "p95", "p99", "added to p95", "with heat maps, p50",
                    "p95",
                    "latency ms, p50", "p95", "labels/s", "bytes a frame",
                ],
                Cameras.Select(figures => new[]
                {
                    $"{figures.Count}", $"{figures.FrameMs.P50:0.0}", $"{figures.FrameMs.P95:0.0}", $"{figures.SaccadeFrameMs.P50:0.0}",
                    $"{figures.SaccadeFrameMs.P95:0.0}", $"{figures.SaccadeFrameMs.P99:0.0}", $"{figures.AddedMs.P95:0.0}",
                    $"{figures.OverlayFrameMs.P50:0.0}", $"{figures.OverlayFrameMs.P95:0.0}",
                    $"{figures.LatencyMs.P50:0.0}", $"{figures.LatencyMs.P95:0.0}", $"{figures.LabelsPerSecond:0.0}",
                    $"{figures.AllocatedBytesPerFrame:0.##}",
                }));

        private static string[] Row(string name, Quantiles values, string format) => [name, .. values.Describe(format)];

        private static string Plural(int count, string what) => count == 1 ? $"{count} {what}" : $"{count} {what}s";
    }
}
