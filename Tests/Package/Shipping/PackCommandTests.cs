using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using NUnit.Framework;
using Saccade.Tools;

namespace Saccade.Package.Tests.Shipping
{
    /// <summary>The command, in small repositories of the tests' own.</summary>
    internal sealed class PackCommandTests
    {
        private TemporaryFolder _folder = null!;
        private string _output = null!;

        [SetUp]
        public void MakeRepository()
        {
            _folder = new TemporaryFolder();
            _output = Path.Combine(_folder.Path, ".artifacts", "package");
            _folder.Write("package.json", Manifest("https://git.test/saccade.git"));
            _folder.Write("package.json.meta");
            _folder.Write("Runtime/Frame.cs", "class Frame { }");
            _folder.Write("Tests/FrameTests.cs");
            _folder.Write(".gitignore", ".artifacts/\n");
            Git("init", "--quiet");
            Git("add", ".");
        }

        [TearDown]
        public void DeleteRepository()
        {
            // Git writes its objects read-only, which Windows doesn't delete.
            foreach (var file in Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories))
            {
                File.SetAttributes(file, FileAttributes.Normal);
            }

            _folder.Dispose();
        }

        [Test]
        public void Help_TeachesAndWritesNothing()
        {
            var (status, output, _) = Run("--help");

            Assert.That(status, Is.Zero);
            Assert.That(output, Does.Contain("--output DIR").And.Contain("--draft").And.Contain("Add package from tarball"));
            Assert.That(_output, Does.Not.Exist);
        }

        [TestCase("--otuput", "x")]
        [TestCase("--output")]
        [TestCase("x")]
        [TestCase("--draft", "--draft")]
        [TestCase("--output", "a", "--output", "b")]
        public void WrongArguments_AreNamed(params string[] arguments)
        {
            var (status, _, error) = Run(arguments);

            Assert.That(status, Is.EqualTo(2));
            Assert.That(error, Does.Contain(arguments.Contains("a") ? "'--output'" : $"'{arguments[0]}'").And.Contain("--help"));
        }

        [TestCase("https://saccade.example/saccade.git")]
        [TestCase("https://git.saccade.EXAMPLE:8080/saccade.git")]
        [TestCase("ssh://git@saccade.example/saccade.git")]
        public void AddressThatLeadsNowhere_IsRefusedWithWhatToDo_UnlessItIsADraft(string address)
        {
            _folder.Write("package.json", Manifest(address));

            var (status, _, error) = Run();

            Assert.That(status, Is.EqualTo(1));
            Assert.That(error, Does.Contain("repository.url: " + address).And.Contain("--draft"));
            Assert.That(_output, Does.Not.Exist);
            Assert.That(Run("--draft").Status, Is.Zero);
            Assert.That(Directory.GetFiles(_output), Has.Length.EqualTo(1));
        }

        [TestCase("https://example.org/saccade.git")]
        [TestCase("https://git.test/people/saccade.example/saccade.git")]
        public void AddressThatOnlyLooksLikeAnExample_IsPacked(string address)
        {
            _folder.Write("package.json", Manifest(address));

            Assert.That(Run().Status, Is.Zero);
        }

        [Test]
        public void TrackedFiles_ArePackedAndUntrackedOnesNamed()
        {
            _folder.Write("Runtime/New.cs");
            _folder.Write("Tests/New.cs");

            var (status, output, error) = Run();

            Assert.That(status, Is.Zero);
            Assert.That(output, Does.Contain("com.saccade.vit-1.2.3.tgz").And.Contain("3 entries"));
            Assert.That(error, Does.Contain("Runtime/New.cs").And.Contain("git add").And.Not.Contain("Tests/New.cs"));
            ArchiveRules.Unpack(Directory.GetFiles(_output).Single(), Path.Combine(_folder.Path, "unpacked"));
            Assert.That(
                Directory.GetFiles(Path.Combine(_folder.Path, "unpacked"), "*", SearchOption.AllDirectories).Select(Path.GetFileName),
                Is.EquivalentTo(new[] { "package.json", "package.json.meta", "Frame.cs" }));
        }

