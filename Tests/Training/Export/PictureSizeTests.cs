using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using NUnit.Framework;
using Saccade.Inference.Onnx;
using Saccade.Preprocessing;
using Saccade.Training.Checkpoints;
using Saccade.Training.CommandLine;
using Saccade.Training.Data.Augmenting;
using Saccade.Training.Fitting;
using Saccade.Training.ModelFolders;
using Saccade.Training.Progress;
using Saccade.Training.Runs;
using Saccade.Training.Tests.CommandLine;
using static TorchSharp.torch;

namespace Saccade.Training.Tests.Export
{
    /// <summary>Models for pictures of another size than the checkpoint's: what is written states the size that it has.</summary>
    public sealed class PictureSizeTests
    {
        private TemporaryFolder _folder = null!;

        [SetUp]
        public void MakeFolder() => _folder = new TemporaryFolder();

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        // The fixture's expected values are those of transformers with interpolated positions.
        [Test]
        public void AnExportForTheSizeOfThePreprocessing_ComputesWhatTransformersDoes_AndStatesThatSize()
        {
            var source = Copy("vit");
            File.WriteAllText(
                Path.Combine(source, "preprocessor_config.json"), PreprocessingRule.Stretch(width: 40, height: 56).ToJson());
            var target = _folder.Combine("target");
            var (code, output, error) = Run("export", "--model", source, "--output", target);
            Assert.That(code, Is.Zero, error);
            Assert.That(output, Does.Contain("Pictures of 56 x 40, the model's were 32 x 32: the positions of 4 x 4").And.Contain("7 x 5"));

            using var model = PretrainedModel.Load(target);
            Assert.That((model.Folder.ModelConfig.ImageHeight, model.Folder.ModelConfig.ImageWidth), Is.EqualTo((56, 40)));
            Assert.That(model.Model.Backbone.Embeddings.Positions.shape, Is.EqualTo(new long[] { 1, 36, 32 }), "none to interpolate");
            AssertComputes(model, Path.Combine(source, "expected_56x40.safetensors"));
            using var scene = OnnxModel.Load(ModelFolder.Open(target), new InferenceOptions(ExecutionProvider.Cpu, 1));
            Assert.That(Run("verify", "--model", target, "--reference", Path.Combine(source, "expected_56x40.safetensors"), "--backend",
                "onnx", "--tolerance", "1e-4").Code, Is.Zero);
        }

        [Test]
        public void ImageSize_GivesRuleConfigurationAndWeightsThatSize()
        {
            var target = _folder.Combine("target");
            var (code, _, error) = Run("export", "--model", Source("deit"), "--output", target, "--image-size", "64");
            Assert.That(code, Is.Zero, error);

            using var model = PretrainedModel.Load(target);
            Assert.That((model.Folder.ModelConfig.ImageHeight, model.Folder.ModelConfig.ImageWidth), Is.EqualTo((64, 64)));
            Assert.That(model.Folder.Rule.GetOutputSize(1, 1), Is.EqualTo((64, 64)));
            Assert.That(model.Folder.Rule.GetResizedSize(1, 1), Is.EqualTo((80, 80)), "40 for a crop of 32");

            // The same positions as the old model's when it is shown a picture of that size.
            using var before = PretrainedModel.Load(Source("deit"));
            using var pixels = rand(2, 3, 64, 64);
            using var frozen = no_grad();
            Assert.That(Fixtures.LargestDifference(model.Model.call(pixels), before.Model.call(pixels)), Is.LessThan(1e-5f));
        }

        [Test]
        public void ImageSize_OfTimmsFiles_BecomesTheHuggingFaceOne()
        {
            var target = _folder.Combine("target");
            Assert.That(Run("export", "--model", Source("timm"), "--output", target, "--image-size", "48").Code, Is.Zero);
            using var model = PretrainedModel.Load(target);
            using var before = PretrainedModel.Load(Source("timm"));
            Assert.That((model.Folder.ModelConfig.IsTimm, model.Folder.ModelConfig.ImageHeight), Is.EqualTo((false, 48)));
            using var pixels = rand(1, 3, 48, 48);
            using var frozen = no_grad();
            Assert.That(Fixtures.LargestDifference(model.Model.call(pixels), before.Model.call(pixels)), Is.LessThan(1e-5f));
        }

