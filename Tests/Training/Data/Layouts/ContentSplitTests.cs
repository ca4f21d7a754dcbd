using System;
using System.Linq;
using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Saccade.Training.Data.Layouts;

namespace Saccade.Training.Tests.Data.Layouts
{
    public sealed class ContentSplitTests
    {
        [Test]
        public void APart_FollowsFromContentAndSeedAlone_WhateverNameClassOrderAndNeighbours()
        {
            var cases =
                from size in Gen.Choose(60, 120)
                from share in Gen.Choose(20, 60)
                from seed in ArbMap.Default.GeneratorFor<long>()
                from left in Gen.Choose(0, size / 3)
                select (Size: size, Share: share / 100.0, Seed: seed, Left: left);
            Prop.ForAll(cases.ToArbitrary(), one =>
            {
                var pictures = Make(one.Size, one.Size);
                var contents = pictures.Select(picture => Hash(picture.Path)).ToArray();
                var parts = Draw(pictures, contents, one.Seed, one.Share).Pictures;

                // Other names, other classes, another order, and some are gone.
                var others = pictures.Zip(contents, parts).Reverse().Skip(one.Left).ToArray();
                var again = Draw(
                    [.. others.Select((entry, i) => entry.First with { Path = $"other-{i}", Class = $"{i % 3}" })],
                    [.. others.Select(entry => entry.Second)],
                    one.Seed,
                    one.Share).Pictures;
                Assert.That(again.Select(picture => picture.Split), Is.EqualTo(others.Select(entry => entry.Third.Split)));
            }).Check(Config.QuickThrowOnFailure.WithReplay(3, 5));
        }

        [Test]
        public void TheShare_IsKept_AndSeedsDrawIndependently()
        {
            var contents = Enumerable.Range(0, 10_000).Select(i => Hash($"{i}")).ToArray();
            var draws = Enumerable.Range(0, 3)
                .Select(seed => contents.Select(content => ContentSplit.FindPlace(seed, content)).ToArray())
                .ToArray();
            foreach (var draw in draws)
            {
                // Four standard deviations.
                Assert.That(draw.Count(place => place < 0.2), Is.EqualTo(2_000).Within(160));
                Assert.That(draw.Average(), Is.EqualTo(0.5).Within(0.012));
            }

            Assert.That(draws[0].Zip(draws[1]).Count(pair => pair.First < 0.2 && pair.Second < 0.2), Is.EqualTo(400).Within(80));
        }

        // So that runs of all versions agree on who may judge them.
        [Test]
        public void ThePlace_IsTheHashOfSeedAndContent()
        {
            byte[] text = [42, 0, 0, 0, 0, 0, 0, 0, .. Convert.FromHexString(Hash("a"))];
            var hash = SHA256.HashData(text);
            var expected = (hash[0] * 256.0 + hash[1]) / 65536;
            Assert.That(ContentSplit.FindPlace(42, Hash("a")), Is.InRange(expected, expected + 1.0 / 65536));
        }

        [Test]
        public void Copies_LieInOnePart_AcrossClassesToo()
        {
            var pictures = Make(40, 40);
            var contents = pictures.Select((_, i) => Hash($"{i % 20}")).ToArray();
            for (var seed = 0; seed < 20; seed++)
            {
                var drawn = Draw(pictures, contents, seed, 0.5);
                var parts = drawn.Pictures.Zip(contents).GroupBy(pair => pair.Second, pair => pair.First.Split);
                Assert.That(parts.Select(group => group.Distinct().Count()), Is.All.EqualTo(1));
            }
        }

