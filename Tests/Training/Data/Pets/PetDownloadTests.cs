using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NUnit.Framework;
using Saccade.Training.Data.Pets;
using Saccade.Training.Tests.Hub;

namespace Saccade.Training.Tests.Data.Pets
{
    /// <summary>What comes, what is gone on from, and what was there before.</summary>
    public sealed class PetDownloadTests : PetFixture
    {
        [Test]
        public void ThePublishedArchives_AreThoseThatTorchvisionKnows()
        {
            var archives = new PetArchives();
            Assert.That(archives.Images.Md5, Is.EqualTo("5c4f3ee8e5d25df40f4fd59a7f44e54c"));
            Assert.That(archives.Annotations.Md5, Is.EqualTo("95a8c909bbe2e81eed6a22bccdf3f68f"));
            Assert.That(archives.TrainCount + archives.TestCount, Is.EqualTo(7349));
        }

        [Test]
        public async Task TheDataSet_ComesWhole_WithoutItsLitter_AndItsArchivesGo()
        {
            Assert.That(await DownloadAsync(), Is.False);
            AssertWhole();
            Assert.That(
                Server.Requests.Select(request => request.Path), Is.EqualTo(new[] { "/data/pets/" + Annotations, "/data/pets/" + Images }));
            Assert.That(Server.Requests.Select(request => request.Authorization), Is.All.Null);
        }

        [Test]
        public async Task AWholeDataSet_IsNotDownloadedAgain()
        {
            await DownloadAsync();
            Assert.That(await DownloadAsync(), Is.True);
            AssertWhole();
            Assert.That(Server.Requests, Has.Count.EqualTo(2));
        }

        [Test]
        public async Task Archives_StayWhereTheyAreAskedTo_AndAreTakenFromThere()
        {
            await DownloadAsync(keepsArchives: true);
            AssertWhole(Images, Annotations);
            Directory.Delete(Path.Combine(Output, "images"), recursive: true);
            Directory.Delete(Path.Combine(Output, "annotations"), recursive: true);

            Assert.That(await DownloadAsync(), Is.False);
            AssertWhole(Images, Annotations);
            Assert.That(Server.Requests, Has.Count.EqualTo(2));
        }

        [Test]
        public async Task AnArchiveOfAnotherKindInTheFolder_IsNotTakenAndStays()
        {
            Directory.CreateDirectory(Output);
            File.WriteAllBytes(Path.Combine(Output, Images), new byte[Packed[Images].Length]);
            await DownloadAsync(keepsArchives: true);
            AssertWhole(Images, Annotations);
            Assert.That(File.ReadAllBytes(Path.Combine(Output, Images)), Is.All.Zero);
        }

        [Test]
        public async Task ACutConnection_IsGoneOnFrom_ByRange_InTheSameCommand()
        {
            Cut(1000);
            await DownloadAsync();
            AssertWhole();
            Assert.That(FindRanges(Images), Is.EqualTo(new[] { "whole", "bytes=1000-" }));
            Assert.That(Server.Requests.Last().Headers["If-Range"], Is.EqualTo(FakeHub.StorageTag));
            Assert.That(Notes, Has.Some.Contains("Trying again in 1 s"));
        }

        [Test]
        public async Task AStoppedCommand_IsGoneOnFrom_ByTheNext()
        {
            DownloadAPart();
            var come = new FileInfo(Path.Combine(Partial, Images)).Length;
            Assert.That(come, Is.InRange(100_000, Packed[Images].Length - 1));
            Assert.That(Directory.GetDirectories(Output), Is.EqualTo(new[] { Partial }));

            await DownloadAsync();
            AssertWhole();
            Assert.That(FindRanges(Images), Is.EqualTo(new[] { "whole", $"bytes={come}-" }));
            Assert.That(FindRanges(Annotations), Has.Length.EqualTo(1));
            Assert.That(Notes, Has.Member($"{Annotations}: downloaded already"));
        }

        [Test]
        public async Task AServerThatIgnoresRanges_SendsTheWholeArchiveAgain()
        {
            DownloadAPart();
            Intercept = (request, content) => FakeHub.SendRange(content, request, knowsRanges: false);
            await DownloadAsync();
            AssertWhole();
        }

        [Test]
        public async Task WhatIsLeftOfOtherBytes_IsDownloadedOnceMore()
        {
            DownloadAPart();
            var path = Path.Combine(Partial, Images);
            File.WriteAllBytes(path, new byte[new FileInfo(path).Length]);
            await DownloadAsync();
            AssertWhole();
            Assert.That(Notes, Has.Some.Contains("starting over"));
        }

