using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using NUnit.Framework;
using Saccade.Training.CommandLine;
using Saccade.Training.Tests.Hub;

namespace Saccade.Training.Tests.CommandLine
{
    /// <summary>The command as the shell starts it: a process with its environment, its folder and a Ctrl-C.</summary>
    public sealed class PullCommandTest
    {
        private const int Interrupt = 2;

        private TemporaryFolder _folder = null!;
        private FakeHub _hub = null!;

        [SetUp]
        public void Begin()
        {
            _folder = new TemporaryFolder();
            _hub = new FakeHub();
        }

        [TearDown]
        public void End()
        {
            _hub.Dispose();
            _folder.Dispose();
        }

        [Test]
        public void Pull_WritesTheFolderNamedLikeTheModel_WithTheTokenAndEndpointOfTheEnvironment()
        {
            using var process = Start("pull", FakeHub.Name);
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.That(process.ExitCode, Is.Zero);
            Assert.That(output, Does.Contain("model.safetensors, 300.0 kB").And.Contains("model: org/model is here."));
            Assert.That(
                File.ReadAllBytes(_folder.Combine("model", "model.safetensors")), Is.EqualTo(_hub.Files["model.safetensors"]));
            Assert.That(_hub.Hub.Requests.Select(request => request.Authorization), Is.All.EqualTo("Bearer hf_secret"));
        }

        [Test]
        [Platform("Linux,MacOsX")]
        public void AnInterrupt_KeepsWhatCame_WithExitCode130_AndTheSameCommandGoesOn()
        {
            _hub.Intercept = request => request.Path.Contains("signature")
                ? FakeHub.Serve(request, _hub.Files["model.safetensors"]) with { CutAfter = 100_000, FallsSilent = true }
                : null;
            using (var process = Start("pull", FakeHub.Name, "--output", "other"))
            {
                while (process.StandardOutput.ReadLine() is { } line && !line.StartsWith("model.safetensors"))
                {
                }

                Assert.That(Kill(process.Id, Interrupt), Is.Zero);
                var error = process.StandardError.ReadToEnd();
                Assert.That(process.WaitForExit(TimeSpan.FromMinutes(5)), Is.True);
                Assert.That(process.ExitCode, Is.EqualTo(130));
                Assert.That(error.Trim(), Is.EqualTo("Cancelled; the same command goes on from here."));
            }

            Assert.That(File.Exists(_folder.Combine("other.partial", "model.safetensors.part")), Is.True);
            Assert.That(Directory.Exists(_folder.Combine("other")), Is.False);

            _hub.Intercept = _ => null;
            using (var process = Start("pull", FakeHub.Name, "--output", "other"))
            {
                process.StandardOutput.ReadToEnd();
                process.WaitForExit();
                Assert.That(process.ExitCode, Is.Zero);
            }

            Assert.That(_hub.Hub.Requests.Count(request => request.Path == "/small/config.json"), Is.EqualTo(1));
        }

        [Test]
        public void AnError_IsOneLine_WithExitCode1()
        {
            _hub.Intercept = _ => new LocalServer.Reply(404, [], "X-Error-Code: RevisionNotFound");
            using var process = Start("pull", FakeHub.Name, "--revision", "v9");
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.That(process.ExitCode, Is.EqualTo(1));
            Assert.That(error, Does.StartWith("error: org/model: there is no revision 'v9'.").And.Not.Contains("secret"));
            Assert.That(error.TrimEnd(), Does.Not.Contain("\n"));
        }

        [TestCase("HF_ENDPOINT", "huggingface.co")]
        [TestCase("HF_ENDPOINT", "ftp://secret")]
        [TestCase("HF_ENDPOINT", "https://me:secret@huggingface.co")]
        [TestCase("HF_TOKEN", "hf_secret hf_secret")]
        [TestCase("HF_TOKEN", "hf_secret\nhf_secret")]
        public void AWrongVariable_IsNamed_WithoutItsValue(string variable, string value)
        {
            using var process = Start(["pull", FakeHub.Name], variable, value);
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.That(process.ExitCode, Is.EqualTo(1));
            Assert.That(error, Does.StartWith($"error: {variable}: ").And.Not.Contains("secret"));
            Assert.That(_hub.Hub.Requests, Is.Empty);
        }

        [TestCase("pull")]
        [TestCase("pull", "")]
        [TestCase("pull", "../b")]
        [TestCase("pull", "a/..")]
        [TestCase("pull", "a/b/c")]
        [TestCase("pull", "a/b?c")]
        [TestCase("pull", "a/b--c")]
        [TestCase("pull", "https://huggingface.co/a/b")]
        [TestCase("pull", "a/b", "--revision", "..")]
        [TestCase("pull", "a/b", "--revision", "")]
        public void WrongArguments_GiveExitCode2_AndPointToTheHelp(params string[] arguments)
        {
            var error = new StringWriter();
            Assert.That(Commands.Run(arguments, TextWriter.Null, error), Is.EqualTo(2));
            Assert.That(error.ToString(), Does.Contain("error: ").And.Contains("saccade pull --help"));
        }

        [TestCase("gpt2", "gpt2")]
        [TestCase("google/vit-base-patch16-224", "vit-base-patch16-224")]
        [TestCase("timm/vit_tiny_patch16_224.augreg_in21k_ft_in1k", "vit_tiny_patch16_224.augreg_in21k_ft_in1k")]
        public void ARepository_NamesItsFolder(string name, string folder)
        {
            Assert.That(new Saccade.Training.Hub.HubRepository(name).ShortName, Is.EqualTo(folder));
        }

        [Test]
        public void Help_TeachesByExamples_AndNamesTheVariables()
        {
            var output = new StringWriter();
            Assert.That(Commands.Run(["pull", "--help"], output, TextWriter.Null), Is.Zero);
            Assert.That(output.ToString(), Does.Contain("Examples:").And.Contains("HF_TOKEN").And.Contains("HF_ENDPOINT"));
            Assert.That(output.ToString(), Does.Contain("NAME in the current folder"));
        }

        [DllImport("libc", EntryPoint = "kill")]
        private static extern int Kill(int process, int signal);

        private Process Start(params string[] arguments)
        {
            return Start(arguments, "HF_TOKEN", "hf_secret");
        }

        private Process Start(string[] arguments, string variable, string value)
        {
            var program = Path.ChangeExtension(typeof(Commands).Assembly.Location, OperatingSystem.IsWindows() ? ".exe" : null)!;

            // A shell makes what runs in its background deaf to Ctrl-C, tests and their children too; env undoes that.
            var start = OperatingSystem.IsLinux()
                ? new ProcessStartInfo("env", ["--default-signal=INT", program, .. arguments])
                : new ProcessStartInfo(program, arguments);
            start.WorkingDirectory = _folder.Path;
            start.RedirectStandardOutput = true;
            start.RedirectStandardError = true;
            start.Environment["HF_ENDPOINT"] = _hub.Hub.Address.AbsoluteUri;
            start.Environment["HF_TOKEN"] = "";
            start.Environment[variable] = value;
            return Process.Start(start)!;
        }
    }
}
