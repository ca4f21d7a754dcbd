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
    /// <summary>The command as the shell starts it.</summary>
    public sealed class PullCommandTests
    {
        private const string Token = "hf_secret";
        private const int Interrupt = 2;

        private TemporaryFolder _folder = null!;
        private FakeHub _hub = null!;

        [SetUp]
        public void StartHub()
        {
            _folder = new TemporaryFolder();
            _hub = new FakeHub();
            _hub.AddModel();
        }

        [TearDown]
        public void StopHub()
        {
            _hub.Dispose();
            _folder.Dispose();
        }

        [Test]
        public void AModel_LandsInAFolderOfItsName_WithEndpointAndTokenFromTheEnvironment()
        {
            var (exitCode, output, error) = Run(FakeHub.Name);
            Assert.That(exitCode, Is.Zero, error);
            Assert.That(Directory.GetFiles(_folder.Combine("vit-tiny")), Has.Length.EqualTo(4));
            Assert.That(_hub.Hub.Requests.Select(request => request.Authorization), Is.All.EqualTo($"Bearer {Token}"));
            Assert.That(output, Does.Contain("model.safetensors: 200.1 kB").And.Contain($"vit-tiny: {FakeHub.Name}"));
            Assert.That(output + error, Does.Not.Contain(Token));

            Assert.That(Run(FakeHub.Name, "--output", "vit-tiny/").Output, Does.Contain("was there already"));
        }

        [Test]
        public void AnError_IsOneLineOnTheErrorOutput_WithExitCode1()
        {
            _hub.Intercept = _ => Reply.Make("404 Not Found", "X-Error-Code: RevisionNotFound");
            var (exitCode, _, error) = Run(FakeHub.Name, "--revision", "v9");
            Assert.That(exitCode, Is.EqualTo(1));
            Assert.That(error, Does.StartWith("error: ").And.Contain("'v9'").And.Not.Contain(Token));
            Assert.That(error.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
        }

        [Test]
        [Platform("Linux,MacOsX")]
        public void CtrlC_KeepsWhatHasCome_WithExitCode130_AndTheSameCommandGoesOnFromThere()
        {
            _hub.Intercept = request => request.Path.StartsWith("/model.safetensors", StringComparison.Ordinal) && request.Range is null
                ? FakeHub.SendRange(_hub.Files["model.safetensors"], request).CutBodyAfter(100_000) with { Stalls = true }
                : null;
            using (var process = Start(FakeHub.Name, "--output", "a"))
            {
                while (process.StandardOutput.ReadLine() is { } line && !line.StartsWith("model.safetensors", StringComparison.Ordinal))
                {
                }

                Assert.That(
                    () => new FileInfo(_folder.Combine("a.partial", "model.safetensors")).Length,
                    Is.EqualTo(100_000).After(60).Seconds.PollEvery(10).MilliSeconds);
                Assert.That(Kill(process.Id, Interrupt), Is.Zero);
                Assert.That(process.StandardError.ReadToEnd(), Does.StartWith("Cancelled;").And.Contain("a.partial"));
                process.WaitForExit();
                Assert.That(process.ExitCode, Is.EqualTo(130));
            }

            Assert.That(Directory.Exists(_folder.Combine("a")), Is.False);
            var (exitCode, output, error) = Run(FakeHub.Name, "--output", "a");
            Assert.That(exitCode, Is.Zero, error);
            Assert.That(output, Does.Contain("100.0 kB of it here already"));
            Assert.That(_hub.BodyRequests[^1].Range, Is.EqualTo("bytes=100000-"));
            Assert.That(File.ReadAllBytes(_folder.Combine("a", "model.safetensors")), Is.EqualTo(_hub.Files["model.safetensors"]));
            Assert.That(Directory.GetDirectories(_folder.Path), Has.Length.EqualTo(1));
        }

        [TestCase("pull")]
        [TestCase("pull", "https://huggingface.co/google/vit-base-patch16-224")]
        [TestCase("pull", "../vit")]
        [TestCase("pull", "google/vit", "--revision", "..")]
        public void WrongArguments_GiveExitCode2_AndPointToTheHelp(params string[] arguments)
        {
            var error = new StringWriter();
            Assert.That(Commands.Run(arguments, TextWriter.Null, error), Is.EqualTo(2));
            Assert.That(error.ToString(), Does.Contain("error: ").And.Contain("pull --help"));
        }

        [Test]
        public void Help_TeachesByExamples()
        {
            var output = new StringWriter();
            Assert.That(Commands.Run(["pull", "--help"], output, TextWriter.Null), Is.Zero);
            Assert.That(output.ToString(), Does.Contain("Examples:").And.Contain("saccade pull google/").And.Contain("HF_TOKEN"));
        }

        [DllImport("libc", EntryPoint = "kill")]
        private static extern int Kill(int process, int signal);

        private (int ExitCode, string Output, string Error) Run(params string[] arguments)
        {
            using var process = Start(arguments);
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, error.Result);
        }

        private Process Start(params string[] arguments)
        {
            var program = Path.ChangeExtension(typeof(Commands).Assembly.Location, OperatingSystem.IsWindows() ? ".exe" : null)!;

            // A shell makes what runs in its background deaf to Ctrl-C, tests and their children too; env undoes that.
            var start = OperatingSystem.IsLinux()
                ? new ProcessStartInfo("env", ["--default-signal=INT", program, "pull", .. arguments])
                : new ProcessStartInfo(program, ["pull", .. arguments]);
            start.WorkingDirectory = _folder.Path;
            start.RedirectStandardOutput = true;
            start.RedirectStandardError = true;
            start.Environment["HF_ENDPOINT"] = _hub.Hub.Origin;
            start.Environment["HF_TOKEN"] = Token + "\n";
            start.Environment["NO_PROXY"] = "127.0.0.1";
            return Process.Start(start)!;
        }
    }
}
