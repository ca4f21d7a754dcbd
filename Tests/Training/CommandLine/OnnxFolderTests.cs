using System.IO;
using System.Linq;
using System.Text.Json;
using NUnit.Framework;
using Saccade.Training.CommandLine;

namespace Saccade.Training.Tests.CommandLine
{
    /// <summary>Folders that hold an ONNX file and no weights, as Optimum writes them: what needs no weights works.</summary>
    public sealed class OnnxFolderTests
    {
        private static readonly string Optimum = Fixtures.Find("huggingface", "optimum");
        private static readonly string Cat = Fixtures.Find("huggingface", "preprocessing", "cat.jpg");
        private static readonly string Data = Fixtures.Find("huggingface", "training", "data");

        private TemporaryFolder _folder = null!;

        [SetUp]
        public void MakeFolder() => _folder = new TemporaryFolder();

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        [TestCase(false)]
        [TestCase(true)]
        public void Predict_GivesWhatTheWeightsGive(bool loose)
        {
            var model = CopyOptimum(loose);
            Assert.That(Classes(model), Is.EqualTo(Classes(HeadModel.Source)));
        }

        [TestCase("pixels")]
        [TestCase("patches")]
        public void Predict_DrawsTheMaps_WhereTheFileGivesThem(string input)
        {
            var model = _folder.Combine("exported");
            Assert.That(Run("export", "--model", HeadModel.Source, "--output", model, "--input", input).Code, Is.Zero);
            HeadModel.KeepOnlyOnnx(model, loose: false);
            var (code, _, error) = Run("predict", "--model", model, Cat, "--overlay", _folder.Combine("seen.png"));
            Assert.That(code, Is.Zero, error);
            Assert.That(new FileInfo(_folder.Combine("seen.png")).Length, Is.GreaterThan(1000));

            (code, _, error) = Run("predict", "--model", CopyOptimum(false), Cat, "--overlay", _folder.Combine("none.png"));
            Assert.That(code, Is.EqualTo(1));
            Assert.That(error, Does.Contain("gives no cls_attention").And.Contain("--overlay"));
        }

        [Test]
        public void Verify_ComparesWhatTheFileGives()
        {
            var reference = Path.Combine(HeadModel.Source, "expected_32x32.safetensors");
            var (code, output, error) = Run("verify", "--model", Optimum, "--reference", reference, "--backend", "onnx", "--json");
            Assert.That(code, Is.Zero, error);
            using var json = JsonDocument.Parse(output);
            Assert.That(json.RootElement.GetProperty("backend").GetString(), Is.EqualTo("onnx"));
            var tensors = json.RootElement.GetProperty("tensors").EnumerateObject().ToArray();
            Assert.That(tensors.Select(tensor => tensor.Name), Is.EqualTo(new[] { "logits" }));
            Assert.That(tensors[0].Value.GetProperty("maxAbsDiff").GetSingle(), Is.LessThan(1e-5f));
        }

        [Test]
        public void Evaluate_GivesTheNumbersOfTheWeights()
        {
            var model = _folder.Combine("exported");
            var source = Fixtures.Find("huggingface", "training", "model");
            var joined = Directory.CreateDirectory(_folder.Combine("joined")).FullName;
            File.Copy(Path.Combine(source, "config.json"), Path.Combine(joined, "config.json"));
            File.Copy(Path.Combine(source, "preprocessor_config.json"), Path.Combine(joined, "preprocessor_config.json"));
            File.Copy(
                Fixtures.Find("huggingface", "training", "after-all", "model.safetensors"), Path.Combine(joined, "model.safetensors"));
            Assert.That(Run("export", "--model", joined, "--output", model).Code, Is.Zero);
            HeadModel.KeepOnlyOnnx(model, loose: true);

            Assert.That(Evaluate(model, "by-onnx"), Is.EqualTo(Evaluate(joined, "by-weights")));
            using var metrics = JsonDocument.Parse(File.ReadAllText(_folder.Combine("by-onnx", "metrics.json")));
            Assert.That(metrics.RootElement.GetProperty("backend").GetString(), Is.EqualTo("onnx"));
        }

