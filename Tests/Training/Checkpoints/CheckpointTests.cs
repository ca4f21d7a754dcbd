using System.IO;
using System.Linq;
using NUnit.Framework;
using Saccade.Preprocessing;
using Saccade.Training.Checkpoints;
using Saccade.Training.Model;
using static TorchSharp.torch;

namespace Saccade.Training.Tests.Checkpoints
{
    public sealed class CheckpointTests
    {
        private static readonly string Config = Fixtures.Find("huggingface", "vit", "config.json");
        private static readonly string Weights = Fixtures.Find("huggingface", "vit", "model.safetensors");

        [Test]
        public void Load_ReportsTheUnusedPooler_AndTakesAllElse()
        {
            using var model = new ImageClassifier(ModelConfig.ReadFile(Config), 5);
            var report = Checkpoint.Load(model, Weights, newHead: false);
            Assert.That(report.Taken, Is.EquivalentTo(model.state_dict().Keys));
            Assert.That(report.New, Is.Empty);
            Assert.That(report.Unused, Is.EqualTo(new[] { "vit.pooler.dense.bias", "vit.pooler.dense.weight" }));
        }

        [Test]
        public void Load_WithANewHead_LeavesTheHeadAsItWasInitialised()
        {
            using var scope = NewDisposeScope();
            using var model = new ImageClassifier(ModelConfig.ReadFile(Config), 7);
            var before = model.Head!.Output.weight.detach().clone();
            var report = Checkpoint.Load(model, Weights, newHead: true);
            Assert.That(report.New, Is.EquivalentTo(new[] { "classifier.weight", "classifier.bias" }));
            Assert.That(model.Head!.Output.weight.Equals(before), Is.True);
        }

        [Test]
        public void Load_OfAHeadWithOtherClasses_SaysBothShapes()
        {
            using var model = new ImageClassifier(ModelConfig.ReadFile(Config), 7);
            Assert.That(
                () => Checkpoint.Load(model, Weights, newHead: false),
                Throws.TypeOf<InvalidDataException>().With.Message.Contains("[5, 32]").And.Message.Contains("[7, 32]"));
        }

        [Test]
        public void Load_OfWeightsThatLackABlock_NamesTheMissingTensor()
        {
            var config = ModelConfig.Parse(
                File.ReadAllText(Config).Replace("\"num_hidden_layers\": 3", "\"num_hidden_layers\": 4"), "config.json");
            using var model = new ImageClassifier(config, 5);
            Assert.That(
                () => Checkpoint.Load(model, Weights, newHead: false),
                Throws.TypeOf<InvalidDataException>().With.Message.Contains("vit.encoder.layer.3."));
        }

        [Test]
        public void Load_OfABaseCheckpoint_FindsNamesWithoutPrefix()
        {
            using var folder = new TemporaryFolder();
            var path = folder.Combine("base.safetensors");
            using (var file = SafetensorsFile.Open(Weights))
            {
                SafetensorsWriter.Write(path, file.Entries.Values.Select(entry => new SafetensorsTensor(
                    entry.Name.Replace("vit.", ""), entry.Shape, () => file.ReadSingles(entry.Name))));
            }

            using var model = new ImageClassifier(ModelConfig.ReadFile(Config), 5);
            var report = Checkpoint.Load(model, path, newHead: true);
            Assert.That(report.New, Has.Count.EqualTo(2));
            Assert.That(report.Taken, Has.Count.EqualTo(model.state_dict().Count - 2));
        }

        [Test]
        public void SaveAndLoad_KeepEveryBit()
        {
            using var folder = new TemporaryFolder();
            using var model = new ImageClassifier(ModelConfig.ReadFile(Config), 5);
            using var copy = new ImageClassifier(ModelConfig.ReadFile(Config), 5);
            Initialization.FromScratch(model);
            Checkpoint.Save(model, folder.Combine("model.safetensors"));
            Checkpoint.Load(copy, folder.Combine("model.safetensors"), newHead: false);
            foreach (var (name, parameter) in model.named_parameters())
            {
                Assert.That(copy.state_dict()[name].Equals(parameter), Is.True, name);
            }
        }
    }
}
