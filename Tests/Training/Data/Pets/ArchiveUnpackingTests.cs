using System;
using System.Collections.Generic;
using System.Formats.Tar;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using NUnit.Framework;
using Saccade.Training.CommandLine.Displays;
using Saccade.Training.Data.Pets;

namespace Saccade.Training.Tests.Data.Pets
{
    /// <summary>Archives as nobody should pack them, and bytes that are none.</summary>
    public sealed class ArchiveUnpackingTests
    {
        private static readonly PetArchive Archive = new("images.tar.gz", "images", 0, "");

        private TemporaryFolder _folder = null!;

        private string Target => _folder.Combine("a", "target");

        [SetUp]
        public void MakeFolder() => _folder = new TemporaryFolder();

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        [TestCase(TarEntryFormat.V7)]
        [TestCase(TarEntryFormat.Ustar)]
        [TestCase(TarEntryFormat.Pax)]
        [TestCase(TarEntryFormat.Gnu)]
        public void EveryFormatOfTar_IsUnpacked(TarEntryFormat format)
        {
            TarEntry entry = format switch
            {
                TarEntryFormat.V7 => new V7TarEntry(TarEntryType.V7RegularFile, "images/a.jpg"),
                TarEntryFormat.Ustar => new UstarTarEntry(TarEntryType.RegularFile, "images/a.jpg"),
                TarEntryFormat.Gnu => new GnuTarEntry(TarEntryType.RegularFile, "./images//a.jpg"),
                _ => new PaxTarEntry(TarEntryType.RegularFile, "images/./a.jpg"),
            };
            entry.DataStream = new MemoryStream([1, 2, 3]);
            Unpack(entry);
            Assert.That(File.ReadAllBytes(Path.Combine(Target, "images", "a.jpg")), Is.EqualTo(new byte[] { 1, 2, 3 }));
        }

        [Test]
        public void FoldersEmptyFilesAndGlobalAttributes_AreNoTrouble()
        {
            Unpack(
                new PaxGlobalExtendedAttributesTarEntry(new Dictionary<string, string> { ["comment"] = "x" }),
                new PaxTarEntry(TarEntryType.Directory, "./"),
                new PaxTarEntry(TarEntryType.Directory, "images/"),
                TarGz.MakeFile("images/empty.jpg"));
            Assert.That(new FileInfo(Path.Combine(Target, "images", "empty.jpg")).Length, Is.Zero);
        }

        [TestCase("../a.jpg")]
        [TestCase("images/../../a.jpg")]
        [TestCase("images/../a.jpg")]
        [TestCase("/images/a.jpg")]
        [TestCase("//images/a.jpg")]
        [TestCase("C:/images/a.jpg")]
        [TestCase("images/C:a.jpg")]
        [TestCase("images\\..\\a.jpg")]
        [TestCase("images/.. /a.jpg")]
        [TestCase("images/.../a.jpg")]
        [TestCase("../._a.jpg")]
        [TestCase("../a.mat")]
        [TestCase("a.jpg")]
        [TestCase("images")]
        [TestCase("imagesx/a.jpg")]
        [TestCase("annotations/trainval.txt")]
        public void AnEntryThatLeadsElsewhere_IsRefusedByName(string name)
        {
            var message = UnpackInVain(TarGz.MakeFile(name, 1));
            Assert.That(message, Does.Contain($"entry '{name}'").And.Contain("--mirror"));
            AssertNothingIsOutside();
        }

        [Test]
        public void ANameThatCommandsATerminal_IsRefused_AndNotRepeated() =>
            Assert.That(UnpackInVain(TarGz.MakeFile("images/a\u001b[2J.jpg", 1)), Does.Contain("entry 'images/a?[2J.jpg' leads out"));

        [TestCase(TarEntryType.SymbolicLink)]
        [TestCase(TarEntryType.HardLink)]
        [TestCase(TarEntryType.CharacterDevice)]
        [TestCase(TarEntryType.BlockDevice)]
        [TestCase(TarEntryType.Fifo)]
        public void LinksAndDevices_AreRefusedByName(TarEntryType type)
        {
            foreach (var name in new[] { "images/link", "images/._link" })
            {
                var entry = new PaxTarEntry(type, name);
                if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink)
                {
                    entry.LinkName = "../../elsewhere";
                }

                var message = UnpackInVain(entry, TarGz.MakeFile("images/link/a.jpg", 1));
                Assert.That(message, Does.Contain($"entry '{name}'").And.Contain(type.ToString()));
                AssertNothingIsOutside();
            }
        }