        [Test]
        public void AFamilyThatFitsPositionsItself_KeepsItsOwn_UnlessAnotherSizeIsAsked()
        {
            var source = Copy("dinov2");
            File.WriteAllText(
                Path.Combine(source, "preprocessor_config.json"), PreprocessingRule.Stretch(width: 24, height: 24).ToJson());
            Assert.That(Run("export", "--model", source, "--output", _folder.Combine("kept")).Code, Is.Zero);
            Assert.That(
                File.ReadAllBytes(_folder.Combine("kept", "model.safetensors")),
                Is.EqualTo(File.ReadAllBytes(Path.Combine(source, "model.safetensors"))));

            Assert.That(Run("export", "--model", source, "--output", _folder.Combine("asked"), "--image-size", "24").Code, Is.Zero);
            using var model = PretrainedModel.Load(_folder.Combine("asked"));
            Assert.That(model.Folder.ModelConfig.ImageHeight, Is.EqualTo(24));
            AssertComputes(model, Path.Combine(source, "expected_24x24.safetensors"));
        }

        [TestCase("33", 1, "--image-size is 33, which patches of 8 x 8 don't fill. Choose 32 or 40.")]
        [TestCase("5", 1, "Choose 8 or another multiple of 8.")]
        [TestCase("0", 2, "--image-size is 0; expected a whole number, 1 to 4096.")]
        [TestCase("5000", 2, "--image-size is 5000; expected a whole number, 1 to 4096.")]
        public void ASizeThatCantBe_IsRefused(string size, int expected, string message)
        {
            var (code, _, error) = Run("export", "--model", Source("vit"), "--output", _folder.Combine("target"), "--image-size", size);
            Assert.That(code, Is.EqualTo(expected));
            Assert.That(error, Does.Contain(message));
            Assert.That(Directory.Exists(_folder.Combine("target")), Is.False);
        }

        [Test]
        public void TheFoldersOwnOnnxFile_CantBeOfAnotherSize()
        {
            var (code, _, error) = Run("export", "--model", Copy("vit"), "--image-size", "64");
            Assert.That(code, Is.EqualTo(1));
            Assert.That(error, Does.Contain("another size of picture than --image-size 64").And.Contain("--output"));
        }

        [TestCase(false, null, 16)]
        [TestCase(false, 32, 32)]
        [TestCase(true, 32, 32)]
        public void Training_WritesTheSizeThatItsPicturesHad(bool fromBackbone, int? size, int expected)
        {
            var data = SyntheticPictures.WriteData(_folder, count: 4);
            var model = SyntheticPictures.WriteModel(_folder);
            var arguments = new TrainingArguments
            {
                Model = model,
                Data = data,
                Output = _folder.Combine("trained"),
                FromScratch = true,
                Train = TrainedPart.All,
                Augment = Augmentation.Flip,
                ImageSize = fromBackbone ? null : size,
                Trainer = new TrainerOptions { Epochs = 1 },
            };
            TrainingRun.Execute(arguments, new SilentObserver(), default);
            if (fromBackbone)
            {
                arguments = arguments with
                {
                    Model = arguments.Output,
                    Output = _folder.Combine("larger"),
                    FromScratch = false,
                    Train = TrainedPart.Head,
                    ImageSize = size,
                };
                TrainingRun.Execute(arguments, new SilentObserver(), default);
            }

            using var trained = PretrainedModel.Load(arguments.Output);
            var config = trained.Folder.ModelConfig;
            Assert.That((config.ImageHeight, config.ImageWidth), Is.EqualTo((expected, expected)));
            Assert.That(trained.Folder.Rule.GetOutputSize(1, 1), Is.EqualTo((expected, expected)));
            Assert.That(ModelFolder.Open(arguments.Output).InputWidth, Is.EqualTo(expected));
        }

