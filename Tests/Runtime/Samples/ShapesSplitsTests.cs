using System;
using System.Linq;
using NUnit.Framework;
using Saccade.Samples.Shapes;

namespace Saccade.Runtime.Tests.Samples
{
    internal sealed class ShapesSplitsTests
    {
        [Test]
        public void NoSeed_IsInTwoSplits()
        {
            var train = ShapesSplits.Seeds(ShapesSplit.Train).Take(800).ToHashSet();
            var validation = ShapesSplits.Seeds(ShapesSplit.Validation).Take(800).ToHashSet();
            var test = ShapesSplits.Seeds(ShapesSplit.Test).Take(800).ToHashSet();

            Assert.That(train.Overlaps(validation) || train.Overlaps(test) || validation.Overlaps(test), Is.False);
        }

        [Test]
        public void Seeds_AreEightToOneToOne()
        {
            var counts = new int[3];
            for (var seed = -5000; seed < 5000; seed++)
            {
                counts[(int)ShapesSplits.Of(seed)]++;
            }

            Assert.That(counts[(int)ShapesSplit.Train] / 10000.0, Is.EqualTo(0.8).Within(0.02));
            Assert.That(counts[(int)ShapesSplit.Validation] / 10000.0, Is.EqualTo(0.1).Within(0.01));
            Assert.That(counts[(int)ShapesSplit.Test] / 10000.0, Is.EqualTo(0.1).Within(0.01));
        }

        [Test]
        public void Seeds_RiseFromWhereTheyAreTold()
        {
            var seeds = ShapesSplits.Seeds(ShapesSplit.Test, 5000).Take(10).ToArray();

            Assert.That(seeds, Is.Ordered.And.Unique);
            Assert.That(seeds, Has.All.GreaterThanOrEqualTo(5000));
        }

        [Test]
        public void Seeds_EndWithTheGreatest() =>
            Assert.That(ShapesSplits.Seeds(ShapesSplits.Of(int.MaxValue), int.MaxValue), Is.EqualTo(new[] { int.MaxValue }));

        [Test]
        public void UnknownSplit_HasNoFolder() =>
            Assert.That(() => ShapesSplits.FolderOf((ShapesSplit)7), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
