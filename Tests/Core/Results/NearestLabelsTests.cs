using NUnit.Framework;
using Saccade.Results;

namespace Saccade.Core.Tests.Results
{
    public sealed class NearestLabelsTests
    {
        private static readonly string[] Labels = ["hammerhead", "tabby, tabby cat", "Dog", "frog", "fog", "Dog"];

        [TestCase("dgo", "Dog")]
        [TestCase("dog", "Dog")]
        [TestCase("tabby cat", "tabby, tabby cat")]
        [TestCase("hammer", "hammerhead")]
        [TestCase("froog", "frog")]
        public void Slip_IsFound(string text, string expected) =>
            Assert.That(NearestLabels.Find(text, Labels, 3)[0], Is.EqualTo(expected));

        [Test]
        public void NoLabel_IsNamedTwice_AndNoMoreThanThereAre() =>
            Assert.That(NearestLabels.Find("x", Labels, 9), Is.Unique.And.Count.EqualTo(5));
    }
}