        // Before: config.json said 16, preprocessor_config.json 24, and transformers refused the folder.
        [Test]
        public void Training_OfAModelWhosePreprocessingMakesAnotherSize_StatesThatSize()
        {
            var model = SyntheticPictures.WriteModel(_folder);
            var preprocessor = Path.Combine(model, "preprocessor_config.json");
            File.WriteAllText(preprocessor, File.ReadAllText(preprocessor).Replace("16", "24"));
            var arguments = new TrainingArguments
            {
                Model = model,
                Data = SyntheticPictures.WriteData(_folder, count: 4),
                Output = _folder.Combine("trained"),
                FromScratch = true,
                Train = TrainedPart.All,
                Augment = Augmentation.Flip,
                Trainer = new TrainerOptions { Epochs = 1 },
            };
            var observer = new SilentObserver();
            TrainingRun.Execute(arguments, observer, default);
            Assert.That(PretrainedSize(arguments.Output), Is.EqualTo(24));
            Assert.That(observer.Findings, Has.Some.Contains("Pictures of 24 x 24, the model's were 16 x 16"));
        }

        [Test]
        public void TheTrainedHead_NamesItsKind_AndNoDropoutThatNobodyApplied()
        {
            var model = SyntheticPictures.WriteModel(_folder);
            HeadModel.Change(model, model, config =>
            {
                config["problem_type"] = "multi_label_classification";
                config["hidden_dropout_prob"] = 0.25;
                config["classifier_dropout_prob"] = 0.5;
            });
            var arguments = new TrainingArguments
            {
                Model = model,
                Data = SyntheticPictures.WriteData(_folder, count: 4),
                Output = _folder.Combine("trained"),
                FromScratch = true,
                Train = TrainedPart.All,
                Augment = Augmentation.Flip,
                Trainer = new TrainerOptions { Epochs = 1 },
            };
            TrainingRun.Execute(arguments, new SilentObserver(), default);
            using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(arguments.Output, "config.json")));
            Assert.That(json.RootElement.GetProperty("problem_type").GetString(), Is.EqualTo("single_label_classification"));
            Assert.That(json.RootElement.GetProperty("hidden_dropout_prob").GetDouble(), Is.Zero);
            Assert.That(json.RootElement.TryGetProperty("classifier_dropout_prob", out _), Is.False);
        }

        private static int PretrainedSize(string directory)
        {
            using var model = PretrainedModel.Load(directory);
            return model.Folder.ModelConfig.ImageHeight;
        }

        private static void AssertComputes(PretrainedModel model, string reference)
        {
            using var expected = SafetensorsFile.Open(reference);
            using var scope = NewDisposeScope();
            using var frozen = no_grad();
            var logits = model.Model.call(Fixtures.ReadTensor(expected, "pixel_values"));
            Assert.That(Fixtures.LargestDifference(logits, Fixtures.ReadTensor(expected, "logits")), Is.LessThan(1e-5f));
        }

        private static string Source(string name) => Fixtures.Find("huggingface", name);

        private string Copy(string name)
        {
            var target = Directory.CreateDirectory(_folder.Combine(name)).FullName;
            foreach (var file in Directory.GetFiles(Source(name)))
            {
                File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
            }

            return target;
        }

        private static (int Code, string Output, string Error) Run(params string[] arguments)
        {
            using var output = new StringWriter();
            using var error = new StringWriter();
            return (Commands.Run(arguments, output, error), output.ToString(), error.ToString());
        }

        private sealed class SilentObserver : ITrainingObserver
        {
            internal List<string> Findings { get; } = [];

            public void OnNote(string text)
            {
            }

            public void OnFinding(string text) => Findings.Add(text);

            public void OnStarted(StartReport report)
            {
            }

            public void OnFinished(FinishReport report)
            {
            }

            public void OnStep(StepReport report)
            {
            }

            public void OnEpoch(EpochReport report)
            {
            }
        }
    }
}
