using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Saccade.Package.Tests.Shipping
{
    /// <summary>That package.json says what Unity's Package Manager wants to know, and nothing that isn't so.</summary>
    internal static partial class ManifestRules
    {
        private const string File = "package.json";

        /// <summary>One line for each thing that is wrong.</summary>
        public static IEnumerable<string> Findings(string root)
        {
            var path = Path.Combine(root, File);
            if (!System.IO.File.Exists(path))
            {
                return new[] { $"{File}: is missing." };
            }

            JObject manifest;
            try
            {
                manifest = JObject.Parse(System.IO.File.ReadAllText(path));
            }
            catch (JsonException e)
            {
                return new[] { $"{File}: is no JSON: {e.Message}" };
            }

            return Fields(manifest).Concat(Addresses(manifest)).Concat(Dependencies(manifest)).Concat(Samples(root, manifest))
                .Concat(Changelog(root, manifest)).Concat(Face(root));
        }

        /// <summary>What package.json depends on; nothing where it can't be read, which is a finding of its own.</summary>
        public static JObject ReadDependencies(string root)
        {
            try
            {
                return JObject.Parse(System.IO.File.ReadAllText(Path.Combine(root, File)))["dependencies"] as JObject ?? new JObject();
            }
            catch (Exception e) when (e is IOException or JsonException)
            {
                return new JObject();
            }
        }

        private static IEnumerable<string> Fields(JObject manifest)
        {
            (string Key, Regex Form)[] fields =
            {
                ("name", Name()), ("version", Version()), ("displayName", Something()), ("description", Something()), ("unity", Unity()),
                ("author.name", Something()), ("license", Something()), ("repository.type", Git()), ("repository.url", Address()),
                ("documentationUrl", Address()), ("changelogUrl", Address()),
                ("licensesUrl", Address()),
            };
            foreach (var (key, form) in fields)
            {
                var value = manifest.SelectToken(key) is JValue { Type: JTokenType.String } token ? (string?)token : null;
                if (value == null || !form.IsMatch(value))
                {
                    yield return $"{File}: {key} is '{value}', but has to look like {form}.";
                }
            }

            if (manifest["keywords"] is not JArray { Count: > 0 })
            {
                yield return $"{File}: has no keywords.";
            }

            // Both would keep the package's windows and assets out of the user's sight.
            foreach (var key in new[] { "hideInEditor", "type" }.Where(manifest.ContainsKey))
            {
                yield return $"{File}: {key} has no business there.";
            }
        }

        // One address, and what follows from it: the pages are those of the version that is packed.
        private static IEnumerable<string> Addresses(JObject manifest)
        {
            var repository = (string?)manifest.SelectToken("repository.url") ?? string.Empty;
            var pages = Regex.Replace(repository, @"\.git$", string.Empty) + $"/blob/v{manifest["version"]}/";
            (string Key, string Page)[] expected =
            {
                ("documentationUrl", "Documentation~/unity.md"), ("changelogUrl", "CHANGELOG.md"), ("licensesUrl", "LICENSE.md"),
            };
            return expected.Where(entry => (string?)manifest[entry.Key] != pages + entry.Page)
                .Select(entry =>
                    $"{File}: {entry.Key} is '{manifest[entry.Key]}', but by repository.url it has to be {pages + entry.Page}.");
        }

        private static IEnumerable<string> Dependencies(JObject manifest)
        {
            if (manifest["dependencies"] is not JObject { Count: > 0 } dependencies)
            {
                yield return $"{File}: has no dependencies.";
                yield break;
            }

            foreach (var dependency in dependencies.Properties())
            {
                // Only Unity's own registry is there in every project: anything else makes the whole install fail.
                if (!dependency.Name.StartsWith("com.unity.", StringComparison.Ordinal))
                {
                    yield return $"{File}: depends on {dependency.Name}, which Unity's registry doesn't have.";
                }

                if (!Version().IsMatch((string?)dependency.Value ?? string.Empty))
                {
                    yield return $"{File}: depends on {dependency.Name} '{dependency.Value}', which is no version; packages may not name "
                        + "ranges, addresses or paths.";
                }
            }
        }

        private static IEnumerable<string> Samples(string root, JObject manifest)
        {
            if (manifest["samples"] is not JArray { Count: > 0 } samples)
            {
                yield return $"{File}: has no samples.";
                yield break;
            }

            var paths = samples.Select(sample => (string?)sample["path"] ?? string.Empty).ToArray();
            foreach (var sample in samples)
            {
                var path = (string?)sample["path"] ?? string.Empty;
                if (((string?)sample["displayName"] ?? string.Empty).Length == 0
                    || ((string?)sample["description"] ?? string.Empty).Length == 0)
                {
                    yield return $"{File}: the sample '{path}' has no displayName or no description.";
                }

                if (!path.StartsWith("Samples~/", StringComparison.Ordinal) || path.Split('/').Contains("..")
                    || !Directory.Exists(Path.Combine(root, path)) || !Directory.EnumerateFiles(Path.Combine(root, path)).Any())
                {
                    yield return $"{File}: the sample '{path}' is no folder with files under Samples~.";
                }
            }

            var all = Path.Combine(root, "Samples~");
            foreach (var folder in Directory.Exists(all) ? Directory.EnumerateDirectories(all) : Enumerable.Empty<string>())
            {
                var path = "Samples~/" + Path.GetFileName(folder);
                if (!paths.Contains(path))
                {
                    yield return $"{path}: isn't among the samples of {File}.";
                }
            }
        }

        private static IEnumerable<string> Changelog(string root, JObject manifest)
        {
            var path = Path.Combine(root, "CHANGELOG.md");
            var entry = System.IO.File.Exists(path) ? ChangelogEntry().Match(System.IO.File.ReadAllText(path)) : Match.Empty;
            if (entry.Groups["version"].Value != (string?)manifest["version"])
            {
                yield return $"CHANGELOG.md: its first entry is '{entry.Groups["version"].Value}', but {File} says {manifest["version"]}.";
            }
        }

        private static IEnumerable<string> Face(string root) =>
            new[] { "README.md", "LICENSE.md", "Third Party Notices.md", "Documentation~" }
                .Where(name => !Path.Exists(Path.Combine(root, name)))
                .Select(name => $"{name}: is missing.");

        [GeneratedRegex(@"^[a-z0-9][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*){2,}$")]
        private static partial Regex Name();

        [GeneratedRegex(@"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$")]
        private static partial Regex Version();

        [GeneratedRegex("^git$")]
        private static partial Regex Git();

        [GeneratedRegex(@"\S")]
        private static partial Regex Something();

        [GeneratedRegex(@"^\d{4,}\.\d+$")]
        private static partial Regex Unity();

        [GeneratedRegex(@"^https://[a-z0-9-]+(\.[a-z0-9-]+)+/\S+$")]
        private static partial Regex Address();

        [GeneratedRegex(@"^## \[(?<version>[^\]]+)\] - (Unreleased|\d{4}-\d\d-\d\d)\r?$", RegexOptions.Multiline)]
        private static partial Regex ChangelogEntry();
    }
}
