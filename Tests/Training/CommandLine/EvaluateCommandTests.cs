using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading;
using NUnit.Framework;
using Saccade.Training.Checkpoints;
using Saccade.Training.CommandLine;
using Saccade.Training.Data;
using Saccade.Training.Evaluation;
using Saccade.Training.ModelFolders;
using Saccade.Training.Runs.Judging;

namespace Saccade.Training.Tests.CommandLine
{
    public sealed class EvaluateCommandTests
    {
        private static readonly string Start = Fixtures.Find("huggingface", "training", "model");
        private static readonly string Data = Fixtures.Find("huggingface", "training", "data");
        private static readonly string[] Kinds = ["kind-0", "kind-1", "kind-2"];

        private static readonly string[] Always =
        [
            "confusion-matrix.png", "confusion.csv", "metrics.json", "mistakes.png", "per-class.csv", "predictions.csv", "reliability.png",
            "report.html",
        ];

        private TemporaryFolder _folder = null!;
        private string _output = null!;

        [SetUp]
        public void MakeFolder()
        {
            _folder = new TemporaryFolder();
            _output = _folder.Combine("report");
        }

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        [Test]
        public void Logits_AreThoseThatTransformersComputesWithTheSameWeights()
        {
            using var model = PretrainedModel.Load(WriteModel());
            var data = DataSet.Open(Data, new DataOptions { PreferredOrder = model.Labels });
            var result = Evaluator.Evaluate(model, data.Validation, batchSize: 4);
            var path = Fixtures.Find("huggingface", "training", "after-all", "validation_logits.safetensors");
            using var expected = SafetensorsFile.Open(path);
            Assert.That(result.Logits.ToArray(), Is.EqualTo(expected.ReadSingles(expected.Entries.Keys.Single())).Within(2e-4f));
        }

        [TestCase("torch", 32)]
        [TestCase("torch", 1)]
        [TestCase("onnx", 7)]
        public void Evaluate_WritesTheSameNumbers_WithAnyBackendAndBatchSize(string backend, int batchSize)
        {
            var (code, output, error) = Run(
                "--model", WriteModel(), "--data", Data, "--output", _output, "--backend", backend, "--batch-size", $"{batchSize}");
            Assert.That(code, Is.Zero, error);
            Assert.That(output, Does.Contain("15 pictures, accuracy 33.3 %").And.Contain("report.html"));
            Assert.That(ListFiles(), Is.EqualTo(Always));
            var metrics = ReadMetrics().GetProperty("metrics");
            Assert.That(metrics.GetProperty("pictures").GetInt32(), Is.EqualTo(15));
            Assert.That(metrics.GetProperty("loss").GetDouble(), Is.EqualTo(1.09204).Within(1e-4), "expected.json's last validation loss");
            Assert.That(metrics.GetProperty("macroAccuracy").GetDouble(), Is.EqualTo(1.0 / 3).Within(1e-9));
            Assert.That(metrics.TryGetProperty("top5Accuracy", out _), Is.False, "of three classes");
            var lines = File.ReadAllLines(Path.Combine(_output, "predictions.csv"));
            Assert.That(lines, Has.Length.EqualTo(16));
            Assert.That(lines[1], Does.StartWith("validation/kind-0/000.png,kind-0,kind-0,0.406"));
            Assert.That(
                File.ReadAllLines(Path.Combine(_output, "per-class.csv"))[..2],
                Is.EqualTo(new[] { "class,precision,recall,f1,support", "kind-0,0.3333333333333333,1,0.5,5" }));
        }

