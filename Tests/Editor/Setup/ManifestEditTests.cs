using System;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Newtonsoft.Json.Linq;
using NUnit.Framework;
using Saccade.Editor.Setup;

namespace Saccade.Editor.Tests.Setup
{
    /// <summary>Text in, text out; Newtonsoft.Json judges what comes out.</summary>
    public sealed class ManifestEditTests
    {
        private const string Usual = """
            {
              "dependencies": {
                "com.unity.ugui": "1.0.0",
                "com.saccade.vit": "file:../vit"
              }
            }

            """;

        private const string UsualEdited = """
            {
              "dependencies": {
                "com.unity.ugui": "1.0.0",
                "com.saccade.vit": "file:../vit",
                "com.github.asus4.onnxruntime": "0.4.9"
              },
              "scopedRegistries": [
                {
                  "name": "npm",
                  "url": "https://registry.npmjs.com",
                  "scopes": [
                    "com.github.asus4"
                  ]
                }
              ]
            }

            """;

        private static readonly string[] Registries =
        [
            """{ "name": "own", "url": "https://host.example", "scopes": ["com.own"] }""",
            """{ "name": "npm", "url": "https://registry.npmjs.org/", "scopes": [] }""",
            """{ "url": "https://registry.npmjs.com" }""",
            """{ "name": "npm", "url": "https://host.example/npm", "scopes": ["com.github"] }""",
            """{ "name": "mirror", "url": "https://host.example", "scopes": ["com.other", "com.github.asus4"] }""",
        ];

        [Test]
        public void UsualManifest_GetsRegistryAndPackageInItsOwnStyle() =>
            Assert.That(ManifestEdit.Apply(Usual).Text, Is.EqualTo(UsualEdited));

        [Test]
        public void LineEnds_StayThoseOfWindows() => Assert.That(ManifestEdit.Apply(Windows(Usual)).Text, Is.EqualTo(Windows(UsualEdited)));

        [Test]
        public void ByteOrderMark_Stays() => Assert.That(ManifestEdit.Apply("\uFEFF" + Usual).Text, Is.EqualTo("\uFEFF" + UsualEdited));

        [TestCase("\t")]
        [TestCase("    ")]
        public void Indentation_IsThatOfTheFile(string unit) =>
            Assert.That(ManifestEdit.Apply(Indent(Usual, unit)).Text, Is.EqualTo(Indent(UsualEdited, unit)));

        [Test]
        public void MissingNewLineAtTheEnd_StaysMissing() =>
            Assert.That(ManifestEdit.Apply(Usual.TrimEnd('\n')).Text, Is.EqualTo(UsualEdited.TrimEnd('\n')));

        [Test]
        public void OneLine_StaysOne() =>
            Assert.That(
                ManifestEdit.Apply("""{ "dependencies": { "com.unity.ugui": "1.0.0" } }""").Text,
                Is.EqualTo(
                    """{ "dependencies": { "com.unity.ugui": "1.0.0", "com.github.asus4.onnxruntime": "0.4.9" }, "scopedRegistries": """
                    + """[ { "name": "npm", "url": "https://registry.npmjs.com", "scopes": [ "com.github.asus4" ] } ] }"""));

        [TestCase("{}")]
        [TestCase("{ }")]
        [TestCase("{\n}")]
        [TestCase("{\n  \"dependencies\": {}\n}")]
        [TestCase("{\n  \"dependencies\": {\n  },\n  \"scopedRegistries\": []\n}")]
        [TestCase("{\"scopedRegistries\":[],\"dependencies\":{}}")]
        public void EmptyParts_AreFilled(string manifest)
        {
            var edited = JObject.Parse(ManifestEdit.Apply(manifest).Text);

            Assert.That((string?)edited["dependencies"]!["com.github.asus4.onnxruntime"], Is.EqualTo("0.4.9"));
            Assert.That((string?)edited["scopedRegistries"]!.Single()["scopes"]!.Single(), Is.EqualTo("com.github.asus4"));
        }

        [Test]
        public void RegistryOfNpm_GetsTheScopeToo()
        {
            const string manifest = """
                {
                  "scopedRegistries": [
                    {
                      "name": "my npm",
                      "url": "https://registry.npmjs.org/",
                      "scopes": [
                        "com.mine"
                      ]
                    }
                  ],
                  "dependencies": {
                    "com.unity.ugui": "1.0.0"
                  }
                }
                """;

            Assert.That(ManifestEdit.Apply(manifest).Text, Is.EqualTo(manifest
                .Replace("        \"com.mine\"", "        \"com.mine\",\n        \"com.github.asus4\"", StringComparison.Ordinal)
                .Replace("\"1.0.0\"", "\"1.0.0\",\n    \"com.github.asus4.onnxruntime\": \"0.4.9\"", StringComparison.Ordinal)));
        }

