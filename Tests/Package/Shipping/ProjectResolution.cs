using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace Saccade.Package.Tests.Shipping
{
    /// <summary>
    /// Finds the packages of a project as Unity's Package Manager does: the registry whose scope is the longest that fits serves a package,
    /// Unity's own the rest; a tarball is read where it lies; and what a package depends on is looked for in the same way.
    /// </summary>
    internal sealed class ProjectResolution
    {
        private const string Unity = "https://packages.unity.com";
        private const string Tarball = "file:";

        private static readonly JObject Registries =
            Repository.ReadJson(Path.Combine("Tests", "Fixtures~", "registries", "packages.json"));

        private readonly JObject _manifest;
        private readonly string _folder;
        private readonly SortedDictionary<string, string> _packages = new(StringComparer.Ordinal);
        private readonly List<string> _problems = new();

        private ProjectResolution(JObject manifest, string folder)
        {
            _manifest = manifest;
            _folder = folder;
        }

        /// <summary>The versions of the packages that were found, by name.</summary>
        public IReadOnlyDictionary<string, string> Packages => _packages;

        /// <summary>One line for each package that is nowhere.</summary>
        public IReadOnlyList<string> Problems => _problems;

        /// <summary>Resolves a project.</summary>
        /// <param name="manifest">What its <c>Packages/manifest.json</c> says.</param>
        /// <param name="folder">The folder of that file, with the tarballs that it names.</param>
        public static ProjectResolution Run(string manifest, string folder)
        {
            ProjectResolution resolution = new(JObject.Parse(manifest), folder);
            resolution.Add("the project", resolution._manifest["dependencies"] as JObject);
            return resolution;
        }

        private void Add(string owner, JObject? dependencies)
        {
            foreach (var (name, token) in dependencies ?? new JObject())
            {
                var version = (string)token!;
                if (_packages.TryGetValue(name, out var known))
                {
                    // Unity takes the highest that anybody asks for; here everybody has to agree.
                    if (known != version && !version.StartsWith(Tarball, StringComparison.Ordinal))
                    {
                        _problems.Add($"{owner}: needs {name} {version}, but {known} is there already.");
                    }

                    continue;
                }

                if (version.StartsWith(Tarball, StringComparison.Ordinal))
                {
                    AddTarball(name, Path.Combine(_folder, version[Tarball.Length..]));
                    continue;
                }

                var registry = FindRegistry(name);
                if (Registries.SelectToken($"['{registry}']['{name}']['{version}']") is not JObject further)
                {
                    _problems.Add($"{owner}: needs {name} {version}, which {registry} doesn't have.");
                    continue;
                }

                _packages.Add(name, version);
                Add(name, further);
            }
        }

        private void AddTarball(string name, string path)
        {
            if (!File.Exists(path))
            {
                _problems.Add($"{path}: isn't there.");
                return;
            }

            var manifest = JObject.Parse(ArchiveRules.Read(path, "package.json"));
            if ((string?)manifest["name"] != name)
            {
                _problems.Add($"{path}: is {manifest["name"]}, not {name}.");
            }

            _packages.Add(name, (string)manifest["version"]!);
            Add(name, manifest["dependencies"] as JObject);
        }

        private string FindRegistry(string name) =>
            (_manifest["scopedRegistries"] ?? new JArray())
                .SelectMany(registry => registry["scopes"]!.Select(scope => (Scope: (string)scope!, Url: (string)registry["url"]!)))
                .Where(entry => name == entry.Scope || name.StartsWith(entry.Scope + ".", StringComparison.Ordinal))
                .OrderByDescending(entry => entry.Scope.Length)
                .Select(entry => entry.Url)
                .FirstOrDefault(Unity);
    }
}
