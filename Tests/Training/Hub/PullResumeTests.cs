using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using NUnit.Framework;

namespace Saccade.Training.Tests.Hub
{
    /// <summary>Cut connections, stopped commands, and bytes that are not what they should be.</summary>
    public sealed class PullResumeTests : PullFixture
    {
        [Test]
        public async Task ACutConnection_IsGoneOnFrom_ByRange_InTheSameCommand()
        {
            InterceptStorage((request, weights) => FakeHub.SendRange(weights, request).CutBodyAfter(1000));
            await PullAsync();
            AssertPulled();
            Assert.That(Fake.BodyRequests.Select(request => request.Range), Is.EqualTo(new[] { null, "bytes=1000-" }));
            Assert.That(Fake.BodyRequests[1].Headers["If-Range"], Is.EqualTo(FakeHub.StorageTag));
            Assert.That(Notes, Has.Some.Contains("Trying again in 1 s"));
        }

        [Test]
        public async Task AConnectionThatIsCutAgainAndAgain_IsNotGivenUp_AsLongAsItGetsFurther()
        {
            Fake.Files["model.safetensors"] = FakeHub.MakeWeights(1, count: 1_300_000);
            const int Step = 1_200_000;
            InterceptStorage(Enumerable.Repeat(
                (Request request, byte[] weights) => FakeHub.SendRange(weights, request).CutBodyAfter(Step), 4).ToArray());
            await PullAsync(attempts: 2);
            AssertPulled();
            Assert.That(Fake.BodyRequests, Has.Length.EqualTo(5));
            Assert.That(Time.Waits, Is.All.EqualTo(1));
        }

        [Test]
        public void AConnectionThatGetsNoFurther_IsGivenUp_AndThePartialFileStays()
        {
            Reply Cut(Request request, byte[] weights) => FakeHub.SendRange(weights, request, knowsRanges: false).CutBodyAfter(1000);

            InterceptStorage(Cut, Cut, Cut, Cut);
            Assert.That(PullInVain(attempts: 4), Does.Contain("attempt 4, the last one").And.Contain("the same command goes on from here"));
            Assert.That(new FileInfo(Path.Combine(Partial, "model.safetensors")).Length, Is.EqualTo(1000));
        }