        [TestCase("com.github.asus4")]
        [TestCase("com.github.asus4.onnxruntime")]
        public void ScopeThatIsThere_StaysWithItsRegistry(string scope)
        {
            var manifest =
                $$"""
                { "scopedRegistries": [{ "name": "mirror", "url": "https://host.example", "scopes": ["{{scope}}"] }], "dependencies": {} }
                """;

            var edited = JObject.Parse(ManifestEdit.Apply(manifest).Text);

            Assert.That(JToken.DeepEquals(edited["scopedRegistries"], JObject.Parse(manifest)["scopedRegistries"]), Is.True);
        }

        [Test]
        public void NameOfAnotherRegistry_IsNotUsedTwice()
        {
            const string manifest = """{ "scopedRegistries": [{ "name": "npm", "url": "https://host.example", "scopes": ["com.own"] }] }""";

            var edited = JObject.Parse(ManifestEdit.Apply(manifest).Text);

            Assert.That(
                edited["scopedRegistries"]!.Select(registry => (string?)registry["name"]),
                Is.EqualTo(new[] { "npm", "npm (com.github.asus4)" }));
        }

        [TestCase("\"0.3.0\"", "0.3.0")]
        [TestCase("\"0.5.1\"", "0.5.1")]
        [TestCase("\"file:../onnxruntime\"", "file:../onnxruntime")]
        public void VersionThatIsThere_IsKeptAndTold(string value, string told)
        {
            var manifest = $$"""{ "dependencies": { "com.github.asus4.onnxruntime": {{value}} } }""";

            var edit = ManifestEdit.Apply(manifest);

            Assert.That(edit.KeptVersion, Is.EqualTo(told));
            Assert.That(edit.IsChanged, Is.True, "the registry was missing");
            Assert.That(edit.Text, Does.StartWith(manifest[..^2]));
        }

        [Test]
        public void ManifestWithAll_IsLeftAlone()
        {
            var edit = ManifestEdit.Apply(UsualEdited);

            Assert.That(edit.IsChanged, Is.False);
            Assert.That(edit.Text, Is.EqualTo(UsualEdited));
            Assert.That(edit.KeptVersion, Is.EqualTo("0.4.9"));
        }

        [TestCase("", "line 1, column 1")]
        [TestCase("[]", "not a JSON object")]
        [TestCase("{ \"dependencies\": {}, }", "line 1, column 23")]
        [TestCase("{\n  \"dependencies\": {\n    \"a\": \"1\"\n    \"b\": \"2\"\n  }\n}", "line 4, column 5")]
        [TestCase("{ \"dependencies\": {} } x", "the end of the file was expected")]
        [TestCase("{ \"dependencies\": { \"a\": \"1", "the string's end")]
        [TestCase("{ \"dependencies\": { \"a\": 01 } }", "has '1'")]
        [TestCase("{ \"dependencies\": { \"a\": \"\\x\" } }", "an escaped character")]
        [TestCase("{ 'dependencies': {} }", "a member's name")]
        [TestCase("{ \"dependencies\": {} // comment\n}", "line 1")]
        [TestCase("{ \"dependencies\": [] }", "\"dependencies\" is no object")]
        [TestCase("{ \"scopedRegistries\": {} }", "\"scopedRegistries\" is no array")]
        [TestCase("{ \"scopedRegistries\": [1] }", "not every entry")]
        [TestCase("{ \"scopedRegistries\": [{ \"scopes\": \"com.own\" }] }", "\"scopes\" is no array")]
        [TestCase("{ \"dependencies\": {}, \"dependencies\": {} }", "is there twice")]
        public void DamagedManifest_IsRefused(string manifest, string reason) =>
            Assert.That(() => ManifestEdit.Apply(manifest), Throws.InstanceOf<ManifestException>().With.Message.Contains(reason));

        [Test]
        public void EndlessNesting_IsRefused() =>
            Assert.That(
                () => ManifestEdit.Apply(new string('[', 100_000)),
                Throws.InstanceOf<ManifestException>().With.Message.Contains("brackets"));

