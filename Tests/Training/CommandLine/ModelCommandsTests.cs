using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using NUnit.Framework;
using Saccade.Training.Checkpoints;
using Saccade.Training.CommandLine;

namespace Saccade.Training.Tests.CommandLine
{
    /// <summary>The verbs that look at models: what they print and how they end.</summary>
    public sealed class ModelCommandsTests
    {
        private static readonly string Cat = Fixtures.Find("huggingface", "preprocessing", "cat.jpg");
        private static readonly string Coffee = Fixtures.Find("huggingface", "preprocessing", "coffee.png");

        private TemporaryFolder _folder = null!;

        [SetUp]
        public void MakeFolder() => _folder = new TemporaryFolder();

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        [TestCase("pull")]
        [TestCase("export")]
        [TestCase("verify")]
        [TestCase("predict")]
        [TestCase("info")]
        [TestCase("preprocess")]
        public void Help_TeachesByExample(string verb)
        {
            var (code, output, _) = Run(verb, "--help");
            Assert.That(code, Is.Zero);
            Assert.That(output, Does.Contain($"saccade {verb} ").And.Contain("xample"));
        }

        [TestCase("torch")]
        [TestCase("onnx")]
        public void Verify_PrintsEveryTensorThatItCompared(string backend)
        {
            var model = Fixtures.Find("huggingface", "deit-distilled");
            var (code, output, error) = Run(
                "verify", "--model", model, "--reference", Path.Combine(model, "expected_32x32.safetensors"),
                "--backend", backend, "--json", "--tolerance", "1e-4");
            Assert.That(code, Is.Zero, error);
            using var json = JsonDocument.Parse(output);
            Assert.That(json.RootElement.GetProperty("backend").GetString(), Is.EqualTo(backend));
            string[] names =
            [
                "attentions", "class_relevance_last", "cls_logits", "distillation_logits", "hidden_states", "last_hidden_state", "logits",
                "patch_embeddings",
            ];
            var tensors = json.RootElement.GetProperty("tensors");
            Assert.That(tensors.EnumerateObject().Select(tensor => tensor.Name), Is.EqualTo(names));
            Assert.That(tensors.GetProperty("hidden_states").GetProperty("shape").ToString(), Is.EqualTo("[4,2,18,32]"));
            var differences = tensors.EnumerateObject().Select(tensor => tensor.Value.GetProperty("maxAbsDiff").GetSingle());
            Assert.That(differences, Is.All.LessThan(1e-4f));
        }

        [Test]
        public void Verify_OverTheTolerance_NamesTheTensor_AndEndsWithOne()
        {
            var model = Fixtures.Find("huggingface", "vit");
            var reference = Path.Combine(model, "expected_32x32.safetensors");
            var (code, output, error) = Run("verify", "--model", model, "--reference", reference, "--tolerance", "1e-12");
            Assert.That(code, Is.EqualTo(1));
            Assert.That(output, Does.Contain("logits"));
            Assert.That(error, Does.Contain("error: hidden_states differs by").And.Contain("1E-12"));
        }

        [Test]
        public void Verify_OfAReferenceWithColumnsForTheClassToken_ComparesThePatches()
        {
            var path = _folder.Combine("wide.safetensors");
            using (var expected = SafetensorsFile.Open(Fixtures.Find("huggingface", "vit", "expected_32x32.safetensors")))
            {
                var rows = expected.ReadSingles("attentions").AsSpan()[^(2 * 4 * 17 * 17)..].ToArray();
                var classRows = Enumerable.Range(0, 8).SelectMany(row => rows.Skip(row * 17 * 17).Take(17)).ToArray();
                SafetensorsWriter.Write(path,
                [
                    new SafetensorsTensor("pixel_values", [2, 3, 32, 32], () => expected.ReadSingles("pixel_values")),
                    new SafetensorsTensor("cls_attention", [2, 4, 17], () => classRows),
                ]);
            }

            var model = Fixtures.Find("huggingface", "vit");
            var (code, output, error) = Run("verify", "--model", model, "--reference", path, "--json", "--tolerance", "1e-5");
            Assert.That(code, Is.Zero, error);
            Assert.That(output, Does.Contain("\"cls_attention\":{\"shape\":[2,4,16]"));
        }