        [Test]
        public async Task WhatIsLeftOfAnEarlierPublication_IsThrownAway()
        {
            DownloadAPart();
            Directory.CreateDirectory(Path.Combine(Partial, "unpacked", "images"));
            Files["images/Abyssinian_1.jpg"] = [9];
            Publish(Select("images/"), Select("annotations/"));
            await DownloadAsync();
            AssertWhole();
            Assert.That(FindRanges(Images), Is.All.EqualTo("whole"));
        }

        [Test]
        public void AWrongSum_IsAnErrorThatNamesBoth_AndNothingIsUnpackedOrKept()
        {
            var published = Archives.Images.Md5;
            var other = TarGz.Pack(Select("images/").Reverse());
            Intercept = (request, content) => request.Path.EndsWith(Images, StringComparison.Ordinal)
                ? FakeHub.SendRange([.. other[..Math.Min(other.Length, content.Length)]], request)
                : null;
            Archives = Archives with { Images = Archives.Images with { Length = Math.Max(other.Length, Packed[Images].Length) } };
            Packed[Images] = other;
            Assert.That(
                DownloadInVain(),
                Does.Contain(Images).And.Contain($"expected {published}").And.Match("hashes to [0-9a-f]{32};").And.Contain("--mirror"));
            Assert.That(List(Output), Has.None.EndsWith(Images).And.None.EndsWith(".jpg").And.None.EndsWith(".txt"));
        }

        [Test]
        public void AnArchiveLongerThanPublished_IsRefusedBeforeItComes()
        {
            Archives = Archives with { Annotations = Archives.Annotations with { Length = 100 } };
            Assert.That(DownloadInVain(), Does.Contain(Annotations).And.Contain("at most 100"));
            Assert.That(Directory.Exists(Output), Is.False);
        }

        [TestCase("429 Too Many Requests", "Retry-After: 7", 7)]
        [TestCase("503 Service Unavailable", "X: y", 1)]
        public async Task AServerThatIsBusy_IsAskedAgain(string status, string header, double wait)
        {
            var isBusy = true;
            Intercept = (_, _) =>
            {
                var reply = isBusy ? Reply.Make(status, header) : null;
                isBusy = false;
                return reply;
            };
            await DownloadAsync();
            AssertWhole();
            Assert.That(Time.Waits, Has.Member(wait));
        }

        [Test]
        public void AMirrorWithoutTheArchives_IsNamed_AndLeavesNoFolder()
        {
            Intercept = (_, _) => Reply.Make("404 Not Found");
            Assert.That(DownloadInVain(), Does.Contain($"{Mirror}/{Annotations}: HTTP 404").And.Contain("--mirror"));
            Assert.That(Directory.Exists(Output), Is.False);
        }

        [Test]
        public async Task ARedirect_IsFollowed()
        {
            using var elsewhere = new ScriptedServer(request => FakeHub.SendRange(Packed[Path.GetFileName(request.Path)], request));
            Intercept = (request, _) => Reply.Make("302 Found", $"Location: {elsewhere.Origin}/{Path.GetFileName(request.Path)}");
            await DownloadAsync();
            AssertWhole();
        }

        [Test]
        public async Task AStalledConnection_IsGivenUp_AndGoneOnFrom()
        {
            Cut(1000, stalls: true);
            await DownloadAsync(stallSeconds: 1);
            AssertWhole();
        }