        [TestCase("images/a.jpg")]
        [TestCase("images/A.JPG")]
        [TestCase("./images//a.jpg")]
        public void ASecondEntryOfTheSameName_IsRefused(string name) => Assert.That(
                UnpackInVain(TarGz.MakeFile("images/a.jpg", 1), TarGz.MakeFile(name, 2)), Does.Contain(name).And.Contain("twice"));

        [Test]
        public void AFileThatIsAlsoAFolder_IsAnError() => Assert.That(
                UnpackInVain(TarGz.MakeFile("images/a", 1), TarGz.MakeFile("images/a/b.jpg", 2)), Does.Contain("can't be unpacked"));

        [Test]
        public void ABomb_IsRefusedAtEachLimit()
        {
            TarEntry[] Make(int count, int length) =>
                Enumerable.Range(0, count).Select(i => TarGz.MakeFile($"images/{i}.mat", new byte[length])).ToArray();

            var limits = new UnpackLimits { Entries = 4, EntryLength = 1000, TotalLength = 10_000 };
            Assert.That(() => Unpack(limits, Make(4, 1)), Throws.Nothing);
            Assert.That(UnpackInVain(limits, Make(5, 1)), Does.Contain("images/4.mat").And.Contain("one more than the 4"));
            Assert.That(UnpackInVain(limits, Make(1, 1001)), Does.Contain("has 1,001 bytes; at most 1,000"));
            Assert.That(UnpackInVain(limits, Make(4, 1000)), Does.Contain("more than the 10,000 bytes"));
        }

        [TestCase("00010000000", "claims 2,097,152 bytes")]
        [TestCase("10000000000", "claims 1,073,741,824 bytes")]
        [TestCase("17777777777", "size field")]
        public void ABombInAHeader_IsRefusedBeforeItUnfolds(string length, string words)
        {
            var plain = TarGz.PackPlain([new GnuTarEntry(TarEntryType.RegularFile, "images/" + new string('g', 150))]);
            Encoding.ASCII.GetBytes(length).CopyTo(plain, 124);
            PutChecksumRight(plain, 0);
            Assert.That(UnpackInVain(TarGz.Compress(plain)), Does.Contain("no whole tar.gz archive").And.Contain(words));
        }

        [Test]
        public void ALengthBeyondAllNumbers_IsAnError()
        {
            var plain = TarGz.PackPlain([new GnuTarEntry(TarEntryType.RegularFile, "images/a.jpg")]);

            // GNU's binary form of a number.
            plain[124] = 0x80;
            plain.AsSpan(125, 11).Fill(0x7f);
            PutChecksumRight(plain, 0);
            Assert.That(UnpackInVain(TarGz.Compress(plain)), Does.Contain("no whole tar.gz archive"));
        }

        [Test]
        public void ATruncatedArchive_IsAnError_OrLacksItsEnd()
        {
            var whole = TarGz.Pack(MakeTwo());
            for (var length = 0; length < whole.Length; length += 97)
            {
                AssertHandled(whole[..length]);
            }

            Assert.That(UnpackInVain(whole[..(whole.Length / 2)]), Does.Contain("no whole tar.gz archive"));
        }

        [Test]
        public void Garbage_IsAnError()
        {
            var garbage = new byte[5000];
            new Random(1).NextBytes(garbage);
            Assert.That(UnpackInVain(garbage), Does.Contain("no whole tar.gz archive"));
            Assert.That(UnpackInVain(TarGz.Compress(garbage)), Does.Contain("no whole tar.gz archive"));
        }

