using System;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Saccade.Preprocessing;

namespace Saccade.Core.Tests.Preprocessing
{
    public sealed class TapTableTests
    {
        private const int One = 1 << TapTable.WeightBits;

        private static readonly Config Seeded = Config.QuickThrowOnFailure.WithReplay(20261123, 297).WithMaxTest(300);

        [Test]
        public void Create_AnySizes_TapsStayInsideAndSumToOne()
        {
            var sizes = Gen.Choose(1, 400).Three().Zip(Gen.Choose(0, 5)).ToArbitrary();
            Prop.ForAll(sizes, drawn =>
            {
                var ((source, resized, length), filter) = drawn;
                var offset = Math.Max(0, (resized - length) / 2);
                var taps = TapTable.Create(source, resized, (ResampleFilter)filter, offset, Math.Min(length, resized));
                for (var i = 0; i < taps.Length; i++)
                {
                    var sum = 0;
                    foreach (var weight in taps.Weights.Slice(i * taps.Stride, taps.Stride))
                    {
                        sum += weight;
                    }

                    var inside = taps.Counts[i] >= 1 && taps.Starts[i] >= 0 && taps.Starts[i] + taps.Counts[i] <= source;

                    // Each weight is rounded by itself, by half of the last bit at most.
                    if (!inside || Math.Abs(sum - One) > taps.Stride)
                    {
                        return false;
                    }
                }

                return true;
            }).Check(Seeded);
        }

        [Test]
        public void Create_CropLargerThanPicture_PadsWithEmptyTaps()
        {
            var taps = TapTable.Create(3, 3, ResampleFilter.Bilinear, -2, 7);

            Assert.That(taps.Counts.ToArray(), Is.EqualTo(new[] { 0, 0, 1, 1, 1, 0, 0 }));
            Assert.That(taps.Starts.ToArray()[2..5], Is.EqualTo(new[] { 0, 1, 2 }));
        }

        [Test]
        public void Create_SameLength_IsIdentity()
        {
            Assert.That(TapTable.Create(9, 9, ResampleFilter.Bicubic, 0, 9).IsIdentity, Is.True);
            Assert.That(TapTable.Create(9, 8, ResampleFilter.Bicubic, 0, 8).IsIdentity, Is.False);
        }

        [Test]
        public void Create_UnknownFilter_IsRefused() =>
            Assert.That(() => TapTable.Create(4, 2, (ResampleFilter)9, 0, 2), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
