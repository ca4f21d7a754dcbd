using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Saccade.Training.Export;

namespace Saccade.Training.Tests.Export
{
    public sealed class QuantizationTests
    {
        [TestCase(7, 63)]
        [TestCase(8, 127)]
        public void AnyMatrix_StaysWithinTheLevels_AndWithinHalfAScaleOfItsWeights(int bits, int limit)
        {
            var matrices =
                from rows in Gen.Choose(0, 8)
                from columns in Gen.Choose(1, 8)
                from exponent in Gen.Choose(-30, 30)
                from weights in Gen.Choose(-1000, 1000).ArrayOf(rows * columns)
                select (columns, Weights: weights.Select(weight => MathF.ScaleB(weight / 7f, exponent)).ToArray());
            var property = Prop.ForAll(matrices.ToArbitrary(), matrix =>
            {
                var quantized = Quantization.Quantize(matrix.Weights, matrix.columns, bits);
                Assert.That(quantized.Scales, Has.Length.EqualTo(matrix.columns).And.All.Positive);
                Assert.That(quantized.Levels, Has.Length.EqualTo(matrix.Weights.Length).And.All.InRange(-limit, limit));
                for (var i = 0; i < matrix.Weights.Length; i++)
                {
                    var scale = (double)quantized.Scales[i % matrix.columns];
                    Assert.That(quantized.Levels[i] * scale, Is.EqualTo(matrix.Weights[i]).Within(scale * 0.5001));
                }
            });
            Check.One(Config.QuickThrowOnFailure.WithReplay(1, 1), property);
        }

        [TestCase(7, 63)]
        [TestCase(8, 127)]
        public void TheLargestWeightOfAColumn_TakesTheOutermostLevel(int bits, int limit)
        {
            var quantized = Quantization.Quantize([1, -4, -2, 2], 2, bits);
            Assert.That(quantized.Levels[2], Is.EqualTo(-limit));
            Assert.That(quantized.Levels[1], Is.EqualTo(-limit));
            Assert.That(quantized.Scales, Is.EqualTo(new[] { 2f / limit, 4f / limit }));
        }

        [Test]
        public void ColumnsOfZeros_AndOfTheSmallestNumbers_BecomeZeros()
        {
            var quantized = Quantization.Quantize([0, float.Epsilon, -0f, 0], 2, 8);
            Assert.That(quantized.Levels, Is.All.Zero);
            Assert.That(quantized.Scales, Is.All.EqualTo(1f));
        }

        [Test]
        public void AHugeColumn_LeavesTheOthersAsTheyAre()
        {
            var alone = Quantization.Quantize([0.5f, -0.25f], 1, 8);
            var beside = Quantization.Quantize([0.5f, float.MaxValue, -0.25f, 1], 2, 8);
            Assert.That(new[] { beside.Levels[0], beside.Levels[2] }, Is.EqualTo(alone.Levels));
            Assert.That(beside.Scales[0], Is.EqualTo(alone.Scales[0]));
            Assert.That((beside.Levels[1], beside.Levels[3]), Is.EqualTo(((sbyte)127, (sbyte)0)));
        }

        [TestCase(float.NaN)]
        [TestCase(float.PositiveInfinity)]
        [TestCase(float.NegativeInfinity)]
        public void AWeightThatIsNoNumber_ShowsInItsColumnAlone(float weight)
        {
            var quantized = Quantization.Quantize([1, weight, 2, 3], 2, 8);
            Assert.That(float.IsFinite(quantized.Scales[0]), Is.True);
            Assert.That(float.IsNaN(quantized.Levels[1] * quantized.Scales[1]), Is.True);
        }
    }
}