        [Test]
        public void Verify_OfAnotherModelsReference_SaysBothShapes()
        {
            var (code, _, error) = Run(
                "verify", "--model", Fixtures.Find("huggingface", "deit"),
                "--reference", Fixtures.Find("huggingface", "vit", "expected_32x32.safetensors"));
            Assert.That(code, Is.EqualTo(1));
            Assert.That(error, Does.Contain("[3, 2, 4, 17, 17]").And.Contain("[3, 2, 4, 18, 18]"));
        }

        [TestCase("torch")]
        [TestCase("onnx")]
        public void Predict_GivesTheSameClassesWithBothBackends(string backend)
        {
            var (code, output, error) = Run(
                "predict", "--model", Fixtures.Find("huggingface", "vit"), "--input", Cat, Coffee, "--top", "2", "--json",
                "--backend", backend);
            Assert.That(code, Is.Zero, error);
            using var json = JsonDocument.Parse(output);
            var first = json.RootElement[0];
            Assert.That(first.GetProperty("file").GetString(), Is.EqualTo(Cat));
            Assert.That(first.GetProperty("top").GetArrayLength(), Is.EqualTo(2));
            var guess = first.GetProperty("top")[0];
            Assert.That(guess.GetProperty("label").GetString(), Is.EqualTo($"class {guess.GetProperty("index").GetInt32()}"));
            Assert.That(guess.GetProperty("probability").GetDouble(), Is.InRange(0.2, 1));
        }

        [Test]
        public void Predict_WithoutAHead_GivesItsOverlayAndNoClass()
        {
            var model = WriteBackbone();
            var overlay = _folder.Combine("seen.png");
            var (code, output, error) = Run("predict", "--model", model, "--input", Cat, "--json", "--overlay", overlay);
            Assert.That(code, Is.Zero, error);
            Assert.That(output, Does.Contain("\"top\":[]"));
            Assert.That(File.Exists(overlay), Is.True);

            (code, _, error) = Run("predict", "--model", model, "--input", Cat, "--map", "relevance");
            Assert.That(code, Is.EqualTo(1));
            Assert.That(error, Does.Contain("no head").And.Contain("--map attention"));
        }

        [TestCase("attention", "torch")]
        [TestCase("rollout", "torch")]
        [TestCase("relevance", "torch")]
        [TestCase("attention", "onnx")]
        [TestCase("rollout", "onnx")]
        [TestCase("relevance", "onnx")]
        public void Predict_OfSeveralPictures_DrawsEachIntoTheFolder(string map, string backend)
        {
            var again = Directory.CreateDirectory(_folder.Combine("other")).FullName;
            File.Copy(Cat, Path.Combine(again, "cat.jpg"));
            var overlays = _folder.Combine("seen");
            var (code, _, error) = Run(
                "predict", "--model", Fixtures.Find("huggingface", "dinov2"), "--input", Cat, Coffee, Path.Combine(again, "cat.jpg"),
                "--overlay", overlays, "--map", map, "--backend", backend);
            Assert.That(code, Is.Zero, error);
            Assert.That(
                Directory.GetFiles(overlays).Select(Path.GetFileName), Is.EquivalentTo(new[] { "cat.png", "coffee.png", "cat-2.png" }));
        }

        [Test]
        public void Predict_WithAnOnnxFileOfOtherClasses_IsRefused()
        {
            var model = _folder.Combine("model");
            Assert.That(Run("export", "--model", Fixtures.Find("huggingface", "vit"), "--output", model).Code, Is.Zero);
            var config = Path.Combine(model, "config.json");
            File.WriteAllText(config, File.ReadAllText(config).Replace("class 0", "zero", StringComparison.Ordinal));
            var (code, _, error) = Run("predict", "--model", model, "--input", Cat, "--backend", "onnx");
            Assert.That(code, Is.EqualTo(1));
            Assert.That(error, Does.Contain("model.onnx").And.Contain("Export again"));
        }

        [Test]
        public void Info_CountsWhatLearnsOfViTBase()
        {
            var model = Directory.CreateDirectory(_folder.Combine("vit-base")).FullName;
            File.WriteAllText(Path.Combine(model, "config.json"), """{"model_type": "vit"}""");
            var (code, output, error) = Run("info", "--model", model, "--labels", "37", "--train", "head");
            Assert.That(code, Is.Zero, error);
            Assert.That(output, Does.Contain("28,453 parameters learn, 85,798,656 are frozen, 85,827,109 in all: 0.03 % learn"));
            Assert.That(output, Does.Contain("14 x 14 = 196 patches of 16 x 16, 768 numbers each; 197 tokens of 768"));
        }

