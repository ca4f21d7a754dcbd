using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Threading;
using NUnit.Framework;
using Saccade.Preprocessing;
using Saccade.Training.Checkpoints;
using Saccade.Training.Data;
using Saccade.Training.Fitting;
using Saccade.Training.Model;
using static TorchSharp.torch;

namespace Saccade.Training.Tests.Fitting
{
    /// <summary>Training takes the steps that PyTorch takes.</summary>
    public sealed class TrainerParityTest
    {
        private static readonly string Run = Fixtures.Find("huggingface", "training");

        [Test]
        public void AdamW_WithTheSchedule_TakesPyTorchsSteps()
        {
            using var scope = NewDisposeScope();
            using var reference = SafetensorsFile.Open(Fixtures.Find("adamw.safetensors"));
            var weight = nn.Parameter(Fixtures.ReadTensor(reference, "w0"));
            var bias = nn.Parameter(Fixtures.ReadTensor(reference, "b0"));
            var features = Fixtures.ReadTensor(reference, "features");
            var labels = tensor(
                MemoryMarshal.Cast<byte, long>(reference.ReadBytes("labels")).ToArray(), reference.Entries["labels"].Shape.ToArray());
            var schedule = new CosineSchedule(3e-4, warmupSteps: 2, totalSteps: 10);
            using var optimizer = optim.AdamW([weight, bias], schedule.LearningRate, weight_decay: 1e-4);
            var losses = new List<float>();
            for (var step = 0; step < 10; step++)
            {
                optimizer.ParamGroups.Single().LearningRate = schedule.GetRate(step);
                optimizer.zero_grad();
                var loss = nn.functional.cross_entropy(nn.functional.linear(features[step], weight, bias), labels[step]);
                loss.backward();
                optimizer.step();
                losses.Add(loss.item<float>());
            }

            Assert.That(losses, Is.EqualTo(reference.ReadSingles("losses")).Within(1e-5f));
            Assert.That(Fixtures.LargestDifference(weight, Fixtures.ReadTensor(reference, "w10")), Is.LessThan(1e-6f));
            Assert.That(Fixtures.LargestDifference(bias, Fixtures.ReadTensor(reference, "b10")), Is.LessThan(1e-6f));
        }

        [TestCase("head", false)]
        [TestCase("head", true)]
        [TestCase("all", false)]
        public void ARun_IsTransformersRun_StepForStep(string name, bool cachedFeatures)
        {
            using var scope = NewDisposeScope();
            using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Run, "expected.json")));
            var expected = json.RootElement.EnumerateArray().Single(run => run.GetProperty("name").GetString() == name);
            using var model = LoadModel();
            model.SetBackboneTrainable(name == "all");
            var record = new Record();

            Train(model, expected, cachedFeatures, record);

            Assert.That(record.Steps.Select(step => step.Loss), Is.EqualTo(Numbers(expected, "steps", "loss")).Within(2e-5));
            Assert.That(
                record.Steps.Select(step => step.LearningRate), Is.EqualTo(Numbers(expected, "steps", "learning_rate")).Within(1e-9));
            Assert.That(
                record.Epochs.Select(epoch => epoch.TrainLoss), Is.EqualTo(Numbers(expected, "epochs_log", "train_loss")).Within(2e-5));
            Assert.That(
                record.Epochs.Select(epoch => epoch.ValidationLoss),
                Is.EqualTo(Numbers(expected, "epochs_log", "validation_loss")).Within(2e-5));
            Assert.That(
                record.Epochs.Select(epoch => epoch.ValidationMacroAccuracy),
                Is.EqualTo(Numbers(expected, "epochs_log", "validation_macro_accuracy")).Within(1e-6));
            using var after = SafetensorsFile.Open(Path.Combine(Run, $"after-{name}", "model.safetensors"));

            // A bias on every key shifts a whole row of scores, which softmax ignores: its gradient is nothing but rounding,
            // and AdamW divides it by its own size.
            foreach (var (parameterName, parameter) in model.named_parameters().Where(named => !named.name.EndsWith("key.bias")))
            {
                Assert.That(
                    Fixtures.LargestDifference(parameter, Fixtures.ReadTensor(after, parameterName)), Is.LessThan(2e-4f), parameterName);
            }
        }

        private static void Train(ImageClassifier model, JsonElement expected, bool cachedFeatures, Record record)
        {
            var folder = DataSet.Open(Path.Combine(Run, "data"));
            var rule = PreprocessingRule.ReadFile(Path.Combine(Run, "model", "preprocessor_config.json"));
            var batches = new BatchOptions { BatchSize = expected.GetProperty("batch_size").GetInt32() };
            var options = new TrainerOptions
            {
                Epochs = expected.GetProperty("epochs").GetInt32(),
                LearningRate = expected.GetProperty("learning_rate").GetDouble(),
                WeightDecay = expected.GetProperty("weight_decay").GetDouble(),
                LabelSmoothing = expected.GetProperty("label_smoothing").GetDouble(),
                Keep = KeptEpoch.Last,
            };
            using var train = new PictureSet(folder.Train, rule, 32, 32, long.MaxValue);
            using var validation = new PictureSet(folder.Validation, rule, 32, 32, long.MaxValue);
            var trained = model.parameters().Where(parameter => parameter.requires_grad).ToArray();
            if (cachedFeatures)
            {
                using var trainFeatures = new FeatureBatches(model.Backbone.call, train, batches, CancellationToken.None);
                using var validationFeatures = new FeatureBatches(model.Backbone.call, validation, batches, CancellationToken.None);
                var trainer = new Trainer(model.Classify, trained, 3, options);
                trainer.Fit(trainFeatures, validationFeatures, record, CancellationToken.None);
            }
            else
            {
                new Trainer(model.call, trained, 3, options).Fit(
                    new PixelBatches(train, batches), new PixelBatches(validation, batches), record, CancellationToken.None);
            }
        }

        private static ImageClassifier LoadModel()
        {
            var config = ModelConfig.ReadFile(Path.Combine(Run, "model", "config.json"));
            var model = new ImageClassifier(config, config.Labels.Count);
            Checkpoint.Load(model, Path.Combine(Run, "model", "model.safetensors"), newHead: false);
            return model;
        }

        private static double[] Numbers(JsonElement run, string list, string name)
        {
            return run.GetProperty(list).EnumerateArray().Select(entry => entry.GetProperty(name).GetDouble()).ToArray();
        }

        private sealed class Record : ITrainerObserver
        {
            internal List<StepReport> Steps { get; } = [];

            internal List<EpochReport> Epochs { get; } = [];

            public void OnStep(StepReport report)
            {
                Steps.Add(report);
            }

            public void OnEpoch(EpochReport report)
            {
                Epochs.Add(report);
            }
        }
    }
}
