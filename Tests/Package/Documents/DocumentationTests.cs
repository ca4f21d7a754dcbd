using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
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

        [Test]
        public void Address_OfTheRepository_IsThatOfTheManifest()
        {
            var manifest = Repository.ReadJson("package.json");
            var address = (string)manifest["repository"]!["url"]!;
            MarkdownPage page = new("Documentation~/unity.md");

            // The registry is not ours to set.
            var named = Regex.Matches(page.Text, @"https://[^\s`""<>)#]+\.git").Select(match => match.Value).Distinct();
            Assert.That(named, Is.EqualTo(new[] { address }), "package.json's repository.url is the one place of it");
            Assert.That(page.Text, Does.Contain($"{address}#v{manifest["version"]}"));
        }

        [TestCase("./saccade demo", true)]
        [TestCase("./saccade train --model base --data pets", true)]
        [TestCase("./saccade bench", true)]
        [TestCase("./saccade dmeo", false)]
        [TestCase("./saccade train --modle base", false)]
        public void Command_IsKnownByVerbAndOptions(string command, bool isKnown) =>
            Assert.That(SaccadeCommand.Knows(command), Is.EqualTo(isKnown));
    }
}
