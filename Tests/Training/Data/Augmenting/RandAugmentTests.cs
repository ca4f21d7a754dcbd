using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using NUnit.Framework;
using Saccade.Training.Data.Augmenting;
using Saccade.Training.Pictures;
using Saccade.Training.Randomness;

namespace Saccade.Training.Tests.Data.Augmenting
{
    public sealed class RandAugmentTests
    {
        private static readonly Picture Source = Picture.Decode(Fixtures.Find("augmentation", "picture.png"));

        private static readonly TestCaseData[] Cases = JsonDocument
            .Parse(File.ReadAllText(Fixtures.Find("augmentation", "randaugment.json")))
            .RootElement.EnumerateArray()
            .Select(made => new TestCaseData(
                made.GetProperty("operation").GetString(),
                made.GetProperty("bin").GetInt32(),
                made.GetProperty("negative").GetBoolean(),
                made.GetProperty("levels").GetBytesFromBase64()).SetArgDisplayNames(
                    $"{made.GetProperty("operation")}", $"{made.GetProperty("bin")}", $"{made.GetProperty("negative")}"))
            .ToArray();

        [TestCaseSource(nameof(Cases))]
        public void EachOperation_GivesPillowsLevels(string operation, int magnitude, bool negative, byte[] expected)
        {
            var levels = Source.Rgb.ToArray();
            RandAugment.Apply(Enum.Parse<RandAugmentOperation>(operation), levels, Source.Width, magnitude, negative);
            Assert.That(levels, Is.EqualTo(expected));
        }

        [Test]
        public void EveryOperation_IsCompared() =>
            Assert.That(Cases.Select(made => (string)made.Arguments[0]!).Distinct(), Is.EqualTo(Enum.GetNames<RandAugmentOperation>()));

        [Test]
        public void ASampleIsVariedTheSameWayEachTime_AndOthersOtherwise()
        {
            byte[] Vary(int sample)
            {
                var levels = Source.Rgb.ToArray();
                var random = new SampleRandom(3, 1, sample);
                RandAugment.Apply(levels, Source.Width, 9, ref random);
                return levels;
            }

            var varied = Enumerable.Range(0, 100).Select(Vary).ToArray();
            Assert.That(Enumerable.Range(0, 100).Select(Vary), Is.EqualTo(varied));
            Assert.That(varied.Select(Convert.ToHexString).Distinct().Count(), Is.GreaterThan(60));
        }

        [Test]
        public void APictureOfOneColour_AndOneOfOnePixel_AreNoTrouble()
        {
            foreach (var operation in Enum.GetValues<RandAugmentOperation>())
            {
                foreach (var (width, height) in new[] { (1, 1), (2, 1), (1, 3), (2, 2) })
                {
                    var levels = Enumerable.Repeat((byte)100, 3 * width * height).ToArray();
                    Assert.That(() => RandAugment.Apply(operation, levels, width, 30, true), Throws.Nothing, $"{operation}");
                }
            }
        }
    }
}
