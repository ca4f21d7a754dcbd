using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Saccade.Training.Data.Layouts;

namespace Saccade.Training.Tests.Data.Layouts
{
    public sealed class StratifiedSplitTests
    {
        [Test]
        public void Draw_PartitionsEveryClassByTheShare_WithinOnePicture_TheSameEveryTime()
        {
            var cases =
                from sizes in Gen.Choose(1, 40).NonEmptyListOf()
                from share in Gen.Choose(1, 99)
                from seed in ArbMap.Default.GeneratorFor<long>()
                select (Sizes: sizes.ToArray(), Share: share / 100.0, Seed: seed);
            Prop.ForAll(cases.ToArbitrary(), one =>
            {
                var pictures = Make(one.Sizes);
                var drawn = StratifiedSplit.Draw(pictures, one.Seed, one.Share);
                Assert.That(drawn.Select(picture => picture.Path), Is.EqualTo(pictures.Select(picture => picture.Path)));
                Assert.That(StratifiedSplit.Draw(pictures, one.Seed, one.Share), Is.EqualTo(drawn));
                foreach (var (label, size) in one.Sizes.Index())
                {
                    var validated = drawn.Count(picture => picture.Class == $"{label}" && picture.Split == DataSplit.Validation);
                    Assert.That(validated, Is.EqualTo(one.Share * size).Within(1));
                    Assert.That(validated, size == 1 ? Is.Zero : Is.InRange(1, size - 1));
                }
            }).Check(Config.QuickThrowOnFailure.WithReplay(3, 5));
        }

        [Test]
        public void Draw_WithAnotherSeed_DrawsOthers_AndEveryPictureIsDrawnBySome()
        {
            var pictures = Make(10, 10);
            var draws = Enumerable.Range(0, 60)
                .Select(seed => StratifiedSplit.Draw(pictures, seed, 0.2)
                    .Where(picture => picture.Split == DataSplit.Validation)
                    .Select(picture => picture.Path)
                    .ToArray())
                .ToArray();
            Assert.That(draws.Select(names => string.Join(' ', names)).Distinct().Count(), Is.GreaterThan(50));
            Assert.That(draws.SelectMany(names => names).Distinct().Count(), Is.EqualTo(20));
        }

        [Test]
        public void Draw_LeavesTestPicturesAlone()
        {
            var pictures = Make(5).Select(picture => picture with { Split = DataSplit.Test }).Concat(Make(5)).ToArray();
            var drawn = StratifiedSplit.Draw(pictures, 1, 0.5);
            Assert.That(drawn.Take(5), Is.EqualTo(pictures.Take(5)));
            Assert.That(drawn.Count(picture => picture.Split == DataSplit.Validation), Is.EqualTo(2));
        }

        private static ListedPicture[] Make(params int[] sizes) => sizes
                .SelectMany((size, label) =>
                    Enumerable.Range(0, size).Select(i => new ListedPicture($"{label}-{i}", $"{label}", DataSplit.Train, "")))
                .ToArray();
    }
}
