using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using NUnit.Framework;
using Saccade.Training.Data;

namespace Saccade.Training.Tests.Data
{
    public sealed class FoldsTests
    {
        private static readonly (int Label, byte[] Content)[] Pictures =
            [.. Enumerable.Range(0, 103).Select(i => (i % 3, BitConverter.GetBytes(i)))];

        [Test]
        public void EveryPicture_IsInOneFold_AndFoldsAndTheirClassesAreEven()
        {
            var dealt = Folds.Deal(Pictures, 7, 5);
            Assert.That(dealt, Is.All.InRange(1, 5));
            Assert.That(dealt.GroupBy(fold => fold).Select(fold => fold.Count()), Is.All.InRange(20, 21));
            var classes = dealt.Zip(Pictures).GroupBy(picture => (picture.First, picture.Second.Label)).Select(group => group.Count());
            Assert.That(classes, Is.All.InRange(6, 7));
        }

        [Test]
        public void TheFold_FollowsFromContentAndSeed_NotFromTheOrder()
        {
            var dealt = Folds.Deal(Pictures, 7, 5);
            Assert.That(Folds.Deal([.. Pictures.Reverse()], 7, 5).Reverse(), Is.EqualTo(dealt));
            Assert.That(Folds.Deal(Pictures, 8, 5), Is.Not.EqualTo(dealt));
        }

        [Test]
        public void Copies_LieInOneFold_AlsoWhereTheirClassesDiffer()
        {
            var copied = Pictures.Concat(Pictures).Concat(Pictures.Select(picture => ((picture.Label + 1) % 3, picture.Content))).ToArray();
            var dealt = Folds.Deal(copied, 7, 5);
            for (var i = 0; i < Pictures.Length; i++)
            {
                Assert.That(new[] { dealt[i + Pictures.Length], dealt[i + 2 * Pictures.Length] }, Is.All.EqualTo(dealt[i]));
            }
        }

        [Test]
        public void TheOnlyPictureOfAClass_AlwaysTrains_AndIsNamed()
        {
            using var folder = new TemporaryFolder();
            Write(folder, "one", 1);
            Write(folder, "many", 5);
            var data = DataSet.Open(folder.Path);
            var judged = new List<string>();
            for (var fold = 1; fold <= 3; fold++)
            {
                var taken = Folds.Take(data, fold, 3, 1, 1, CancellationToken.None);
                Assert.That(taken.Train.Concat(taken.Validation).Select(file => file.Path), Is.EquivalentTo(All(data)));
                Assert.That(taken.Train.Select(file => file.Label).Distinct(), Is.EquivalentTo(new[] { 0, 1 }));
                Assert.That(taken.Description, Does.Contain($"Fold {fold} of 3").And.Contain("'one'"));
                judged.AddRange(taken.Validation.Select(file => file.Path));
            }

            Assert.That(judged, Is.EquivalentTo(All(data).Where(path => path.Contains("many"))));
        }

        [Test]
        public void MoreFoldsThanPictures_AreRefused_SayingHowManyThereCanBe()
        {
            using var folder = new TemporaryFolder();
            Write(folder, "a", 2);
            Write(folder, "b", 2);
            Assert.That(
                () => Folds.Take(DataSet.Open(folder.Path), 5, 5, 1, 1, CancellationToken.None),
                Throws.TypeOf<TrainingException>().With.Message.Contains("--folds 5").And.Message.Contains("at most 4"));
        }

        private static IEnumerable<string> All(DataSet data) => data.Train.Concat(data.Validation).Select(file => file.Path);

        private static void Write(TemporaryFolder folder, string label, int count)
        {
            Directory.CreateDirectory(folder.Combine(label));
            for (var i = 0; i < count; i++)
            {
                File.WriteAllText(folder.Combine(label, $"{i}.png"), $"{label} {i}");
            }
        }
    }
}
