using System.IO;
using NUnit.Framework;
using Saccade.Training.CommandLine;

namespace Saccade.Training.Tests.CommandLine
{
    /// <summary>The line by which the editor knows the tool.</summary>
    public sealed class VersionTests
    {
        [Test]
        public void Version_IsOneLineThatNamesTheTool() =>
            Assert.That(Run("--version"), Does.Match(@"^Saccade training tool \d+\.\d+\.\d+\r?\n$"));

        [Test]
        public void Help_NamesTheOption() => Assert.That(Run("--help"), Does.Contain("--version"));

        private static string Run(string argument)
        {
            using var output = new StringWriter();
            Assert.That(Commands.Run([argument], output, TextWriter.Null), Is.Zero);
            return output.ToString();
        }
    }
}