        [Test]
        public void Info_SaysWhatTheFileTakesAndGives()
        {
            var (code, output, error) = Run("info", "--model", CopyOptimum(loose: true));
            Assert.That(code, Is.Zero, error);
            Assert.That(output, Does.Contain("model.onnx, 0.2 MB: takes pixel_values [-1, -1, -1, -1] (-1 is any), gives logits"));
            Assert.That(output, Does.Contain("5 classes: class 0").And.Contain("Weights: none"));
        }

        [Test]
        public void AFamilyThatOnlyTheFileKnows_IsRunTheSame()
        {
            var model = CopyOptimum(loose: false);
            HeadModel.Change(model, model, config => config["model_type"] = "swin");
            Assert.That(Classes(model), Is.EqualTo(Classes(HeadModel.Source)));
            var (code, output, error) = Run("info", "--model", model);
            Assert.That(code, Is.Zero, error);
            Assert.That(output, Does.Contain("5 classes").And.Contain("takes pixel_values"));
        }

        [Test]
        public void WithoutLabels_ClassesAreCalledAsInTransformers()
        {
            var model = CopyOptimum(loose: false);
            HeadModel.Change(model, model, config => config.Remove("id2label"));
            HeadModel.Change(model, model, config => config.Remove("label2id"));
            Assert.That(Classes(model).Select(name => name[..6]), Is.All.EqualTo("LABEL_"));
        }

        [Test]
        public void LabelsThatAreNotTheFiles_AreRefused()
        {
            var model = CopyOptimum(loose: false);
            HeadModel.Change(model, model, config => config["id2label"]!.AsObject().Remove("4"));
            var (code, _, error) = Run("predict", "--model", model, Cat);
            Assert.That(code, Is.EqualTo(1));
            Assert.That(error, Does.Contain("4 labels").And.Contain("5 logits"));
        }

        [TestCase("predict", "--backend", "torch")]
        [TestCase("export")]
        [TestCase("train")]
        public void WhatNeedsWeights_SaysSo(string verb, params string[] more)
        {
            string[] places = verb switch
            {
                "predict" => [Cat],
                "train" => ["--data", Data, "--output", _folder.Combine("trained")],
                _ => ["--output", _folder.Combine("target")],
            };
            var (code, _, error) = Run([verb, "--model", Optimum, .. places, .. more]);
            Assert.That(code, Is.EqualTo(1));
            Assert.That(error, Does.Contain("weights").Or.Contain("model.safetensors"));
        }

        private static string[] Classes(string model)
        {
            var (code, output, error) = Run("predict", "--model", model, Cat, "--json", "--top", "3");
            Assert.That(code, Is.Zero, error);
            using var json = JsonDocument.Parse(output);
            return json.RootElement[0].GetProperty("top").EnumerateArray()
                .Select(guess => $"{guess.GetProperty("label").GetString()} {guess.GetProperty("probability").GetDouble():0.000}")
                .ToArray();
        }

        private string Evaluate(string model, string report)
        {
            var (code, output, error) = Run("evaluate", "--model", model, "--data", Data, "--output", _folder.Combine(report));
            Assert.That(code, Is.Zero, error);
            return output.Split('\n')[0].Split(": ")[1];
        }

        private string CopyOptimum(bool loose)
        {
            var target = Directory.CreateDirectory(_folder.Combine($"optimum-{loose}", "onnx")).Parent!.FullName;
            File.Copy(Path.Combine(Optimum, "config.json"), Path.Combine(target, "config.json"));
            File.Copy(Path.Combine(Optimum, "preprocessor_config.json"), Path.Combine(target, "preprocessor_config.json"));
            File.Copy(Path.Combine(Optimum, "onnx", "model.onnx"), Path.Combine(target, "onnx", "model.onnx"));
            if (loose)
            {
                HeadModel.KeepOnlyOnnx(target, loose: true);
            }

            return target;
        }

        private static (int Code, string Output, string Error) Run(params string[] arguments)
        {
            using var output = new StringWriter();
            using var error = new StringWriter();
            return (Commands.Run(arguments, output, error), output.ToString(), error.ToString());
        }
    }
}
