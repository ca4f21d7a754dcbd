using System.Linq;
using NUnit.Framework;
using Saccade.Training.Data;
using Saccade.Training.Data.Batches;

namespace Saccade.Training.Tests.Data.Batches
{
    public sealed class BatchOptionsTests
    {
        [Test]
        public void BalancedWeights_DealEveryClassEquallyOften_TheSameInTheSameEpoch()
        {
            var files = Enumerable.Range(0, 1000).Select(i => new LabelledFile("", i < 900 ? 0 : i < 990 ? 1 : 2)).ToArray();
            var options = new BatchOptions { BatchSize = 8, Seed = 3, Weights = ClassBalance.WeighPictures(files, 3) };
            var epochs = Enumerable.Range(1, 30).Select(epoch => options.Order(files.Length, epoch)).ToArray();
            var counts = epochs.SelectMany(order => order).CountBy(i => files[i].Label).ToDictionary();
            foreach (var label in new[] { 0, 1, 2 })
            {
                Assert.That(counts[label] / 30_000.0, Is.EqualTo(1 / 3.0).Within(0.01));
            }

            Assert.That(epochs, Is.All.Length.EqualTo(1000));
            Assert.That(epochs.SelectMany(order => order).Distinct().Count(), Is.EqualTo(1000), "none is left out for ever");
            Assert.That(options.Order(files.Length, 2), Is.EqualTo(epochs[1]).And.Not.EqualTo(epochs[0]));
        }
    }
}