        [Test]
        public void Evaluate_OfAFolderThatSaysHowItWasTrained_DrawsCurves_UpToHalfALine()
        {
            var model = WriteModel();
            Directory.CreateDirectory(Path.Combine(model, "training"));
            File.WriteAllText(
                Path.Combine(model, "training", "metrics.jsonl"),
                """
                {"epoch":1,"trainLoss":1.5,"validationLoss":1.25,"validationMacroAccuracy":0.5,"validationAccuracy":0.5,"imagesPerSecond":9}
                {"epoch":2,"trainLo
                """);
            var (code, _, error) = Run("--model", model, "--data", Data, "--output", _output);
            Assert.That(code, Is.Zero, error);
            Assert.That(ListFiles(), Does.Contain("curves.png"));
            Assert.That(File.ReadAllText(Path.Combine(_output, "report.html")), Does.Contain("How it was trained"));
        }

        // With another seed, or from another layout, a picture that was learnt from may lie in another part.
        [Test]
        public void PicturesThatWereLearntFrom_AreLeftOutAndCounted_UnlessTheyAreAskedFor()
        {
            var model = WriteModel();
            var pictures = Directory.GetFiles(Path.Combine(Data, "validation"), "*", SearchOption.AllDirectories).Order().Take(3);
            string[] names = [.. pictures.Select(picture => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(picture))))];
            File.WriteAllText(
                Path.Combine(model, "saccade_run.json"),
                $$"""{ "version": 1, "run": "ab12", "train": ["{{names[0]}}", "00"], "validation": ["{{names[1]}}", "{{names[2]}}"] }""");

            var (code, output, error) = Run("--model", model, "--data", Data, "--output", _output);

            Assert.That(code, Is.Zero, error);
            const string Told = "2 that its run validated with, 12 that its run never saw. Left out: 1 that it has learnt from.";
            Assert.That(output, Does.Contain($"Pictures that model is judged by: {Told}").And.Contain("model: 14 pictures"));
            Assert.That(File.ReadAllText(Path.Combine(_output, "report.html")), Does.Contain(Told));
            Assert.That(
                ReadMetrics().GetProperty("judged").GetRawText().Replace(" ", "").ReplaceLineEndings(""),
                Is.EqualTo("""{"validation":2,"test":0,"unseen":12,"trained":0,"leftOut":1}"""));

            (code, output, error) = Run("--model", model, "--data", Data, "--split", "all", "--output", _output);
            Assert.That(code, Is.Zero, error);
            Assert.That(output, Does.Contain("1 THAT IT HAS LEARNT FROM, which say nothing of new ones"));

