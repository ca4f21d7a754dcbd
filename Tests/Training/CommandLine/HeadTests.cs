using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using NUnit.Framework;
using Saccade.Capture;
using Saccade.Training.CommandLine;
using Saccade.Training.Data;
using Saccade.Training.Evaluation;
using Saccade.Training.Export;
using Saccade.Training.Pictures;

namespace Saccade.Training.Tests.CommandLine
{
    /// <summary>What config.json says of the head, in every verb that judges pictures.</summary>
    public sealed class HeadTests
    {
        private const string MultiLabel = "multi_label_classification";

        private static readonly string Cat = Fixtures.Find("huggingface", "preprocessing", "cat.jpg");

        private TemporaryFolder _folder = null!;

        [SetUp]
        public void MakeFolder() => _folder = new TemporaryFolder();

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        [TestCase("torch")]
        [TestCase("onnx")]
        public void Predict_OfAMultiLabelModel_GivesSigmoids(string backend)
        {
            var shares = Predict(HeadModel.Write(_folder, null), backend);
            var own = Predict(HeadModel.Write(_folder, MultiLabel), backend);

            Assert.That(shares.Sum(), Is.EqualTo(1).Within(1e-6));

            // Softmax and sigmoid of the same logits: the ratios of the odds are those of the shares.
            var odds = own.Select(p => p / (1 - p)).ToArray();
            Assert.That(own.Sum(), Is.Not.EqualTo(1).Within(0.05));
            Assert.That(odds.Select(o => o / odds.Sum()), Is.EqualTo(shares).Within(1e-5));
        }

        [TestCase(null)]
        [TestCase("single_label_classification")]
        public void Predict_OfOneLogit_GivesOneProbability(string? type)
        {
            var all = Predict(HeadModel.Write(_folder, MultiLabel), "torch");
            var one = Predict(HeadModel.Write(_folder, type, classes: 1), "torch");
            Assert.That(one, Is.EqualTo(all.Take(1)).Within(1e-6));
        }

        [TestCase("predict")]
        [TestCase("evaluate")]
        [TestCase("export")]
        [TestCase("verify")]
        public void Regression_IsRefused(string verb)
        {
            var model = HeadModel.Write(_folder, "regression");
            string[] more = verb switch
            {
                "predict" => ["--input", Cat],
                "evaluate" => ["--data", Fixtures.Find("huggingface", "training", "data"), "--output", _folder.Combine("report")],
                "verify" => ["--reference", Path.Combine(HeadModel.Source, "expected_32x32.safetensors")],
                _ => [],
            };
            var (code, _, error) = Run([verb, "--model", model, .. more]);
            Assert.That(code, Is.EqualTo(1));
            Assert.That(error, Does.Contain(model).And.Contain("quantities, not classes"));
        }

        [Test]
        public void Info_SaysThatClassesAreIndependent_OrThatThereAreNone()
        {
            Assert.That(Run("info", "--model", HeadModel.Write(_folder, null)).Output, Does.Not.Contain("sigmoid"));
            Assert.That(
                Run("info", "--model", HeadModel.Write(_folder, MultiLabel)).Output, Does.Contain("each has a probability of its own"));
            Assert.That(Run("info", "--model", HeadModel.Write(_folder, "regression")).Output, Does.Contain("regression: quantities"));
        }

        [TestCase(null, 5, "single_label_classification")]
        [TestCase(MultiLabel, 5, MultiLabel)]
        [TestCase(null, 1, MultiLabel)]
        public void TheOnnxFile_SaysHowItsLogitsBecomeProbabilities(string? type, int classes, string expected)
        {
            var model = HeadModel.Write(_folder, type, classes);
            Assert.That(Run("export", "--model", model).Code, Is.Zero);
            using var file = ExportedModel.Open(Path.Combine(model, "onnx", "model.onnx"));
            Assert.That(file.Metadata.ProblemType, Is.EqualTo(expected));
        }

        [Test]
        public void TheScene_ReadsTheExportedModelAsPredictDoes()
        {
            var model = HeadModel.Write(_folder, MultiLabel);
            Assert.That(Run("export", "--model", model).Code, Is.Zero);
            using var scene = VitModel.Load(model, topK: 5);
            var picture = Picture.Decode(Cat);
            var seen = scene.Classify(picture.Rgb, picture.Width, picture.Height, PixelFormat.Rgb24);
            Assert.That(seen.HasIndependentClasses, Is.True);
            Assert.That(seen.Probabilities.ToArray().Select(p => (double)p), Is.EqualTo(Predict(model, "torch")).Within(1e-5));
        }

        [Test]
        public void Evaluate_OfAMultiLabelModel_JudgesByItsSigmoids()
        {
            LabelledFile[] files = [new("a.png", 1), new("b.png", 0)];
            var result = new EvaluationResult(["cat", "dog"], files, [0.5f, 2f, -1f, 3f], independent: true);

            Assert.That(result.GetProbability(0, 1), Is.EqualTo(1 / (1 + Math.Exp(-2))).Within(1e-12));
            Assert.That(result.GetProbabilities(1), Is.EqualTo(new[] { 0.26894143f, 0.95257413f }).Within(1e-6f));

            // torch.nn.functional.binary_cross_entropy_with_logits of the rows against [0, 1] and [1, 0].
            Assert.That(result.GetLoss(0), Is.EqualTo(0.55050246).Within(1e-6));
            Assert.That(result.GetLoss(1), Is.EqualTo(2.18092456).Within(1e-6));
            Assert.That(result.Confusion.Accuracy, Is.EqualTo(0.5));
        }

        [Test]
        public void Evaluate_OfOneClass_IsRefused_InsteadOfAlwaysBeingRight()
        {
            var data = _folder.Combine("data");
            foreach (var part in new[] { "train", "validation" })
            {
                var pictures = Directory.CreateDirectory(Path.Combine(data, part, "class 0")).FullName;
                File.Copy(Cat, Path.Combine(pictures, "cat.jpg"));
            }

            var (code, _, error) = Run(
                "evaluate", "--model", HeadModel.Write(_folder, null, classes: 1), "--data", data, "--output", _folder.Combine("report"));
            Assert.That(code, Is.EqualTo(1));
            Assert.That(error, Does.Contain("one class, 'class 0'"));
        }

        private static double[] Predict(string model, string backend)
        {
            var (code, output, error) = Run(
                "predict", "--model", model, Cat, "--backend", backend, "--json", "--probabilities");
            Assert.That(code, Is.Zero, error);
            using var json = JsonDocument.Parse(output);
            return json.RootElement[0].GetProperty("probabilities").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        }

        private static (int Code, string Output, string Error) Run(params string[] arguments)
        {
            using var output = new StringWriter();
            using var error = new StringWriter();
            return (Commands.Run(arguments, output, error), output.ToString(), error.ToString());
        }
    }
}
