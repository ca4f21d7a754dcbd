using System.Formats.Tar;
using System.IO;
using System.IO.Compression;
using System.Security.Cryptography;
using NUnit.Framework;

namespace Saccade.Package.Tests.Shipping
{
    internal sealed class ArchiveRulesTests
    {
        private TemporaryFolder _folder = null!;
        private string _archive = null!;

        [SetUp]
        public void MakeFolder()
        {
            _folder = new TemporaryFolder();
            _archive = Path.Combine(_folder.Path, "package.tgz");
        }

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        [Test]
        public void PlainFilesUnderOneFolder_AreInOrder()
        {
            Write(File("package/package.json"), File("package/Runtime/Frame.cs"));

            Assert.That(ArchiveRules.Findings(_archive), Is.Empty);
        }

        [TestCase("/package/x")]
        [TestCase("other/x")]
        [TestCase("package/../x")]
        [TestCase("package//x")]
        [TestCase("package/a\\x")]
        public void PathOutsideOfTheFolder_IsFound(string name)
        {
            Write(File(name));

            Assert.That(ArchiveRules.Findings(_archive), Has.Some.StartsWith(name));
        }

        [Test]
        public void Link_IsFound()
        {
            Write(new UstarTarEntry(TarEntryType.SymbolicLink, "package/x") { LinkName = "y" });

            Assert.That(ArchiveRules.Findings(_archive), Has.One.StartsWith("package/x: is a SymbolicLink"));
        }

        [Test]
        public void NameOfAnotherFormat_IsFound()
        {
            Write(new PaxTarEntry(TarEntryType.RegularFile, "package/x"));

            Assert.That(ArchiveRules.Findings(_archive), Has.One.Contains("Pax"));
        }

        [Test]
        public void NameThatIsThereTwice_IsFound()
        {
            Write(File("package/x"), File("package/X"));

            Assert.That(ArchiveRules.Findings(_archive), Has.One.EqualTo("package/X: is there twice."));
        }

        [Test]
        public void TooLargeFile_IsFound()
        {
            // Noise doesn't get smaller.
            Write(new UstarTarEntry(
                TarEntryType.RegularFile, "package/x")
            { DataStream = new MemoryStream(RandomNumberGenerator.GetBytes(10_000_000)) });

            Assert.That(ArchiveRules.Findings(_archive), Has.One.Contains("is too much"));
        }

        private static UstarTarEntry File(string name) =>
            new(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(new byte[] { 1 }) };

        private void Write(params TarEntry[] entries)
        {
            using GZipStream zipped = new(System.IO.File.Create(_archive), CompressionLevel.Fastest);
            using TarWriter tar = new(zipped);
            foreach (var entry in entries)
            {
                tar.WriteEntry(entry);
            }
        }
    }
}