            Directory.Delete(_output, recursive: true);
            (code, _, error) = Run("--model", model, "--data", Data, "--output", _output, "--strict");
            Assert.That(code, Is.EqualTo(1));
            Assert.That(error, Does.Contain("has learnt from 1 of these 15 pictures"));
            Assert.That(Directory.Exists(_output), Is.False);
        }

        [Test]
        public void WithoutARecord_ItSaysThatNobodyCanTell_AndStrictRefuses()
        {
            var (code, output, error) = Run("--model", WriteModel(), "--data", Data, "--output", _output);
            Assert.That(code, Is.Zero, error);
            Assert.That(output, Does.Contain("model has no saccade_run.json").And.Contain("nobody can tell").And.Contain("these 15"));
            Assert.That(ReadMetrics().TryGetProperty("judged", out _), Is.False);
            (code, _, error) = Run("--model", WriteModel(), "--data", Data, "--output", _output, "--strict");
            Assert.That(code, Is.EqualTo(1));
            Assert.That(error, Does.Contain("saccade_run.json").And.Contain("--strict"));
        }

        [Test]
        public void AReportAmongThePictures_IsRefused_AndNothingIsLeft()
        {
            var data = SyntheticPictures.WriteData(_folder, count: 2);
            var (code, _, error) = Run("--model", WriteModel(), "--data", data, "--output", Path.Combine(data, "report"));
            Assert.That(code, Is.EqualTo(ExitCode.Error));
            Assert.That(error, Does.Contain("lies in the data"));
            Assert.That(Directory.Exists(Path.Combine(data, "report")), Is.False);
        }

        [TestCase(true)]
        [TestCase(false)]
        public void Before_IsMeasuredWhereItKnowsTheClasses_AndShownInAnyCase(bool knowsThem)
        {
            var before = knowsThem ? Start : WriteModel(["arch", "bowl", "gear"], "other");
            var (code, _, error) = Run("--model", WriteModel(), "--data", Data, "--output", _output, "--before", before);
            Assert.That(code, Is.Zero, error);
            Assert.That(ListFiles(), Does.Contain("before-after.png"));
            Assert.That(ReadMetrics().TryGetProperty("before", out var metrics), Is.EqualTo(knowsThem));
            if (knowsThem)
            {
                Assert.That(metrics.GetProperty("loss").GetDouble(), Is.EqualTo(1.14478).Within(1e-4));
            }
        }

        [Test]
        public void Report_NeedsNothingFromElsewhere_AndEscapesNamesThatAttack()
        {
            string[] names = ["<img src=x onerror=alert(1)>", "a\"b'&c", "\u00e9\u4e2d\U0001f600,\n|x"];
            var data = _folder.Combine("<b>data&");
            foreach (var (kind, name) in Kinds.Zip(names))
            {
                foreach (var split in new[] { "train", "validation" })
                {
                    var target = Path.Combine(data, split, name);
                    Directory.CreateDirectory(target);
                    File.Copy(Path.Combine(Data, split, kind, "000.png"), Path.Combine(target, "<i>&\".png"));
                }
            }

            var (code, _, error) = Run("--model", WriteModel(names), "--data", data, "--output", _output, "--before", Start);
            Assert.That(code, Is.Zero, error);
            var page = File.ReadAllText(Path.Combine(_output, "report.html"));
            Assert.That(page, Does.Not.Contain("<script").And.Not.Contain("<img src=x").And.Not.Contain("<b>data").And.Not.Contain("<i>"));
            Assert.That(page, Does.Contain("&lt;img src=x onerror=alert(1)&gt;").And.Contain("a&quot;b&#39;&amp;c"));
            var addresses = Regex.Matches(page, "(src|href|url)\\s*[=(]\\s*\"?([^\"]{0,11})").Select(match => match.Groups[2].Value);
            Assert.That(addresses.Where(address => address.Length > 0 && address != "x onerror=a"), Is.All.StartsWith("data:image/"));
            Assert.That(page, Does.Not.Contain("http:").And.Not.Contain("https:").And.Not.Contain("@import"));
            Assert.That(File.ReadAllText(Path.Combine(_output, "predictions.csv")), Does.Contain("\"\u00e9\u4e2d\U0001f600,\n|x\""));
        }

        [Test]
        public void LabelsThatDontMatchTheHead_AreNamed_AndNothingIsWritten()
        {
            var (code, _, error) = Run("--model", WriteModel(["kind-0", "kind-1", "sort-2"]), "--data", Data, "--output", _output);
            Assert.That(code, Is.EqualTo(1));
            Assert.That(error, Does.Contain("error: labels: 1 of the 3 classes").And.Contain("'kind-2'").And.Contain("'sort-2'"));
            Assert.That(Directory.Exists(_output), Is.False);
        }

        [Test]
        public void APictureThatCantBeRead_IsNamed_AndAnEarlierReportStays()
        {
            var data = SyntheticPictures.WriteData(_folder);
            var broken = Path.Combine(data, "validation", "green", "1.png");
            File.WriteAllText(broken, "no picture");
            Directory.CreateDirectory(_output);
            File.WriteAllText(Path.Combine(_output, "report.html"), "earlier");
            var (code, _, error) = Run("--model", WriteModel(SyntheticPictures.Colours), "--data", data, "--output", _output);
            Assert.That(code, Is.EqualTo(1));
            Assert.That(error, Does.Contain(broken));
            Assert.That(ListFiles(), Is.EqualTo(new[] { "report.html" }));
            Assert.That(File.ReadAllText(Path.Combine(_output, "report.html")), Is.EqualTo("earlier"));
        }

        [Test]
        public void AModelWithoutAHead_IsRefusedBeforeAnythingIsComputed_AlsoAsTheOneBefore()
        {
            var backbone = WriteModel([], "backbone");
            using (var whole = SafetensorsFile.Open(Path.Combine(Start, "model.safetensors")))
            {
                var names = whole.Entries.Keys.Where(name => !name.StartsWith("classifier", StringComparison.Ordinal));
                var tensors = names.Select(name => new SafetensorsTensor(name, whole.Entries[name].Shape, () => whole.ReadSingles(name)));
                SafetensorsWriter.Write(Path.Combine(backbone, "model.safetensors"), tensors.ToArray());
            }

            foreach (var arguments in new[] { new[] { "--model", backbone }, ["--model", WriteModel(), "--before", backbone] })
            {
                var (code, _, error) = Run([.. arguments, "--data", Data, "--output", _output]);
                Assert.That(code, Is.EqualTo(1));
                Assert.That(error, Does.Contain(backbone).And.Contain("no head"));
            }
        }

        [Test]
        public void ASplitWithoutPictures_AndAnOutputThatIsAFile_AreRefused()
        {
            var model = WriteModel();
            var (code, _, error) = Run("--model", model, "--data", Data, "--output", _output, "--split", "test");
            Assert.That(code, Is.EqualTo(1));
            Assert.That(error, Does.Contain("no test pictures").And.Contain("--split"));
            File.WriteAllText(_output, "a file");
            (code, _, error) = Run("--model", model, "--data", Data, "--output", _output);
            Assert.That(code, Is.EqualTo(1));
            Assert.That(error, Does.Contain(_output).And.Contain("is a file"));
        }

        [Test]
        public void Cancelled_NothingIsWritten()
        {
            using var cancelled = new CancellationTokenSource();
            cancelled.Cancel();
            var arguments = new EvaluationArguments { Model = WriteModel(), Data = Data, Output = _output };
            Assert.That(
                () => EvaluationRun.Execute(arguments, TextWriter.Null, cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(Directory.Exists(_output), Is.False);
        }

        [TestCase("--batch-size", "0")]
        [TestCase("--split", "some")]
        [TestCase("--backend", "magic")]
        public void WrongArguments_EndWithTwo(string option, string value)
        {
            var (code, _, error) = Run("--model", Start, "--data", Data, "--output", _output, option, value);
            Assert.That(code, Is.EqualTo(2));
            Assert.That(error, Does.Contain(value));
        }

        [Test]
        public void Help_TeachesByExample()
        {
            var (code, output, _) = Run("--help");
            Assert.That(code, Is.Zero);
            Assert.That(output, Does.Contain("saccade evaluate --model").And.Contain("xample"));
        }

        private static (int Code, string Output, string Error) Run(params string[] arguments)
        {
            using var output = new StringWriter();
            using var error = new StringWriter();
            var code = Commands.Run(["evaluate", .. arguments], output, error);
            return (code, output.ToString(), error.ToString());
        }

        private string WriteModel(string[]? labels = null, string name = "model")
        {
            var directory = Directory.CreateDirectory(_folder.Combine(name)).FullName;
            var config = File.ReadAllText(Path.Combine(Start, "config.json"));
            File.WriteAllText(Path.Combine(directory, "config.json"), ConfigText.WithLabels(config, labels ?? Kinds));
            File.Copy(Path.Combine(Start, "preprocessor_config.json"), Path.Combine(directory, "preprocessor_config.json"), true);
            var weights = Fixtures.Find("huggingface", "training", "after-all", "model.safetensors");
            File.Copy(weights, Path.Combine(directory, "model.safetensors"), true);
            return directory;
        }

        private string[] ListFiles() =>
            Directory.GetFileSystemEntries(_output).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToArray();

        private JsonElement ReadMetrics() => JsonDocument.Parse(File.ReadAllText(Path.Combine(_output, "metrics.json"))).RootElement;
    }
}
