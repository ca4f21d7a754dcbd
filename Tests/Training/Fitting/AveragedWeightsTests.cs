using System.Linq;
using NUnit.Framework;
using Saccade.Training.Checkpoints;
using Saccade.Training.Fitting;
using TorchSharp;
using static TorchSharp.torch;

namespace Saccade.Training.Tests.Fitting
{
    public sealed class AveragedWeightsTests
    {
        private DisposeScope _scope = null!;
        private SafetensorsFile _reference = null!;

        [SetUp]
        public void OpenReference()
        {
            _scope = NewDisposeScope();
            _reference = SafetensorsFile.Open(Fixtures.Find("trainer", "ema.safetensors"));
        }

        [TearDown]
        public void CloseReference()
        {
            _reference.Dispose();
            _scope.Dispose();
        }

        [TestCase("torch_swa_utils_ema_decay_0.9", 1)]
        [TestCase("timm_model_ema_v3_decay_0.9", 0, Description = "The fixture counts steps from 0.")]
        public void TheAverage_IsThatOfTheLibrary(string name, int firstStep)
        {
            var weights = Fixtures.ReadTensor(_reference, "weights_start_then_after_each_step");
            var expected = Fixtures.ReadTensor(_reference, name);
            var weight = nn.Parameter(weights[0].clone());
            using var averages = new AveragedWeights([new("weight", weight)], 0.9);
            for (var step = 0; step < expected.shape[0]; step++)
            {
                using (no_grad())
                {
                    weight.copy_(weights[step + 1]);
                }

                averages.Update(firstStep + step);
                Assert.That(
                    Fixtures.LargestDifference(averages.State.Single().Value, expected[step]), Is.LessThan(1e-6f), $"step {step}");
            }
        }

        [Test]
        public void WhatIsShown_GoesBackBitForBit()
        {
            var weight = nn.Parameter(tensor(new[] { 0.1f, 0.2f }));
            using var averages = new AveragedWeights([new("weight", weight)], 0.5);
            averages.Update(1);
            using (no_grad())
            {
                weight.mul_(3);
            }

            averages.Update(2);
            var before = weight.data<float>().ToArray();
            using (averages.Show())
            {
                Assert.That(weight.data<float>().ToArray(), Is.EqualTo(new[] { 0.2f, 0.4f }).Within(1e-6f));
            }

            Assert.That(weight.data<float>().ToArray(), Is.EqualTo(before));
            Assert.That(averages.State.Single().Value.data<float>().ToArray(), Is.EqualTo(new[] { 0.2f, 0.4f }).Within(1e-6f));
        }
    }
}
