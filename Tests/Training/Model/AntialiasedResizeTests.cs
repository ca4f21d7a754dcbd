using NUnit.Framework;
using Saccade.Training.Model;
using static TorchSharp.torch;

namespace Saccade.Training.Tests.Model
{
    public sealed class AntialiasedResizeTests
    {
        [TestCase(1, 1)]
        [TestCase(3, 5)]
        [TestCase(16, 16)]
        [TestCase(37, 20)]
        public void AConstantGrid_StaysConstant(int rows, int columns)
        {
            using var scope = NewDisposeScope();
            var resized = AntialiasedResize.Apply(full([2, 3, 16, 9], 0.75f), rows, columns);
            Assert.That(resized.shape, Is.EqualTo(new long[] { 2, 3, rows, columns }));
            Assert.That(Fixtures.LargestDifference(resized, full([2, 3, rows, columns], 0.75f)), Is.LessThan(1e-6f));
        }

        [Test]
        public void ItsOwnSize_LeavesAGridAsItIs()
        {
            using var scope = NewDisposeScope();
            using var generator = new Generator(1);
            var grid = randn([2, 3, 7, 5], generator: generator);
            Assert.That(Fixtures.LargestDifference(AntialiasedResize.Apply(grid, 7, 5), grid), Is.LessThan(1e-6f));
        }

        [Test]
        public void ARampAtHalfItsSize_IsARampAwayFromTheEdges()
        {
            using var scope = NewDisposeScope();
            var ramp = arange(32, dtype: ScalarType.Float32);
            var wide = ramp.view(1, 1, 1, 32).expand(1, 1, 4, 32);
            var expected = (arange(16, dtype: ScalarType.Float32) * 2 + 0.5f).narrow(0, 2, 12);

            var columns = AntialiasedResize.Apply(wide, 4, 16)[0, 0, 1].narrow(0, 2, 12);
            var rows = AntialiasedResize.Apply(wide.transpose(2, 3), 16, 4)[0, 0].select(1, 1).narrow(0, 2, 12);

            Assert.That(Fixtures.LargestDifference(columns, expected), Is.LessThan(1e-5f));
            Assert.That(Fixtures.LargestDifference(rows, expected), Is.LessThan(1e-5f));
        }
    }
}
