using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using NUnit.Framework;
using Saccade.Training.Checkpoints;
using Saccade.Training.Fitting.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace Saccade.Training.Tests.Fitting.Losses
{
    /// <summary>Losses and their gradients against PyTorch's and torchvision's.</summary>
    public sealed class ClassificationLossTests
    {
        private static readonly ClassificationLoss Sigmoids = new() { Kind = LossKind.Bce, IsMultiLabel = true };

        private SafetensorsFile _file = null!;
        private DisposeScope _scope = null!;

        [SetUp]
        public void Open()
        {
            _file = SafetensorsFile.Open(Fixtures.Find("trainer", "losses.safetensors"));
            _scope = NewDisposeScope();
        }

        [TearDown]
        public void Close()
        {
            _scope.Dispose();
            _file.Dispose();
        }

        [TestCase("cross_entropy", 0.0, false)]
        [TestCase("cross_entropy_smoothing_0.1", 0.1, false)]
        [TestCase("cross_entropy_class_weights", 0.0, true)]
        [TestCase("cross_entropy_class_weights_smoothing_0.1", 0.1, true)]
        public void CrossEntropy_EqualsPyTorchs(string name, double smoothing, bool isWeighted) => Compare(
            name, new ClassificationLoss { Smoothing = smoothing, ClassWeights = isWeighted ? Singles("class_weights") : null }, Classes());

        [Test]
        public void CrossEntropyOfMixedPictures_EqualsPyTorchs() =>
            Compare("cross_entropy_soft_targets", new ClassificationLoss(), Read("soft_targets"));

        [Test]
        public void FocalLossOnASoftmax_IsItsDefinition() =>
            Compare("softmax_focal_gamma_2", new ClassificationLoss { Kind = LossKind.Focal }, Classes());

        [TestCase("bce", false)]
        [TestCase("bce_pos_weight", true)]
        public void BinaryCrossEntropy_EqualsPyTorchs(string name, bool isWeighted) => Compare(
            name, Sigmoids with { ClassWeights = isWeighted ? Singles("pos_weight") : null }, Read("multi_labels"));

        [TestCase("sigmoid_focal_alpha_0.25_gamma_2", 0.25)]
        [TestCase("sigmoid_focal_no_alpha_gamma_2", null)]
        public void FocalLossOnSigmoids_EqualsTorchvisions(string name, double? alpha) =>
            Compare(name, Sigmoids with { Kind = LossKind.Focal, Alpha = alpha }, Read("multi_labels"));

        [Test]
        public void FocalLossWithoutFocus_IsTheCrossEntropy_AlsoWithWeights_Smoothing_AndMixedPictures()
        {
            var logits = Read("logits");
            foreach (var weights in new[] { null, Singles("class_weights") })
            {
                foreach (var smoothing in new[] { 0, 0.1 })
                {
                    var focal = new ClassificationLoss { Kind = LossKind.Focal, Gamma = 0, Smoothing = smoothing, ClassWeights = weights };
                    var sigmoids = focal with { IsMultiLabel = true };
                    AssertSame(sigmoids, sigmoids with { Kind = LossKind.Bce }, Read("multi_labels"));
                    AssertSame(focal, focal with { Kind = LossKind.CrossEntropy }, Read("soft_targets"));
                    if (smoothing == 0)
                    {
                        AssertSame(focal, focal with { Kind = LossKind.CrossEntropy }, Classes());
                    }
                }
            }

            void AssertSame(ClassificationLoss first, ClassificationLoss second, Tensor targets) => Assert.That(
                first.Compute(logits, targets).item<float>(), Is.EqualTo(second.Compute(logits, targets).item<float>()).Within(1e-6f));
        }

        [Test]
        public void WhatWeightsAreJudgedBy_IsThePlainLoss()
        {
            var focal = Sigmoids with { Kind = LossKind.Focal, ClassWeights = Singles("pos_weight"), Smoothing = 0.1 };
            Compare("bce", focal.Plain, Read("multi_labels"));
            Compare("cross_entropy", new ClassificationLoss { Kind = LossKind.Focal, Smoothing = 0.1 }.Plain, Classes());
        }

        private void Compare(string name, ClassificationLoss loss, Tensor targets)
        {
            var logits = Read("logits").requires_grad_();
            var value = loss.Compute(logits, targets);
            value.backward();
            Assert.That(value.item<float>(), Is.EqualTo(Singles($"{name}.loss").Single()).Within(1e-6f));
            Assert.That(Fixtures.LargestDifference(logits.grad!, Read($"{name}.gradient")), Is.LessThanOrEqualTo(1e-6f));
        }

        private float[] Singles(string name) => _file.ReadSingles(name);

        private Tensor Read(string name) => Fixtures.ReadTensor(_file, name);

        // Weights are never whole numbers, so the reader of weights doesn't take them.
        private Tensor Classes()
        {
            var bytes = File.ReadAllBytes(_file.Path);
            var data = bytes.AsSpan(8 + (int)BitConverter.ToInt64(bytes));
            return tensor(MemoryMarshal.Cast<byte, long>(data[..48]).ToArray());
        }
    }
}