        [Test]
        public void Info_TellsWhichTensorsAreTakenAndUnused()
        {
            var (_, output, _) = Run("info", "--model", Fixtures.Find("huggingface", "vit"), "--json");
            using var json = JsonDocument.Parse(output);
            Assert.That(
                json.RootElement.GetProperty("unused").EnumerateArray().Select(name => name.GetString()),
                Is.EqualTo(new[] { "vit.pooler.dense.bias", "vit.pooler.dense.weight" }));
            Assert.That(json.RootElement.GetProperty("total").GetInt64(), Is.EqualTo(json.RootElement.GetProperty("trainable").GetInt64()));

            (_, output, _) = Run("info", "--model", Fixtures.Find("huggingface", "vit"), "--labels", "7");
            Assert.That(output, Does.Contain("new: classifier.weight, classifier.bias"));
        }

        // The model has three blocks.
        [TestCase(new string[0], new[] { "cls_rollout", "class_relevance" })]
        [TestCase(new[] { "--relevance", "--rollout" }, new[] { "cls_rollout", "class_relevance" })]
        [TestCase(new[] { "--no-relevance" }, new[] { "cls_rollout" })]
        [TestCase(new[] { "--no-rollout" }, new[] { "class_relevance" })]
        public void Export_WritesTheMapsThatASceneShows_UnlessToldNotTo(string[] more, string[] maps)
        {
            var model = _folder.Combine("model");
            var (code, _, error) = Run(["export", "--model", Fixtures.Find("huggingface", "vit"), "--output", model, .. more]);
            Assert.That(code, Is.Zero, error);
            using var session = new Microsoft.ML.OnnxRuntime.InferenceSession(Path.Combine(model, "onnx", "model.onnx"));
            Assert.That(session.OutputMetadata.Keys, Is.EqualTo(new[] { "logits", "cls_attention" }.Concat(maps)));
        }

        [Test]
        public void Export_OfABackbone_NeedsNoRelevance() =>
            Assert.That(Run("export", "--model", WriteBackbone()).Code, Is.Zero);

        [Test]
        public void Export_OfRelevanceWithoutAHead_SaysWhatToDo()
        {
            var (code, _, error) = Run("export", "--model", WriteBackbone(), "--relevance");
            Assert.That(code, Is.EqualTo(1));
            Assert.That(error, Does.Contain("no head").And.Contain("--relevance"));
        }

        [TestCase("verify", "--model", "x")]
        [TestCase("predict", "--model", "x", "--input", "y", "--top", "0")]
        [TestCase("info", "--model", "x", "--labels", "0")]
        [TestCase("export", "--model", "x", "--input", "tokens")]
        [TestCase("export", "--model", "x", "--relevance", "--no-relevance")]
        [TestCase("export", "--model", "x", "--rollout", "--no-rollout")]
        [TestCase("pull")]
        public void WrongArguments_EndWithTwo(params string[] arguments)
        {
            var (code, _, error) = Run(arguments);
            Assert.That(code, Is.EqualTo(2));
            Assert.That(error, Does.StartWith("error: "));
        }

        // A backbone in the hub's layout: names without prefix, no head, no labels.
        private string WriteBackbone()
        {
            var source = Fixtures.Find("huggingface", "dinov2");
            var target = Directory.CreateDirectory(_folder.Combine("backbone")).FullName;
            using var weights = SafetensorsFile.Open(Path.Combine(source, "model.safetensors"));
            SafetensorsWriter.Write(
                Path.Combine(target, "model.safetensors"),
                weights.Entries.Values
                    .Where(entry => entry.Name.StartsWith("dinov2.", StringComparison.Ordinal))
                    .Select(entry => new SafetensorsTensor(
                        entry.Name["dinov2.".Length..], entry.Shape, () => weights.ReadSingles(entry.Name))));
            File.Copy(Path.Combine(source, "config.json"), Path.Combine(target, "config.json"));
            File.Copy(Path.Combine(source, "preprocessor_config.json"), Path.Combine(target, "preprocessor_config.json"));
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
