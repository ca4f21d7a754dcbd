using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;

namespace Saccade.Package.Tests.Documents
{
    /// <summary>What every page of the documentation promises by its form: links that lead somewhere, commands that there are.</summary>
    internal sealed class DocumentationTests
    {
        private static IEnumerable<string> Pages =>
            Repository.Files("*.md").Select(Repository.Relative).Where(path => !path.StartsWith("Tests/", System.StringComparison.Ordinal));

        [TestCaseSource(nameof(Pages))]
        public void LinksAndPictures_Exist(string page) => Assert.That(new MarkdownPage(page).BrokenLinks(), Is.Empty);

        [TestCaseSource(nameof(Pages))]
        public void Commands_Exist(string page) =>
            Assert.That(new MarkdownPage(page).Commands.Where(command => !SaccadeCommand.Knows(command)), Is.Empty);

        [TestCase("./saccade demo", true)]
        [TestCase("./saccade train --model base --data pets", true)]
        [TestCase("./saccade bench", true)]
        [TestCase("./saccade dmeo", false)]
        [TestCase("./saccade train --modle base", false)]
        public void Command_IsKnownByVerbAndOptions(string command, bool isKnown) =>
            Assert.That(SaccadeCommand.Knows(command), Is.EqualTo(isKnown));
    }
}
