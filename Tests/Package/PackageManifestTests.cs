using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Newtonsoft.Json.Linq;
using NUnit.Framework;
using Saccade.Package.Tests.Shipping;

namespace Saccade.Package.Tests
{
    internal sealed class PackageManifestTests
    {
        private static readonly JObject Manifest = Repository.ReadJson("package.json");

        private static readonly string Version = (string)Manifest["version"]!;

        private static IEnumerable<string> Samples => ((JArray)Manifest["samples"]!).Select(sample => (string)sample["path"]!);

        [Test]
        public void Name_IsStable() => Assert.That((string)Manifest["name"]!, Is.EqualTo("com.saccade.vit"));

        [Test]
        public void Unity_IsTheOldestSupportedOne() => Assert.That((string)Manifest["unity"]!, Is.EqualTo("2022.3"));

        [Test]
        public void Version_IsTheAssemblies()
        {
            var properties = XDocument.Parse(Repository.Read("Directory.Build.props"));

            Assert.That(Version, Does.Match(@"^\d+\.\d+\.\d+$"));
            Assert.That(properties.Descendants("Version").Single().Value, Is.EqualTo(Version));
        }

        [Test]
        public void Version_HasAnEntryInTheChangelog() =>
            Assert.That(Repository.Read("CHANGELOG.md"), Does.Match($@"(?m)^## \[{Regex.Escape(Version)}\]"));

        [TestCase("displayName")]
        [TestCase("description")]
        [TestCase("license")]
        [TestCase("author")]
        public void Field_IsThere(string key) => Assert.That(Manifest[key]!.ToString(), Is.Not.Empty);

        [Test]
        public void Addresses_FollowThatOfTheRepository() =>
            Assert.That(ManifestRules.Findings(Repository.Root).Where(finding => finding.Contains("repository.")), Is.Empty);

        [TestCaseSource(nameof(Samples))]
        public void Sample_IsWhereTheManifestSays(string path) =>
            Assert.That(Directory.GetFiles(Path.Combine(Repository.Root, path), "*.cs"), Is.Not.Empty);

        [Test]
        public void EverySample_IsInTheManifest() =>
            Assert.That(
                Directory.GetDirectories(Path.Combine(Repository.Root, "Samples~")).Select(Repository.Relative),
                Is.EquivalentTo(Samples));

        [TestCase("README.md")]
        [TestCase("CHANGELOG.md")]
        [TestCase("LICENSE.md")]
        [TestCase("Third Party Notices.md")]
        public void FaceOfThePackage_IsThere(string file) => Assert.That(Path.Combine(Repository.Root, file), Does.Exist);

        [Test]
        public void ThirdPartyNotices_NameEveryPackage()
        {
            var notices = Repository.Read("Third Party Notices.md");

            foreach (var package in XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants("PackageVersion"))
            {
                var name = (string)package.Attribute("Include")!;
                var version = (string)package.Attribute("Version")!;
                Assert.That(notices, Does.Match($@"(?m)^\| {Regex.Escape(name)} \| {Regex.Escape(version)} \|"), name);
            }
        }
    }
}