        [Test]
        public void AnyBytes_AreUnpackedOrRefused_AndNothingIsWrittenOutside()
        {
            var plain = TarGz.PackPlain(
            [
                .. MakeTwo(),
                new GnuTarEntry(TarEntryType.RegularFile, "images/" + new string('g', 150)) { DataStream = new MemoryStream([1]) },
                new V7TarEntry(TarEntryType.Directory, "images/d/"),
                TarGz.MakeLink(TarEntryType.SymbolicLink, "images/" + new string('s', 150), new string('t', 150)),
            ]);
            var random = new Random(1);
            for (var round = 0; round < 1000; round++)
            {
                AssertHandled(TarGz.Compress(Mutate(plain, random)));
            }

            var packed = TarGz.Compress(plain);
            for (var round = 0; round < 200; round++)
            {
                var bytes = (byte[])packed.Clone();
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                AssertHandled(bytes);
            }
        }

        [Test]
        public void ATargetThatCannotBeWritten_IsNamed()
        {
            Directory.CreateDirectory(_folder.Combine("a"));
            File.WriteAllText(Target, "a file");
            Assert.That(UnpackInVain(TarGz.MakeFile("images/a.jpg", 1)), Does.Contain(Target).And.Contain("--output"));
        }

        private static TarEntry[] MakeTwo()
        {
            var content = new byte[3000];
            new Random(2).NextBytes(content);
            return [TarGz.MakeFile("images/a.jpg", content), TarGz.MakeFile("images/b.jpg", content)];
        }

        // Half the time the header's checksum is put right again, so that the damage gets past it.
        private static byte[] Mutate(byte[] plain, Random random)
        {
            var bytes = (byte[])plain.Clone();
            var header = 512 * random.Next(bytes.Length / 512);
            for (var i = random.Next(1, 4); i > 0; i--)
            {
                bytes[header + random.Next(random.Next(2) == 0 ? 512 : 160)] = (byte)random.Next(256);
            }

            if (random.Next(2) == 0)
            {
                PutChecksumRight(bytes, header);
            }

            return random.Next(4) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
        }

        private static void PutChecksumRight(byte[] bytes, int header)
        {
            bytes.AsSpan(header + 148, 8).Fill((byte)' ');
            var sum = bytes.Skip(header).Take(512).Sum(value => value);
            Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(bytes, header + 148);
        }

        private void AssertHandled(byte[] archive)
        {
            try
            {
                UnpackBytes(new UnpackLimits { EntryLength = 1_000_000 }, archive);
            }
            catch (TrainingException)
            {
                // One clear error, as it should be.
            }

            AssertNothingIsOutside();
            if (Directory.Exists(Target))
            {
                Assert.That(
                    new DirectoryInfo(Target).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Select(file => file.LinkTarget),
                    Is.All.Null);
                Directory.Delete(Target, recursive: true);
            }
        }

        private void AssertNothingIsOutside()
        {
            Assert.That(
                Directory.GetFileSystemEntries(_folder.Path), Is.SubsetOf(new[] { _folder.Combine("a"), _folder.Combine("archive") }));
            Assert.That(
                Directory.Exists(_folder.Combine("a")) ? Directory.GetFileSystemEntries(_folder.Combine("a")) : [],
                Is.SubsetOf(new[] { Target }));
            Assert.That(
                Directory.Exists(Target) ? Directory.GetFileSystemEntries(Target) : [],
                Is.SubsetOf(new[] { Path.Combine(Target, "images") }));
        }

        private string UnpackInVain(params TarEntry[] entries) => UnpackInVain(new UnpackLimits(), entries);

        private string UnpackInVain(UnpackLimits limits, params TarEntry[] entries) =>
            Assert.Throws<TrainingException>(() => Unpack(limits, entries))!.Message;

        private string UnpackInVain(byte[] archive) =>
            Assert.Throws<TrainingException>(() => UnpackBytes(new UnpackLimits(), archive))!.Message;

        private void Unpack(params TarEntry[] entries) => Unpack(new UnpackLimits(), entries);

        private void Unpack(UnpackLimits limits, params TarEntry[] entries) => UnpackBytes(limits, TarGz.Pack(entries));

        private void UnpackBytes(UnpackLimits limits, byte[] archive)
        {
            File.WriteAllBytes(_folder.Combine("archive"), archive);
            new ArchiveUnpacking(Archive, limits, new PlainPullDisplay(TextWriter.Null))
                .Run(_folder.Combine("archive"), Target, CancellationToken.None);
        }
    }
}
