using System;
using System.Diagnostics;
using System.IO;
using NUnit.Framework;

namespace Saccade.Package.Tests
{
    [Platform("Linux,MacOsX", Reason = "the shell command is for Linux and macOS")]
    internal sealed class CommandTests
    {
        private static readonly string Command = Path.Combine(Repository.Root, "saccade");

        [Test]
        public void NoVerb_PrintsHelp()
        {
            var (status, output, _) = Run(Command);

            Assert.That(status, Is.Zero);
            Assert.That(output,
                Does.Contain("./saccade demo").And.Contain("./saccade test").And.Contain("test --long")
                    .And.Contain("./saccade metas").And.Contain("./saccade pack"));
        }

        [Test]
        public void UnknownVerb_NamesTheVerbs()
        {
            var (status, _, error) = Run(Command, "dmeo");

            Assert.That(status, Is.EqualTo(2));
            Assert.That(error, Does.Contain("'dmeo'").And.Contain("demo, tutorial, test"));
        }

        [Test]
        public void HelpOfTest_SaysWhatItRuns_AndRunsNothing()
        {
            var (status, output, _) = Run(Command, "test --help");

            Assert.That(status, Is.Zero);
            Assert.That(output, Does.Contain("test --long").And.Contain("test --filter").And.Not.Contain("./saccade demo"));
        }

        [Test]
        public void LongTests_TakeNothingElse()
        {
            var (status, _, error) = Run(Command, "test --long --filter X");

            Assert.That(status, Is.EqualTo(1));
            Assert.That(error, Does.Contain("'--filter'"));
        }

        [Test]
        public void Command_WorksThroughALinkFromAnotherFolder()
        {
            using TemporaryFolder folder = new();
            var link = Path.Combine(folder.Path, "see");
            File.CreateSymbolicLink(link, Command);

            var (status, output, _) = Run(link, "help");

            Assert.That(status, Is.Zero);
            Assert.That(output, Does.StartWith("Saccade"));
        }

        [Test]
        public void MissingSdk_IsNamedWithWhereToGetIt()
        {
            using TemporaryFolder folder = new();
            foreach (var tool in new[] { "bash", "readlink", "uname" })
            {
                File.CreateSymbolicLink(Path.Combine(folder.Path, tool), FindTool(tool));
            }

            var (status, _, error) = Run(Command, "demo", path: folder.Path);

            Assert.That(status, Is.EqualTo(1));
            Assert.That(error, Does.Contain(".NET 10 SDK").And.Contain("https://dotnet.microsoft.com"));
        }

        [Test]
        public void ContinuousIntegration_RunsTheTestVerb() =>
            Assert.That(Repository.Read(".ci/run"), Does.Match(@"(?m)^exec .*/saccade"" test$"));

        private static string FindTool(string name)
        {
            foreach (var folder in new[] { "/usr/bin", "/bin" })
            {
                if (File.Exists(Path.Combine(folder, name)))
                {
                    return Path.Combine(folder, name);
                }
            }

            throw new FileNotFoundException($"{name}: not in /usr/bin or /bin.");
        }

        private static (int Status, string Output, string Error) Run(string command, string arguments = "", string? path = null)
        {
            ProcessStartInfo start = new("bash")
            {
                WorkingDirectory = Path.GetTempPath(),
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.ArgumentList.Add(command);
            foreach (var argument in arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                start.ArgumentList.Add(argument);
            }

            if (path != null)
            {
                start.Environment["PATH"] = path;
            }

            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, error.GetAwaiter().GetResult());
        }
    }
}
