using System;
using System.IO;
using System.Runtime.InteropServices;
using NUnit.Framework;
using Saccade.Training.CommandLine;
using Saccade.Training.Tests.Data.Pets;
using Saccade.Training.Tests.Hub;

namespace Saccade.Training.Tests.CommandLine
{
    /// <summary>The command as its arguments make it.</summary>
    public sealed class PetsCommandTests : PetFixture
    {
        private const int Terminate = 15;

        [TestCase("")]
        [TestCase("/")]
        [TestCase("// ")]
        public void TheDataSet_ComesFromTheMirror_AndIsNotDownloadedAgain(string ending)
        {
            var (exitCode, output, error) = Run("--output", Output, "--mirror", Mirror + ending);
            Assert.That(exitCode, Is.Zero, error);
            AssertWhole();
            Assert.That(
                output,
                Does.Match(@"images\.tar\.gz: 3\d\d\.\d kB\r?\n").And.Match(@"unpacking images\.tar\.gz: 3\d\d\.\d kB\r?\n"));
            Assert.That(output, Does.EndWith("Oxford-IIIT Pet, 2 pictures to train and 1 to test." + Environment.NewLine));

            (exitCode, output, _) = Run("--output", Output, "--mirror", Mirror);
            Assert.That(exitCode, Is.Zero);
            Assert.That(output, Does.Contain("was there already"));
        }

        [Test]
        public void AnError_IsOneLineOnTheErrorOutput_WithExitCode1()
        {
            Intercept = (_, _) => Reply.Make("403 Forbidden");
            var (exitCode, _, error) = Run("--output", Output, "--mirror", Mirror);
            Assert.That(exitCode, Is.EqualTo(1));
            Assert.That(error.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
            Assert.That(error, Does.StartWith("error: ").And.Contain("HTTP 403"));
        }

        [Test]
        [Platform("Linux,MacOsX")]
        public void ARequestToStop_KeepsWhatHasCome_WithExitCode130_AndTheSameCommandGoesOnFromThere()
        {
            // A shell makes what runs in its background deaf to Ctrl-C, tests too; the command takes both signals alike.
            Intercept = (request, content) =>
            {
                if (!request.Path.EndsWith(Images, StringComparison.Ordinal))
                {
                    return null;
                }

                Intercept = (_, _) => null;
                Assert.That(Kill(Environment.ProcessId, Terminate), Is.Zero);
                return FakeHub.SendRange(content, request).CutBodyAfter(100_000) with { Stalls = true };
            };
            var (exitCode, _, error) = Run("--output", Output, "--mirror", Mirror);
            Assert.That(exitCode, Is.EqualTo(130));
            Assert.That(error, Is.EqualTo($"Cancelled; the same command goes on from {Partial}." + Environment.NewLine));

            (exitCode, _, error) = Run("--output", Output, "--mirror", Mirror);
            Assert.That(exitCode, Is.Zero, error);
            AssertWhole();
            Assert.That(FindRanges(Annotations), Has.Length.EqualTo(1));
        }

        [TestCase()]
        [TestCase("--output", "a", "--mirror", "file:///pets")]
        [TestCase("--output", "a", "--mirror", "ftp://mirror.example")]
        [TestCase("--output", "a", "--mirror", "mirror.example")]
        [TestCase("--output", "a", "--mirror", "")]
        [TestCase("--output", "a", "--mirror", "https://user:password@mirror.example")]
        [TestCase("--output", "a", "--progress", "json")]
        public void WrongArguments_AreFoundBeforeAnythingIsDone(params string[] arguments)
        {
            var parsed = PetsCommand.MakeOxfordPet(TextWriter.Null, TextWriter.Null).Parse(arguments);
            Assert.That(parsed.Errors, Has.Count.EqualTo(1));
            Assert.That(parsed.Errors[0].Message, Does.Contain("--").Or.Contain("'json'"));
            Assert.That(parsed.Errors[0].Message, Does.Not.Contain("password"));
        }

        [DllImport("libc", EntryPoint = "kill")]
        private static extern int Kill(int process, int signal);

        private (int ExitCode, string Output, string Error) Run(params string[] arguments)
        {
            var output = new StringWriter();
            var error = new StringWriter();
            var exitCode = PetsCommand.MakeOxfordPet(output, error, Archives).Parse(arguments).Invoke();
            return (exitCode, output.ToString(), error.ToString());
        }
    }
}
