using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using NUnit.Framework;
using Saccade.Host.Tests.Demo;

namespace Saccade.Host.Tests.Benchmarks
{
    /// <summary>The verb <c>bench realtime</c>; what it measures is nothing that a test could expect.</summary>
    [Platform(Include = "Linux", Reason = "The stand-in engine renders through EGL.")]
    public sealed class RealtimeProgramTests
    {
        private static readonly string Model = Path.Combine(
            typeof(RealtimeProgramTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(data => data.Key == "Fixtures").Value!,
            "exported",
            "vit-tiny");

        private string _folder = "";

        [SetUp]
        public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("saccade-realtime-").FullName;

        [TearDown]
        public void RemoveFolder() => Directory.Delete(_folder, true);

        [Test]
        public void Help_NamesTheOptionsAndTheKeysOfTheFile()
        {
            var (status, printed) = Run("realtime", "--help");

            Assert.That(status, Is.Zero, printed);
            string[] options = ["--json", "--model", "--threads", "--render-threads", "--fps", "--quick"];
            string[] keys = ["saccadeFrameMs", "naiveFrameMs", "allocatedBytesPerFrame", "latencyMs", "cameras", "addedP95Ratio"];
            foreach (var word in (string[])[.. options, .. keys])
            {
                Assert.That(printed, Does.Contain(word));
            }
        }

        [Test]
        public void Quick_PrintsTheTable_AndWritesEveryFigure()
        {
            var json = Path.Combine(_folder, "figures", "realtime.json");

            var (status, printed) = Run("realtime", "--quick", "--model", Model, "--json", json, "--artifacts", _folder);

            Assert.That(status, Is.Zero, printed);
            var table = File.ReadAllLines(Path.Combine(_folder, "realtime.md"));
            Assert.That(table, Is.All.Matches<string?>(line => printed.Contains(line!, StringComparison.Ordinal)), printed);
            foreach (var way in new[] { "without Saccade", "with Saccade: classifier and label", "and a heat map over all of it",
                "read, resize, await, and the label" })
            {
                Assert.That(string.Concat(table), Does.Contain($"| {way} |"));
            }

            using var document = JsonDocument.Parse(File.ReadAllText(json));
            var figures = document.RootElement;
            foreach (var key in new[] { "frameMs", "saccadeFrameMs", "overlayFrameMs", "naiveFrameMs", "latencyMs" })
            {
                ExpectQuantiles(figures.GetProperty(key), key);
            }

            foreach (var stage in new[] { "encode", "fetch", "publish", "draw" })
            {
                ExpectQuantiles(figures.GetProperty("stagesMs").GetProperty(stage), stage);
            }

            foreach (var stage in new[] { "read", "resize", "inference" })
            {
                ExpectQuantiles(figures.GetProperty("naiveStagesMs").GetProperty(stage), stage);
            }

            using (Assert.EnterMultipleScope())
            {
                Assert.That(figures.GetProperty("frameMs").GetProperty("count").GetInt32(), Is.EqualTo(25));
                Assert.That(figures.GetProperty("saccadeFrameMs").GetProperty("count").GetInt32(), Is.EqualTo(25));
                Assert.That(figures.GetProperty("naiveFrameMs").GetProperty("count").GetInt32(), Is.EqualTo(5));
                Assert.That(figures.GetProperty("allocatedBytesPerFrame").GetDouble(), Is.Not.Negative);
                Assert.That(figures.GetProperty("allocations").GetProperty("without").GetProperty("mainThread").GetDouble(), Is.Zero);
                Assert.That(figures.GetProperty("labelsPerSecond").GetDouble(), Is.Positive);
                Assert.That(figures.GetProperty("latencyWithinTwoFrames").GetDouble(), Is.InRange(0, 1));
                Assert.That(figures.TryGetProperty("addedP95Ratio", out _));
                Assert.That(figures.GetProperty("threads").GetInt32(), Is.Positive);
                Assert.That(figures.GetProperty("machine").GetString(), Does.Contain("ONNX Runtime"));
                Assert.That(figures.GetProperty("renderer").GetString(), Is.Not.Empty);
                Assert.That(figures.GetProperty("model").GetString(), Does.Contain("5 classes"));
            }

            JsonElement[] cameras = [.. figures.GetProperty("cameras").EnumerateArray()];
            Assert.That(cameras.Select(camera => camera.GetProperty("count").GetInt32()), Is.EqualTo((int[])[1, 2]));
            foreach (var camera in cameras)
            {
                ExpectQuantiles(camera.GetProperty("frameMs"), "cameras.frameMs");
                ExpectQuantiles(camera.GetProperty("saccadeFrameMs"), "cameras.saccadeFrameMs");
                ExpectQuantiles(camera.GetProperty("latencyMs"), "cameras.latencyMs");
                Assert.That(camera.GetProperty("labelsPerSecond").GetDouble(), Is.Positive);
            }
        }

        [Test]
        public void Model_ThatIsMissing_IsNamed_AndNothingIsWritten()
        {
            var missing = Path.Combine(_folder, "no-model");
            var json = Path.Combine(_folder, "realtime.json");

            var (status, printed) = Run("realtime", "--quick", "--model", missing, "--json", json, "--artifacts", _folder);

            Assert.That(status, Is.EqualTo(1), printed);
            Assert.That(printed, Does.Contain(missing).And.Not.Contain("   at "));
            Assert.That(Directory.EnumerateFiles(_folder), Is.Empty);
        }

        [TestCase("--threads", "0")]
        [TestCase("--cameras", "65")]
        public void Number_OutOfRange_IsNamed(string option, string value)
        {
            var (status, printed) = Run("realtime", option, value, "--artifacts", _folder);

            Assert.That(status, Is.Not.Zero);
            Assert.That(printed, Does.Contain($"{option} is {value}; expected a whole number, 1 to "));
        }

        [Test]
        public void Interrupt_EndsTheRun_AndWritesNothing()
        {
            using var bench = DemoProcess.StartBenchmark("realtime", "--model", Model, "--artifacts", _folder);
            bench.WaitFor("One camera");

            bench.Interrupt();

            Assert.That(bench.WaitForExit(), Is.EqualTo(130), bench.Printed);
            Assert.That(bench.Printed, Does.Contain("interrupted").And.Not.Contain("   at "));
            Assert.That(Directory.EnumerateFiles(_folder), Is.Empty);
        }

        private static void ExpectQuantiles(JsonElement figure, string name)
        {
            double[] values = [.. new[] { "p50", "p95", "p99", "max" }.Select(key => figure.GetProperty(key).GetDouble())];
            Assert.That(values, Is.Ordered.And.All.GreaterThan(0), name);
            Assert.That(figure.GetProperty("count").GetInt32(), Is.Positive, name);
        }

        private static (int Status, string Printed) Run(params string[] arguments)
        {
            using var bench = DemoProcess.StartBenchmark(arguments);
            return (bench.WaitForExit(), bench.Printed);
        }
    }
}
