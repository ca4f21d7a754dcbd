using System.IO;
using NUnit.Framework;
using Saccade.Core.Tests.Unpacking;
using Saccade.Preprocessing;

namespace Saccade.Runtime.Tests.Models
{
    public sealed class ModelLocationTests
    {
        private string _folder = "";

        private string Persistent => Path.Combine(_folder, "persistent");

        [SetUp]
        public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("saccade location ").FullName;

        [TearDown]
        public void DeleteFolder() => Directory.Delete(_folder, true);

        [Test]
        public void RelativeFolder_StartsAtStreamingAssets()
        {
            var location = ModelLocation.OfFolder("vit-tiny", Path.GetDirectoryName(Archives.OwnModel)!, Persistent);

            Assert.That(location.Open().Path, Is.EqualTo(Archives.OwnModel));
            Assert.That(location.Name, Is.EqualTo("vit-tiny"));
            Assert.That(Directory.Exists(Persistent), Is.False, "a folder is opened where it lies");
        }

        [Test]
        public void AbsoluteFolder_IsTakenAsItIs_AlsoOnAndroid(
            [Values("/no/such/place", "jar:file:///no/such.apk!/assets")] string streamingAssets) =>
            Assert.That(ModelLocation.OfFolder(Archives.OwnModel, streamingAssets, Persistent).Open().Path, Is.EqualTo(Archives.OwnModel));

        [TestCase("shapes")]
        [TestCase("models/shapes")]
        [TestCase("./models//shapes/")]
        [TestCase("models\\shapes")]
        public void FolderInThePackage_IsUnpacked(string folder)
        {
            var assets = WritePackage("base.apk", ("shapes", Archives.OwnModel), ("models/shapes", Archives.OwnModel));

            var location = ModelLocation.OfFolder(folder, assets, Persistent);

            Assert.That(Directory.Exists(Persistent), Is.False, "nothing is unpacked on the main thread");
            var model = location.Open();
            Assert.That(Path.GetDirectoryName(model.Path), Is.EqualTo(Path.Combine(Persistent, "Saccade", "Models")));
            Assert.That(model.Labels, Is.EqualTo(ModelFolder.Open(Archives.OwnModel).Labels));
        }

        [Test]
        public void WholeAddress_AsPathCombineMakesIt_IsTheSame()
        {
            var assets = WritePackage("base.apk", ("shapes", Archives.OwnModel));

            Assert.That(
                ModelLocation.OfFolder(assets + "/shapes", assets, Persistent).Open().Path,
                Is.EqualTo(ModelLocation.OfFolder("shapes", assets, Persistent).Open().Path));
        }

        [TestCase("my app==.apk", "my%20app%3D%3D.apk")]
        [TestCase("100%25.apk", "100%25.apk")]
        [TestCase("odd!.apk", "odd!.apk")]
        public void ArchivePath_IsDecodedUnlessItIsThereAsItIs(string file, string inAddress)
        {
            var assets = WritePackage(file, ("shapes", Archives.OwnModel)).Replace(file, inAddress);

            Assert.That(() => ModelLocation.OfFolder("shapes", assets, Persistent).Open(), Throws.Nothing);
        }

        [Test]
        public void FolderThatThePackageLacks_IsSaidWithThoseItHas()
        {
            var assets = WritePackage("base.apk", ("shapes", Archives.OwnModel), ("pets", Archives.OwnModel));

            Assert.That(() => ModelLocation.OfFolder("Shapes", assets, Persistent).Open(), Throws.TypeOf<ModelFileException>()
                .With.Message.Contains("base.apk!/assets/Shapes/: there is no such folder")
                .And.Message.Contains("assets/shapes, assets/pets"));
        }

        [Test]
        public void FolderWhoseNameOnlyBeginsAlike_IsNotTaken()
        {
            var assets = WritePackage("base.apk", ("shapes-2", Archives.OwnModel));

            Assert.That(() => ModelLocation.OfFolder("shapes", assets, Persistent).Open(), Throws.TypeOf<ModelFileException>());
        }

        [Test]
        public void PackageThatIsGone_IsNamed() => Assert.That(
            () => ModelLocation.OfFolder("shapes", "jar:file:///no/such/base.apk!/assets", Persistent).Open(),
            Throws.TypeOf<ModelFileException>().With.Message.Contains("/no/such/base.apk"));

        [TestCase("../shapes", "leads out of StreamingAssets")]
        [TestCase("models/../../shapes", "leads out of StreamingAssets")]
        [TestCase("jar:file:///base.apk", "names no place in the archive")]
        [TestCase("jar:file:///base.apk!/", "expected a folder in it")]
        [TestCase("", "none is given")]
        public void FolderThatCantBe_IsSaidAtOnce(string folder, string reason) => Assert.That(
            () => ModelLocation.OfFolder(folder, "jar:file:///base.apk!/assets", Persistent),
            Throws.TypeOf<ModelFileException>().With.Message.Contains(reason));

        [Test]
        public void MissingFolder_IsSaidAtOnce() => Assert.That(
            () => ModelLocation.OfFolder("shapes", _folder, Persistent),
            Throws.TypeOf<ModelFileException>().With.Message.Contains(Path.Combine(_folder, "shapes")));

        [Test]
        public void Web_IsRefusedWithTheReason() => Assert.That(
            () => ModelLocation.OfFolder("shapes", "https://example.org/game/StreamingAssets", Persistent),
            Throws.TypeOf<ModelFileException>().With.Message.Contains("neither threads nor files"));

        // Returns the address of StreamingAssets in it.
        private string WritePackage(string file, params (string Folder, string Model)[] models)
        {
            var path = Path.Combine(_folder, file);
            File.WriteAllBytes(path, Archives.Package(models));
            return $"jar:file://{path}!/assets";
        }
    }
}