        [TestCase(Annotations)]
        [TestCase(Images)]
        public async Task ACommandStoppedWhileItUnpacks_KeepsTheArchives_AndLeavesNoHalfSet(string archive)
        {
            Assert.That(
                () => DownloadAsync(stopAt: 0, stopIn: $"unpacking {archive}"), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(List(Output).Select(file => Path.GetFileName(file)), Is.EquivalentTo(new[] { ".source", Annotations, Images }));

            await DownloadAsync();
            AssertWhole();
            Assert.That(Server.Requests, Has.Count.EqualTo(2));
        }

        [Test]
        public async Task ACommandKilledWhileItUnpacked_IsRepeated()
        {
            DownloadAPart();
            var left = Path.Combine(Partial, "unpacking", "images");
            Directory.CreateDirectory(left);
            File.WriteAllBytes(Path.Combine(left, "Abyssinian_1.jpg"), [1]);
            File.WriteAllBytes(Path.Combine(left, "other.jpg"), [1]);
            await DownloadAsync();
            AssertWhole();
        }

        [Test]
        public async Task ACommandKilledWhileItMovedTheFolders_IsGoneOnFrom()
        {
            DownloadAPart();
            var asked = Server.Requests.Count;
            WriteSet(Output, "images/");
            WriteSet(Path.Combine(Partial, "unpacked"), "annotations/");
            Assert.That(await DownloadAsync(), Is.False);
            AssertWhole();
            Assert.That(Server.Requests, Has.Count.EqualTo(asked));
        }

        [Test]
        public async Task ACommandKilledBeforeItTidiedUp_IsTidiedUpAfter()
        {
            DownloadAPart();
            WriteSet(Output, "");
            Assert.That(await DownloadAsync(), Is.True);
            AssertWhole();
        }

        [TestCase("images")]
        [TestCase("annotations")]
        public void AFolderOfSomeoneElse_IsNotTouched(string folder)
        {
            Directory.CreateDirectory(Path.Combine(Output, folder));
            File.WriteAllText(Path.Combine(Output, folder, "thesis.txt"), "mine");
            Assert.That(DownloadInVain(), Does.Contain(Path.Combine(Output, folder)).And.Contain("--output"));
            Assert.That(List(Output), Is.EqualTo(new[] { $"{folder}/thesis.txt" }));
            Assert.That(Server.Requests, Is.Empty);
        }

        [Test]
        public void AFolderThatAppearsMeanwhile_IsNotTouched()
        {
            Intercept = (_, _) =>
            {
                Directory.CreateDirectory(Path.Combine(Output, "annotations"));
                return null;
            };
            Assert.That(DownloadInVain(), Does.Contain(Path.Combine(Output, "annotations")));
            Assert.That(Directory.GetFileSystemEntries(Path.Combine(Output, "annotations")), Is.Empty);
        }

        [Test]
        public void AFileInTheFoldersPlace_IsRefused()
        {
            File.WriteAllText(Output, "mine");
            Assert.That(DownloadInVain(), Does.Contain("a file is there"));
        }

        [Test]
        public async Task ASetThatLacksAPicture_IsNotTakenForWhole()
        {
            await DownloadAsync();
            File.WriteAllBytes(Path.Combine(Output, "images", "pug_3.jpg"), []);
            Assert.That(DownloadInVain(), Does.Contain("1 of the 1 pictures in test.txt").And.Contain("'pug_3.jpg'"));
        }

        [Test]
        public void ListsOfAnotherLength_AreNamed_AndNothingAppears()
        {
            Archives = Archives with { TrainCount = 3680 };
            Assert.That(DownloadInVain(), Does.Contain("trainval.txt lists 2 pictures; expected 3,680"));
            Assert.That(List(Output), Has.None.EndsWith(".jpg"));
        }

        [Test]
        public void AListWithAPictureThatDoesNotExist_IsNamed()
        {
            Publish(Select("images/").Skip(1), Select("annotations/"));
            Assert.That(DownloadInVain(), Does.Contain("1 of the 2 pictures in trainval.txt").And.Contain("Abyssinian_1.jpg"));
        }

        [Test]
        public void TooSmallADisk_IsNamedBeforeAnythingComes()
        {
            Archives = Archives with { UnpackedLength = long.MaxValue / 2 };
            Assert.That(DownloadInVain(), Does.Contain("are free").And.Contain("--output"));
            Assert.That(Server.Requests, Is.Empty);
            Assert.That(Directory.Exists(Output), Is.False);
        }

        [Test]
        [Platform("Linux")]
        public async Task AFullDisk_IsNamed_AndTheSameCommandGoesOn()
        {
            DownloadAPart();
            var path = Path.Combine(Partial, Images);

            // Every write to this device fails as a full disk's does.
            File.Delete(path);
            File.CreateSymbolicLink(path, "/dev/full");
            Assert.That(DownloadInVain(), Does.Contain("No space left").And.Contain("Free some space").And.Contain(path));

            File.Delete(path);
            await DownloadAsync();
            AssertWhole();
        }

        [Test]
        public async Task TwoDownloadsIntoOneFolder_AreNotMixed()
        {
            string? second = null;
            Intercept = (_, _) =>
            {
                second ??= DownloadInVain();
                return null;
            };
            await DownloadAsync();
            Assert.That(second, Does.Contain("another download is at work"));
            AssertWhole();
        }

        private void Cut(int count, bool stalls = false) =>
            Intercept = (request, content) =>
                request.Path.EndsWith(Images, StringComparison.Ordinal) && request.Range is null
                    ? FakeHub.SendRange(content, request)
                    .CutBodyAfter(count) with
                    { Stalls = stalls }
                    : null;

        private void WriteSet(string directory, string folder)
        {
            foreach (var (file, content) in Files.Where(file => file.Key.StartsWith(folder, StringComparison.Ordinal)))
            {
                var path = Path.Combine(directory, file);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllBytes(path, content);
            }
        }
    }
}
