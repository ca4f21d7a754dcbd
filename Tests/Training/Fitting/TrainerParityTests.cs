using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text.Json;
using NUnit.Framework;
using Saccade.Training.Checkpoints;
using Saccade.Training.CommandLine;
using Saccade.Training.Fitting;
using static TorchSharp.torch;

namespace Saccade.Training.Tests.Fitting
{
    /// <summary>Training takes the steps that PyTorch takes.</summary>
    public sealed class TrainerParityTests
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
            var schedule = new LearningRateSchedule(ScheduleKind.Cosine, 3e-4, warmupSteps: 2, totalSteps: 10);
            using var optimizer = new AdamW([new("weight", weight), new("bias", bias)], weightDecay: 1e-4);
            var losses = new List<float>();
            for (var step = 0; step < 10; step++)
            {
                optimizer.ZeroGradients();
                var loss = nn.functional.cross_entropy(nn.functional.linear(features[step], weight, bias), labels[step]);
                loss.backward();
                optimizer.Step(step + 1, schedule.GetRate(step));
                losses.Add(loss.item<float>());
            }

            Assert.That(losses, Is.EqualTo(reference.ReadSingles("losses")).Within(1e-5f));
            Assert.That(Fixtures.LargestDifference(weight, Fixtures.ReadTensor(reference, "w10")), Is.LessThan(1e-6f));
            Assert.That(Fixtures.LargestDifference(bias, Fixtures.ReadTensor(reference, "b10")), Is.LessThan(1e-6f));
        }

        [TestCase("head", "head")]
        [TestCase("last-block", "last-1")]
        [TestCase("all", "all")]
        [TestCase("all-accumulate-clip-smooth", "all")]
        public void TheCommand_IsTransformersRun_StepForStep(string name, string part)
        {
            using var folder = new TemporaryFolder();
            var output = folder.Combine("output");
            using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Run, "expected.json")));
            var expected = json.RootElement.EnumerateArray().Single(run => run.GetProperty("name").GetString() == name);
            string Setting(string key) => expected.GetProperty(key).GetRawText();

            var clip = Setting("max_gradient_norm");
            string[] arguments =
            [
                "train", "--model", Path.Combine(Run, "model"), "--data", Path.Combine(Run, "data"), "--output", output, "--train", part,
                "--augment", "none", "--no-shuffle", "--progress", "plain",
                "--epochs", Setting("epochs"), "--batch-size", Setting("batch_size"), "--accumulate",
                Setting("gradient_accumulation_steps"), "--learning-rate", Setting("learning_rate"),
                "--weight-decay", Setting("weight_decay"), "--label-smoothing", Setting("label_smoothing"),
                .. clip == "null" ? Array.Empty<string>() : ["--max-gradient-norm", clip],
            ];
            var error = new StringWriter();
            Assert.That(Commands.Run(arguments, TextWriter.Null, error), Is.Zero, error.ToString());

            AssertSteps(output, expected);
            AssertEpochs(output, expected);
            AssertWeights(output, name);
        }

        private static void AssertSteps(string output, JsonElement expected)
        {
            var steps = ReadLines(output, "steps.jsonl");
            string[] keys = ["step", "epoch", "loss", "learningRate", "gradientNorm"];
            Assert.That(steps[0].EnumerateObject().Select(property => property.Name), Is.EqualTo(keys));
            Assert.That(Numbers(steps, "step"), Is.EqualTo(Enumerable.Range(1, steps.Length)));
            Assert.That(Numbers(steps, "loss"), Is.EqualTo(Numbers(expected, "steps", "loss")).Within(1e-5));
            Assert.That(Numbers(steps, "learningRate"), Is.EqualTo(Numbers(expected, "steps", "learning_rate")).Within(1e-9));
            if (expected.GetProperty("max_gradient_norm").ValueKind != JsonValueKind.Null)
            {
                Assert.That(Numbers(steps, "gradientNorm"), Is.EqualTo(Numbers(expected, "steps", "gradient_norm")).Within(1e-4));
            }
        }

        private static void AssertEpochs(string output, JsonElement expected)
        {
            var epochs = ReadLines(output, "metrics.jsonl");
            string[] keys = ["epoch", "trainLoss", "validationLoss", "validationMacroAccuracy", "validationAccuracy", "imagesPerSecond"];
            Assert.That(epochs[0].EnumerateObject().Select(property => property.Name), Is.EqualTo(keys));
            Assert.That(Numbers(epochs, "trainLoss"), Is.EqualTo(Numbers(expected, "epochs_log", "train_loss")).Within(1e-5));
            Assert.That(Numbers(epochs, "validationLoss"), Is.EqualTo(Numbers(expected, "epochs_log", "validation_loss")).Within(1e-5));
            Assert.That(
                Numbers(epochs, "validationMacroAccuracy"),
                Is.EqualTo(Numbers(expected, "epochs_log", "validation_macro_accuracy")).Within(1e-6));
        }

        private static void AssertWeights(string output, string name)
        {
            using var actual = SafetensorsFile.Open(Path.Combine(output, "model.safetensors"));
            using var reference = SafetensorsFile.Open(Path.Combine(Run, $"after-{name}", "model.safetensors"));

            // A bias on every key shifts a whole row of scores, which softmax ignores: its gradient is nothing but rounding,
            // and AdamW divides it by its own size.
            foreach (var tensor in actual.Entries.Keys.Where(tensor => !tensor.EndsWith("key.bias")))
            {
                Assert.That(actual.ReadSingles(tensor), Is.EqualTo(reference.ReadSingles(tensor)).Within(1e-5f), tensor);
            }
        }

        private static JsonElement[] ReadLines(string output, string file) => File.ReadLines(Path.Combine(output, "training", file))
                .Select(line => JsonSerializer.Deserialize<JsonElement>(line))
                .ToArray();

        private static double[] Numbers(JsonElement run, string list, string name) => Numbers(run.GetProperty(list).EnumerateArray(), name);

        private static double[] Numbers(IEnumerable<JsonElement> entries, string name) =>
            entries.Select(entry => entry.GetProperty(name).GetDouble()).ToArray();
    }
}
