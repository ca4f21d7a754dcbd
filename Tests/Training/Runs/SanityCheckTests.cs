using System;
using System.Linq;
using NUnit.Framework;
using Saccade.Training.Data.Batches;
using Saccade.Training.Fitting;
using Saccade.Training.ModelFolders;
using Saccade.Training.Runs;
using static TorchSharp.torch;

namespace Saccade.Training.Tests.Runs
{
    public sealed class SanityCheckTests
    {
        private static readonly string Model = Fixtures.Find("huggingface", "training", "model");
        private static readonly string[] NewLabels = Enumerable.Range(0, 37).Select(i => $"class {i}").ToArray();

        [TestCase("head", 2, 54)]
        [TestCase("last-1", 20, 36)]
        [TestCase("all", 56, 0)]
        public void GradientsAreWhereTheyShouldBe_AndTheLossIsThatOfGuessing(string part, int learning, int frozen)
        {
            using var scope = NewDisposeScope();
            using var start = Load(part, NewLabels);
            var said = Check(start);
            Assert.That(said, Does.Contain($"all {learning} tensors that learn and in none of the {frozen} others"));
            Assert.That(said, Does.Contain("as expected near ln 37 = 3.611"));
            foreach (var (name, parameter) in start.Model.named_parameters())
            {
                Assert.That(parameter.grad is null || parameter.grad.count_nonzero().item<long>() == 0, name);
            }
        }

        [Test]
        public void AHeadThatWasKept_IsNotExpectedToGuess()
        {
            using var scope = NewDisposeScope();
            using var start = Load("head", ["kind-0", "kind-1", "kind-2"]);
            Assert.That(start.HasNewHead, Is.False);
            Assert.That(Check(start), Does.Contain("with the head it came with"));
        }

        [Test]
        public void ANewHead_CanBeAskedFor()
        {
            using var scope = NewDisposeScope();
            using var start = Load("head", ["kind-0", "kind-1", "kind-2"], newHead: true);
            Assert.That(start.HasNewHead, Is.True);
            Assert.That(Check(start), Does.Contain("near ln 3 = 1.099"));
        }

        [Test]
        public void ALossFarFromGuessing_IsPointedOut()
        {
            using var scope = NewDisposeScope();
            using var start = Load("head", NewLabels);
            using (no_grad())
            {
                start.Model.Head!.Output.weight.mul_(1000);
            }

            Assert.That(Check(start), Does.Contain("FAR from ln 37"));
        }

        [Test]
        public void BrokenWeights_AreRefused()
        {
            using var scope = NewDisposeScope();
            using var start = Load("head", NewLabels);
            using (no_grad())
            {
                start.Model.Backbone.Norm.weight.fill_(float.NaN);
            }

            Assert.That(() => Check(start), Throws.TypeOf<TrainingException>().With.Message.Contains("broken"));
        }

        [Test]
        public void AFrozenWeightWithAGradient_IsRefused_ByName()
        {
            using var scope = NewDisposeScope();
            using var start = Load("head", NewLabels);
            start.Model.Backbone.Norm.weight.grad = ones_like(start.Model.Backbone.Norm.weight);
            Assert.That(() => Check(start), Throws.TypeOf<TrainingException>().With.Message.Contains("'vit.layernorm.weight' is frozen"));
        }

        [Test]
        public void MoreBlocksThanThereAre_AreRefused() =>
            Assert.That(() => Load("last-4", NewLabels), Throws.TypeOf<TrainingException>().With.Message.Contains("the model has 3"));

        private static StartingModel Load(string part, string[] labels, bool newHead = false)
        {
            Assert.That(TrainedPart.TryParse(part, out var trained), Is.True);
            var arguments = new TrainingArguments { Model = Model, Data = "", Output = "", Train = trained, NewHead = newHead };
            return StartingModel.Load(arguments, ModelDescription.Open(Model), labels, isMultiLabel: false);
        }

        private static string Check(StartingModel start)
        {
            manual_seed(1);
            var learner = TrainingSamples.MakeLearner(start, start.Model.call);
            var trainer = new Trainer(learner, new TrainerOptions(), seed: 1, TimeProvider.System);
            using var batch = new Batch(randn(8, 3, 32, 32), arange(8, int64) % start.Model.Classes);
            return SanityCheck.Run(start, trainer, batch);
        }
    }
}