        [Test]
        public void OlderFile_IsReplacedAndNothingElseLeft()
        {
            var older = Path.Combine(_output, "com.saccade.vit-1.2.3.tgz");
            Directory.CreateDirectory(_output);
            File.WriteAllText(older, "older");

            Run();

            Assert.That(Directory.GetFiles(_output), Is.EqualTo(new[] { older }));
            Assert.That(ArchiveRules.Findings(older), Is.Empty);
        }

        [Test]
        public void FailedPack_LeavesTheOlderFile()
        {
            var older = Path.Combine(_output, "com.saccade.vit-1.2.3.tgz");
            Directory.CreateDirectory(_output);
            File.WriteAllText(older, "older");
            File.Delete(Path.Combine(_folder.Path, "Runtime/Frame.cs"));

            Assert.That(() => Run(), Throws.InstanceOf<IOException>().With.Message.StartsWith("Runtime/Frame.cs: git tracks it"));
            Assert.That(Directory.GetFiles(_output), Is.EqualTo(new[] { older }));
            Assert.That(File.ReadAllText(older), Is.EqualTo("older"));
        }

        [Test]
        [Platform(Exclude = "Win", Reason = "links need rights there")]
        public void Link_IsRefused()
        {
            File.CreateSymbolicLink(Path.Combine(_folder.Path, "Runtime/Link.cs"), "Frame.cs");
            Git("add", ".");

            Assert.That(() => Run(), Throws.InstanceOf<IOException>().With.Message.StartsWith("Runtime/Link.cs: is a link to Frame.cs"));
        }

        [Test]
        public void TooLongPath_IsNamed()
        {
            var name = "Runtime/" + new string('a', 200) + ".cs";
            _folder.Write(name);
            Git("add", ".");

            Assert.That(() => Run(), Throws.InstanceOf<IOException>().With.Message.StartsWith($"{name}: the path is too long"));
        }

        [TestCase("{ }")]
        [TestCase("""{ "name": "com.saccade.vit" }""")]
        [TestCase("""{ "name": "../x", "version": "1.0.0" }""")]
        [TestCase("""{ "name": "com.saccade.vit", "version": 1 }""")]
        [TestCase("not JSON")]
        public void ManifestWithoutNameOrVersion_IsNamed(string manifest)
        {
            _folder.Write("package.json", manifest);

            Assert.That(() => Run(), Throws.InstanceOf<IOException>().With.Message.Contains("package.json: has no name and version"));
        }

        [Test]
        public void FolderThatIsNoCheckout_IsSaid()
        {
            using TemporaryFolder other = new();

            Assert.That(
                () => PackCommand.Run(other.Path, System.Array.Empty<string>(), TextWriter.Null, TextWriter.Null),
                Throws.InstanceOf<IOException>().With.Message.Contains(other.Path).And.Message.Contains("checkout"));
        }

        [Test]
        public void FileInTheWayOfTheFolder_IsAnError()
        {
            var file = _folder.Write("occupied");

            Assert.That(() => Run("--output", file), Throws.InstanceOf<IOException>().With.Message.Contains(file));
        }

        private static string Manifest(string repository) =>
            $$"""{ "name": "com.saccade.vit", "version": "1.2.3", "repository": { "type": "git", "url": "{{repository}}" } }""";

        private (int Status, string Output, string Error) Run(params string[] arguments)
        {
            using StringWriter output = new(CultureInfo.InvariantCulture);
            using StringWriter error = new(CultureInfo.InvariantCulture);
            var status = PackCommand.Run(_folder.Path, arguments, output, error);
            return (status, output.ToString(), error.ToString());
        }

        private void Git(params string[] arguments)
        {
            ProcessStartInfo start = new("git") { WorkingDirectory = _folder.Path };
            foreach (var argument in arguments)
            {
                start.ArgumentList.Add(argument);
            }

            using var process = Process.Start(start)!;
            process.WaitForExit();
            Assert.That(process.ExitCode, Is.Zero);
        }
    }
}
