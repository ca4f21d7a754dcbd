using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Saccade.Tools;

namespace Saccade.Package.Tests
{
    internal sealed class SourceTests
    {
        private static readonly string[] TextEndings =
        {
            ".cs", ".csproj", ".props", ".targets", ".slnx", ".json", ".asmdef", ".rsp", ".md", ".txt", ".glsl", ".compute", ".shader",
            ".cmd",
            ".meta", ".razor", ".css", ".js", ".html", ".editorconfig", ".gitignore", ".gitattributes", string.Empty,
        };

        [Test]
        public void NoText_NamesAFolderOfSomebodysMachine()
        {
            Regex home = new(@"(?<![\w.~])/((home|Users|tmp|work)/\w|root/\.)|[A-Za-z]:\\Users\\");
            var texts = Repository.Files("*").Where(path => TextEndings.Contains(Path.GetExtension(path))).ToArray();

            Assert.That(texts, Is.Not.Empty);
            foreach (var path in texts.Where(path => Path.GetFileName(path) != "SourceTests.cs"))
            {
                Assert.That(home.Match(File.ReadAllText(path)).Value, Is.Empty, Repository.Relative(path));
            }
        }

        [Test]
        public void NoTwoNames_DifferOnlyInCase() =>
            Assert.That(
                PackageTree.Entries(Repository.Root).Select(entry => entry.Path)
                    .GroupBy(path => path, StringComparer.OrdinalIgnoreCase)
                    .Where(group => group.Count() > 1)
                    .Select(group => string.Join(", ", group)),
                Is.Empty);

        [Test]
        public void EveryName_IsPossibleOnWindows() =>
            Assert.That(
                PackageTree.Entries(Repository.Root).Select(entry => entry.Path)
                    .Where(path => path.Length > 140 || Regex.IsMatch(path, @"[<>:""\\|?*]|[. ](/|$)")),
                Is.Empty);
    }
}
