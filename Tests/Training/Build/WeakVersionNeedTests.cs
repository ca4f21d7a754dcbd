using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using NUnit.Framework;
using Saccade.Training.Build;

namespace Saccade.Training.Tests.Build
{
    [Platform("Linux")]
    public sealed class WeakVersionNeedTests
    {
        private const string Library = "libstdc++.so.6";
        private const string Version = "GLIBCXX_3.4.32";

        private TemporaryFolder _folder = null!;
        private string _native = null!;

        [SetUp]
        public void CopyTheRealLibrary()
        {
            _folder = new TemporaryFolder();
            _native = _folder.Combine("libLibTorchSharp.so");
            File.Copy(Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so"), _native);

            // The build may have changed the copy already: undo that.
            var elf = File.ReadAllBytes(_native);
            elf[WeakVersionNeed.FindFlags(elf, Library, Version)] = 0;
            File.WriteAllBytes(_native, elf);
        }

        [TearDown]
        public void DeleteTheCopy() => _folder.Dispose();

        [Test]
        public void Apply_ChangesOneBitOfTheFile()
        {
            var before = File.ReadAllBytes(_native);
            Assert.That(WeakVersionNeed.Apply(_native, Library, Version), Is.True);
            var after = File.ReadAllBytes(_native);
            var changed = Enumerable.Range(0, before.Length).Where(i => before[i] != after[i]).ToArray();
            Assert.That(changed, Is.EqualTo(new[] { WeakVersionNeed.FindFlags(before, Library, Version) }));
            Assert.That(after[changed[0]], Is.EqualTo(2));
        }

        [Test]
        public void Apply_ToWhatIsWeakAlready_LeavesTheFileAlone()
        {
            WeakVersionNeed.Apply(_native, Library, Version);
            File.SetAttributes(_native, FileAttributes.ReadOnly);
            Assert.That(WeakVersionNeed.Apply(_native, Library, Version), Is.False);
        }

        [Test]
        public void Apply_KeepsTheTime_SoThatTheBuildDoesNotCopyTheOriginalBack()
        {
            var time = new DateTime(2020, 2, 3, 4, 5, 6, DateTimeKind.Utc);
            File.SetLastWriteTimeUtc(_native, time);
            WeakVersionNeed.Apply(_native, Library, Version);
            Assert.That(File.GetLastWriteTimeUtc(_native), Is.EqualTo(time));
        }

        [Test]
        public void Apply_ToALink_LeavesWhatItLinksToAlone()
        {
            var before = File.ReadAllBytes(_native);
            var link = _folder.Combine("link.so");
            File.CreateSymbolicLink(link, _native);
            WeakVersionNeed.Apply(link, Library, Version);
            Assert.That(File.ReadAllBytes(_native), Is.EqualTo(before));
            Assert.That(File.ReadAllBytes(link), Is.Not.EqualTo(before));
        }

        [Test]
        public void Apply_LeavesNothingBeside()
        {
            WeakVersionNeed.Apply(_native, Library, Version);
            Assert.That(Directory.GetFiles(_folder.Path), Is.EqualTo(new[] { _native }));
        }

        [Test]
        public void FindFlags_OfAVersionThatIsNotNeeded_FindsNothing() =>
            Assert.That(WeakVersionNeed.FindFlags(File.ReadAllBytes(_native), Library, "GLIBCXX_9.9.9"), Is.EqualTo(-1));

        [Test]
        public void FindFlags_OfDamagedFiles_ThrowsTheDocumentedException()
        {
            var whole = File.ReadAllBytes(_native);
            Assert.That(() => WeakVersionNeed.FindFlags([1, 2, 3], Library, Version), Throws.TypeOf<InvalidDataException>());
            Assert.That(() => WeakVersionNeed.FindFlags(whole[..0x50000], Library, Version), Throws.TypeOf<InvalidDataException>());
        }

        [Test]
        public void HostProvides_SeesTheVersionsOfTheLoadedLibrary()
        {
            Assume.That(File.ReadAllText("/proc/self/maps"), Does.Contain(Library), "this .NET brings its C++ library inside");
            Assert.That(WeakVersionNeed.HostProvides(Library, "GLIBCXX_3.4"), Is.True);
            Assert.That(WeakVersionNeed.HostProvides(Library, "GLIBCXX_9.9.9"), Is.False);
        }

        [Test]
        public void TheBuildsCopy_Loads()
        {
            var native = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so");
            Assert.That(NativeLibrary.TryLoad(native, out _), Is.True);
        }
    }
}