        [Test]
        public void AnyManifest_KeepsAllAndIsFinishedAfterOnce()
        {
            var name = Gen.Elements("a", "com.unity.ugui", "dépendance", "with \\\"quotes\\\"", "\\u0041bc", "{[,]}", "testables");
            var value =
                Gen.Elements("\"1.0.0\"", "1e-3", "-0.5", "true", "null", "[]", "{}", "[\"x\", { \"y\": [1,2] }]", "\"tab\\t, }\"");
            var space = Gen.Elements("", " ", "\n  ", "\r\n\t", "\n\n    ");
            Gen<(string[] Names, string[] Values, string[] Spaces, string[] Registries, int Parts)> manifests =
                from count in Gen.Choose(0, 5)
                from names in Gen.ArrayOf(name, count)
                from values in Gen.ArrayOf(value, count)
                from spaces in Gen.ArrayOf(space, 3)
                from registryCount in Gen.Choose(0, 3)
                from registries in Gen.ArrayOf(Gen.Elements(Registries), registryCount)
                from parts in Gen.Choose(0, 7)
                select (names, values, spaces, registries, parts);

            Prop.ForAll(manifests.ToArbitrary(), made =>
            {
                var manifest = Write(made.Names, made.Values, made.Spaces, made.Registries, made.Parts);
                var edited = ManifestEdit.Apply(manifest).Text;
                var after = JObject.Parse(edited);

                Assert.That(ManifestEdit.Apply(edited).IsChanged, Is.False, edited);
                Assert.That(after["dependencies"]!["com.github.asus4.onnxruntime"], Is.Not.Null);
                Assert.That(
                    after["scopedRegistries"]!
                        .Any(registry => registry["scopes"]?.Any(scope => (string?)scope == "com.github.asus4") == true),
                    Is.True, edited);
                Assert.That(IsWithin(JObject.Parse(manifest), after), Is.True, $"{manifest}\n{edited}");
                Assert.That(IsSubsequence(manifest, edited), Is.True, $"{manifest}\n{edited}");
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(20261124, 7));
        }

        private static string Write(string[] names, string[] values, string[] spaces, string[] registries, int parts)
        {
            var members = string.Join(
                "," + spaces[0],
                names.Zip(values).DistinctBy(pair => Unescaped(pair.First)).Select(pair => $"\"{pair.First}\": {pair.Second}"));
            StringBuilder text = new("{");
            text.Append(spaces[1]);
            string[] all =
            [
                .. (parts & 1) != 0 ? new[] { $"\"dependencies\":{spaces[2]}{{{spaces[0]}{members}{spaces[1]}}}" } : [],
                .. (parts & 2) != 0
                ? new[] { $"\"scopedRegistries\": [{spaces[2]}{string.Join(spaces[0] + ",", registries)}{spaces[0]}]" }
                : [],
                .. (parts & 4) != 0 ? new[] { $"\"testables\": [{spaces[1]}]" } : [],
            ];
            return text.Append(string.Join(", " + spaces[0], all)).Append(spaces[2]).Append('}').Append(spaces[1]).ToString();
        }

        private static string Unescaped(string name) => (string?)JToken.Parse($"\"{name}\"") ?? "";

        // Every value of the one is in the other, arrays and objects may have grown at their ends.
        private static bool IsWithin(JToken before, JToken after) => (before, after) switch
        {
            (JObject old, JObject grown) => old.Properties()
                .All(property => grown[property.Name] is { } value && IsWithin(property.Value, value)),
            (JArray old, JArray grown) => old.Count <= grown.Count && old.Zip(grown).All(pair => IsWithin(pair.First, pair.Second)),
            _ => JToken.DeepEquals(before, after),
        };

        // Nothing but insertions: every character of the old text that isn't space comes again, in order.
        private static bool IsSubsequence(string old, string grown)
        {
            var at = 0;
            foreach (var c in grown)
            {
                while (at < old.Length && char.IsWhiteSpace(old[at]))
                {
                    at++;
                }

                if (at < old.Length && old[at] == c)
                {
                    at++;
                }
            }

            return old[at..].Trim().Length == 0;
        }

        private static string Windows(string text) => text.Replace("\n", "\r\n", StringComparison.Ordinal);

        private static string Indent(string text, string unit) =>
            string.Join('\n', text.Split('\n').Select(
                line => string.Concat(Enumerable.Repeat(unit, (line.Length - line.TrimStart().Length) / 2)) + line.TrimStart()));
    }
}