        [Test]
        public void AClassWithoutATrainingPicture_KeepsItsFirstByHash_AndIsNamed()
        {
            var pictures = Make(50, 2, 1);
            var contents = pictures.Select(picture => Hash(picture.Path)).ToArray();
            var named = 0;
            for (var seed = 0; seed < 50; seed++)
            {
                var drawn = Draw(pictures, contents, seed, 0.6);
                foreach (var label in new[] { "0", "1", "2" })
                {
                    var places = pictures.Zip(contents, drawn.Pictures)
                        .Where(entry => entry.First.Class == label)
                        .Select(entry => (Place: ContentSplit.FindPlace(seed, entry.Second), entry.Third.Split))
                        .OrderBy(entry => entry.Place)
                        .ToArray();
                    var isKept = places.All(entry => entry.Place < 0.6);
                    Assert.That(drawn.Kept.Contains(label), Is.EqualTo(isKept));
                    var expected = places.Select((entry, i) =>
                        entry.Place < 0.6 && !(isKept && i == 0) ? DataSplit.Validation : DataSplit.Train);
                    Assert.That(places.Select(entry => entry.Split), Is.EqualTo(expected));
                    named += isKept ? 1 : 0;
                }
            }

            Assert.That(named, Is.GreaterThan(20));
        }

        [Test]
        public void WhereNoneWouldValidate_TheFirstByHashDoes_UnlessItsClassNeedsIt()
        {
            var pictures = Make(2, 1);
            var contents = pictures.Select(picture => Hash(picture.Path)).ToArray();
            for (var seed = 0; seed < 10; seed++)
            {
                var drawn = Draw(pictures, contents, seed, 1e-9);
                Assert.That(drawn.IsLent);
                Assert.That(drawn.Pictures.Single(picture => picture.Split == DataSplit.Validation).Class, Is.EqualTo("0"));
            }

            Assert.That(Draw(Make(1, 1), [Hash("a"), Hash("b")], 1, 1e-9).IsLent, Is.False);
            Assert.That(Draw(Make(2, 1), [Hash("a"), Hash("a"), Hash("b")], 1, 1e-9).IsLent, Is.False, "copies are one picture");
        }

        [Test]
        public void APictureOfAnEarlierRun_StaysInItsPart_AndWhatWasLearntNeverValidates()
        {
            var pictures = Make(30, 30, 1);
            var contents = pictures.Select(picture => Hash(picture.Path)).ToArray();
            DataSplit?[] known = [.. pictures.Select((_, i) => (DataSplit?)(i % 4 == 0 ? null : (DataSplit)(i % 4 - 1)))];
            DataSplit? Find(string content) => known[Array.IndexOf(contents, content)];

            var drawn = ContentSplit.Draw(pictures, contents, 9, 0.5, Find);
            Assert.That(drawn.Recorded, Is.EqualTo(known.Count(part => part is not null)));
            Assert.That(
                drawn.Pictures.Zip(known).Where(pair => pair.Second is not null).Select(pair => pair.First.Split),
                Is.EqualTo(known.OfType<DataSplit>()));

            // All of them learnt from: there is none that could judge.
            Assert.That(
                ContentSplit.Draw(pictures, contents, 9, 0.5, _ => DataSplit.Train).Pictures.Select(picture => picture.Split),
                Is.All.EqualTo(DataSplit.Train));
        }

        [Test]
        public void TestPictures_AndFilesThatCantBeRead_StayWhereTheyAre()
        {
            var pictures = Make(5).Select(picture => picture with { Split = DataSplit.Test }).Concat(Make(45)).ToArray();
            var contents = pictures.Select((picture, i) => i is < 5 or 7 ? null : Hash(picture.Path)).ToArray();
            for (var seed = 0; seed < 20; seed++)
            {
                var drawn = Draw(pictures, contents, seed, 0.9).Pictures;
                Assert.That(drawn.Take(5), Is.EqualTo(pictures.Take(5)));
                Assert.That(drawn[7].Split, Is.EqualTo(DataSplit.Train));
                Assert.That(drawn.Select(picture => picture.Path), Is.EqualTo(pictures.Select(picture => picture.Path)));
            }
        }

        private static ContentSplit Draw(ListedPicture[] pictures, string?[] contents, long seed, double share) =>
            ContentSplit.Draw(pictures, contents, seed, share, _ => null);

        private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

        private static ListedPicture[] Make(params int[] sizes) => sizes
                .SelectMany((size, label) =>
                    Enumerable.Range(0, size).Select(i => new ListedPicture($"{label}-{i}", $"{label}", DataSplit.Train, "")))
                .ToArray();
    }
}
