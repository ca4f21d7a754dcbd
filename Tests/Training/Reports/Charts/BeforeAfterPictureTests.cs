using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Saccade.Training.Reports.Charts;
using SkiaSharp;

namespace Saccade.Training.Tests.Reports.Charts
{
    public sealed class BeforeAfterPictureTests
    {
        [Test]
        public void Choose_TakesEveryClassAsOftenAsAnyOther_AsFarAsItHasPictures() => Prop.ForAll(
                Gen.Choose(0, 5).ArrayOf().ToArbitrary(),
                Gen.Choose(0, 12).ToArbitrary(),
                (truths, count) =>
                {
                    var chosen = BeforeAfterPicture.Choose(truths, count, 42);
                    var most = chosen.CountBy(picture => truths[picture]).Select(group => group.Value).DefaultIfEmpty().Max();
                    return chosen.Distinct().Count() == Math.Min(count, truths.Length)
                        && truths.Distinct().All(truth =>
                            chosen.Count(picture => truths[picture] == truth) >= Math.Min(most - 1, truths.Count(other => other == truth)));
                }).QuickCheckThrowOnFailure();

        [Test]
        public void Choose_DependsOnTheSeed()
        {
            var truths = Enumerable.Range(0, 400).Select(picture => picture % 4).ToArray();
            var chosen = BeforeAfterPicture.Choose(truths, 8, 42);
            Assert.That(BeforeAfterPicture.Choose(truths, 8, 42), Is.EqualTo(chosen));
            Assert.That(BeforeAfterPicture.Choose(truths, 8, 43), Is.Not.EqualTo(chosen));
        }

        [Test]
        public void Bars_AreAsLongAsTheProbabilities_AndBlueForTheTruth()
        {
            var path = Fixtures.Find("huggingface", "preprocessing", "cat.jpg");
            string[] labels = ["cat", "dog", "a name that is far too long for the room that there is in this drawing"];
            var before = new ModelGuesses("Before", labels, [[0.25f, 0.5f, 0.25f]]);
            var after = new ModelGuesses("After", labels, [[0.75f, 0.25f, 0]]);
            using var picture = SKBitmap.Decode(BeforeAfterPicture.Draw([path], [["cat"]], before, after));
            var blue = new SKColor(0x1d, 0x4e, 0xd8);
            int CountBlue(int from, int to) =>
                Enumerable.Range(from, to - from).Count(x =>
                    Enumerable.Range(0, picture.Height)
                        .Any(y => picture.GetPixel(x, y) == blue));

            var middle = picture.Width - 340 - 24;
            Assert.That(CountBlue(216, middle), Is.EqualTo(85).Within(1));
            Assert.That(CountBlue(middle, picture.Width), Is.EqualTo(255).Within(1));
        }
    }
}