        [Test]
        public async Task AStoppedCommand_IsGoneOnFrom_ByTheNext()
        {
            Assert.That(() => PullAsync(stopAt: 100_000), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(Directory.Exists(Output), Is.False);
            var come = new FileInfo(Path.Combine(Partial, "model.safetensors")).Length;
            Assert.That(come, Is.GreaterThanOrEqualTo(100_000).And.LessThan(Fake.Files["model.safetensors"].Length));

            await PullAsync();
            AssertPulled();
            Assert.That(Fake.BodyRequests[^1].Range, Is.EqualTo($"bytes={come}-"));
        }

        [Test]
        public async Task WhatIsLeftOfAnotherCommit_IsThrownAway()
        {
            Assert.That(() => PullAsync(stopAt: 100_000), Throws.InstanceOf<OperationCanceledException>());
            var old = Fake.Commit;
            Fake.Commit = new string('b', 40);
            Fake.AddModel(seed: 2);
            await PullAsync();
            AssertPulled();
            Assert.That(Notes, Has.Some.Contains(old).And.Some.Contains("starting over"));
            Assert.That(Fake.BodyRequests.Select(request => request.Range), Is.All.Null);
        }

        [Test]
        public async Task AServerThatIgnoresRanges_SendsTheWholeFileAgain()
        {
            InterceptStorage(
                (request, weights) => FakeHub.SendRange(weights, request).CutBodyAfter(1000),
                (request, weights) => FakeHub.SendRange(weights, request, knowsRanges: false));
            await PullAsync();
            AssertPulled();
        }

        [TestCase("bytes 0-9/{0}")]
        [TestCase("bytes 999-{1}/{0}")]
        [TestCase("bytes 1000-{1}/7")]
        [TestCase("lines 1000-{1}/{0}")]
        [TestCase("garbage")]
        public async Task APartThatWasNotAskedFor_IsNotAppended(string range)
        {
            InterceptStorage(
                (request, weights) => FakeHub.SendRange(weights, request).CutBodyAfter(1000),
                (_, weights) => Reply.Make(
                    "206 Partial Content",
                    weights[1000..],
                    "Content-Range: " + string.Format(range, weights.Length, weights.Length - 1)));
            await PullAsync();
            AssertPulled();
            Assert.That(Notes, Has.Some.Contains("another part").And.Some.Contains("starting over"));
        }

        [Test]
        public async Task DamagedBytes_AreDownloadedOnceMore()
        {
            InterceptStorage((request, weights) => FakeHub.SendRange(new byte[weights.Length], request));
            await PullAsync();
            AssertPulled();
            Assert.That(Notes, Has.Some.Contains("hashes to"));
        }

        [Test]
        public async Task DamageThatAnEarlierCommandLeft_IsDownloadedOnceMore()
        {
            Assert.That(() => PullAsync(stopAt: 100_000), Throws.InstanceOf<OperationCanceledException>());
            var path = Path.Combine(Partial, "model.safetensors");
            File.WriteAllBytes(path, new byte[new FileInfo(path).Length]);
            await PullAsync();
            AssertPulled();
        }

        [Test]
        public async Task MoreThanTheWholeFile_LeftByAnEarlierCommand_IsDownloadedOnceMore()
        {
            Assert.That(() => PullAsync(stopAt: 100_000), Throws.InstanceOf<OperationCanceledException>());
            File.WriteAllBytes(Path.Combine(Partial, "model.safetensors"), new byte[1_000_000]);
            await PullAsync();
            AssertPulled();
        }

        [Test]
        public void BytesThatAreDamagedTwice_AreAnError_AndDeleted()
        {
            Reply Garble(Request request, byte[] weights) => FakeHub.SendRange([.. weights[..^1], (byte)~weights[^1]], request);

            InterceptStorage(Garble, Garble);
            Assert.That(PullInVain(), Does.Contain("model.safetensors").And.Contain("hashes to").And.Contain("twice"));
            Assert.That(List(Partial), Has.No.Member("model.safetensors"));
            Assert.That(Directory.Exists(Output), Is.False);
        }

        [Test]
        public void ASmallFileThatIsDamaged_IsFoundByGitsHash()
        {
            Fake.Intercept = request => request.Path.EndsWith($"{Fake.Commit}/config.json") && request.Path.Contains("cache")
                ? Reply.Make("200 OK", "other"u8.ToArray(), $"ETag: \"{FakeHub.GitHash(Fake.Files["config.json"])}\"")
                : null;
            Assert.That(PullInVain(), Does.Contain("config.json").And.Contain("hashes to"));
        }

        [Test]
        public void WeightsWithoutAHash_AreRefused()
        {
            // The storage's own tag looks like a SHA-256 and says nothing about the bytes.
            Fake.Intercept = request => request.Path.EndsWith("/model.safetensors", StringComparison.Ordinal)
                ? Reply.Make("302 Found", $"Location: {Fake.Storage.Origin}/model.safetensors?x")
                : request.Path.StartsWith("/model.safetensors", StringComparison.Ordinal)
                    ? Reply.Make("200 OK", Fake.Files["model.safetensors"], $"ETag: \"{new string('c', 64)}\"")
                    : null;
            Assert.That(PullInVain(), Does.Contain("doesn't say what it hashes to").And.Contain("HF_ENDPOINT"));
        }

        [Test]
        public void ABodyThatIsLongerThanAnnounced_IsCutAndRefused()
        {
            Fake.Intercept = request => request.Path.StartsWith("/model.safetensors", StringComparison.Ordinal)
                ? SendChunks()
                : null;
            Assert.That(PullInVain(), Does.Contain("longer than announced"));
            Assert.That(List(Partial), Has.No.Member("model.safetensors"));
        }

        [Test]
        public void AnEndlessSmallFile_IsCutAndRefused()
        {
            Fake.Intercept = request => request.Path.Contains("resolve-cache") ? SendChunks() : null;
            Assert.That(PullInVain(), Does.Contain("config.json").And.Contain("longer than announced"));
        }

        [Test]
        public async Task AStalledConnection_IsGivenUp_AndGoneOnFrom()
        {
            InterceptStorage((request, weights) => FakeHub.SendRange(weights, request).CutBodyAfter(1000) with { Stalls = true });
            await PullAsync(stallSeconds: 1);
            AssertPulled();
            Assert.That(Notes, Has.Some.Contains("nothing came for 1 s"));
        }

        [Test]
        public async Task AServerThatAcceptsAndSaysNothing_IsGivenUp_AndAskedAgain()
        {
            InterceptStorage((_, _) => new Reply([], Stalls: true));
            await PullAsync(stallSeconds: 1);
            AssertPulled();
        }

        [Test]
        [Platform("Linux")]
        public async Task AFullDisk_IsNamed_AndKeepsWhatHasCome()
        {
            Assert.That(() => PullAsync(stopAt: 100_000), Throws.InstanceOf<OperationCanceledException>());
            var path = Path.Combine(Partial, "model.safetensors");
            var kept = File.ReadAllBytes(path);

            // Every write to this device fails as a full disk's does.
            File.Delete(path);
            File.CreateSymbolicLink(path, "/dev/full");
            Assert.That(PullInVain(), Does.Contain("No space left").And.Contain("Free some space").And.Contain(path));
            Assert.That(List(Partial), Has.Member("config.json"));

            File.Delete(path);
            File.WriteAllBytes(path, kept);
            await PullAsync();
            AssertPulled();
        }

        [Test]
        public async Task TwoPullsIntoOneFolder_AreNotMixed()
        {
            string? second = null;
            InterceptStorage((request, weights) =>
            {
                second ??= PullInVain();
                return FakeHub.SendRange(weights, request);
            });
            await PullAsync();
            Assert.That(second, Does.Contain("another download is at work").And.Contain("--output"));
            AssertPulled();
        }

        [Test]
        public void APartialFolderThatNoPullHasLeft_IsNotTouched()
        {
            Directory.CreateDirectory(Partial);
            File.WriteAllText(Path.Combine(Partial, "thesis.txt"), "mine");
            Assert.That(PullInVain(), Does.Contain(Partial).And.Contain("--output"));
            Assert.That(List(Partial), Is.EqualTo(new[] { "thesis.txt" }));
        }

        private static Reply SendChunks()
        {
            IEnumerable<byte[]> Parts()
            {
                yield return Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                var chunk = Encoding.ASCII.GetBytes("100000\r\n").Concat(new byte[1 << 20]).Concat("\r\n"u8.ToArray()).ToArray();
                while (true)
                {
                    yield return chunk;
                }
            }

            return new Reply(Parts());
        }
    }
}
