using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace Saccade.Host.ApiSurface
{
    /// <summary>Makes the list of the stand-in's API out of Unity's sources.</summary>
    internal sealed class SurfaceList
    {
        /// <summary>The list, in the folder Host~.</summary>
        public const string FileName = "unity-api.tsv";

        // The version that the package asks for: what it lacks, or has no more, the host may not offer.
        private const string Target = "2022.3";

        private const string ExceptionsName = "unity-api-exceptions.tsv";

        private const string Header =
            "# What the stand-in engine and editor offer in Unity's namespaces: type, declaration, first Unity version that has it, from\n"
            + "# where it may be called (any thread, or the main one alone and no constructor of a script), since when it is obsolete.\n"
            + "# 2017.1 stands for 2017.1 or earlier: older sources are not published. Written by Host~/ApiSurface; see its Program.cs.\n";

        private readonly string _host;
        private readonly IReadOnlyList<(ApiMember Member, string? Package)> _surface;
        private readonly Dictionary<ApiMember, Facts> _facts;
        private readonly (ApiMember Member, string Since, List<(string Version, bool Holds)> Versions)[] _added;

        /// <summary>Reads the stand-in.</summary>
        /// <param name="host">The folder Host~.</param>
        /// <param name="assemblies">The folder with its assemblies.</param>
        public SurfaceList(string host, string assemblies)
        {
            _host = host;
            _surface = HostAssemblies.Read(assemblies);
            _added = HostAssemblies.ReadAdded(assemblies)
                .Select(entry => (entry.Member, entry.Since, new List<(string Version, bool Holds)>())).ToArray();
            _facts = _surface.Where(entry => entry.Package == null).ToDictionary(entry => entry.Member, _ => new Facts());
        }

        /// <summary>The versions whose calls are followed, beside the newest.</summary>
        public static IReadOnlyList<string> FollowedVersions { get; } = new[] { Target, "6000.0", "6000.3" };

        /// <summary>Writes the list.</summary>
        /// <param name="sources">The folder with a folder for each version.</param>
        /// <returns>The exit status: 1 when there is something that the target version lacks.</returns>
        public int Write(string sources)
        {
            var folders = Directory.GetDirectories(sources).OrderBy(VersionOf).ToArray();
            var missing = FollowedVersions.Except(folders.Select(folder => Path.GetFileName(folder)!)).ToArray();
            if (missing.Length > 0)
            {
                throw new DirectoryNotFoundException(
                    $"{sources}: no folder {string.Join(", ", missing)} among the versions. Check these branches out too.");
            }

            foreach (var folder in folders)
            {
                Look(UnitySource.Parse(folder), folder == folders[^1]);
            }

            List<SurfaceLine> lines = new();
            List<string> defects = new();
            Judge(lines, defects);
            File.WriteAllText(
                Path.Combine(_host, FileName),
                Header + string.Concat(lines.OrderBy(line => line.Key, StringComparer.Ordinal).Select(line => line + "\n")),
                new UTF8Encoding(false));
            defects.Sort(StringComparer.Ordinal);
            defects.ForEach(Console.WriteLine);
            Console.WriteLine($"{lines.Count} lines, {defects.Count} defects");
            return defects.Count == 0 ? 0 : 1;
        }

        private void Look(UnitySource version, bool isNewest)
        {
            foreach (var (member, facts) in _facts)
            {
                facts.Differences.Add((version.Version, ApiComparison.Difference(member, version)));
                facts.Obsoletes.Add((version.Version, version.IsObsolete(member)));
                if (isNewest || FollowedVersions.Contains(version.Version))
                {
                    var (get, set) = version.IsMainOnly(member);
                    facts.IsGetMain |= get;
                    facts.IsSetMain |= set;
                }
            }

            foreach (var (member, _, versions) in _added)
            {
                versions.Add((version.Version, ApiComparison.Difference(member, version) == null));
            }

            Console.WriteLine($"{version.Version} read");
        }

        private void Judge(List<SurfaceLine> lines, List<string> defects)
        {
            var exceptions = SurfaceLine.Parse(File.ReadAllText(Path.Combine(_host, ExceptionsName)), 7).ToDictionary(line => line.Key);
            foreach (var (member, package) in _surface)
            {
                SurfaceLine line = new(member.Type, member.Declaration, package ?? string.Empty, ThreadUse.Any, SurfaceLine.NotObsolete);
                if (package != null)
                {
                    lines.Add(line);
                    continue;
                }

                var facts = _facts[member];
                var known = facts.Differences.Where(entry => VersionOf(entry.Version) <= VersionOf(Target)).ToArray();
                if (ApiComparison.Since(known.Select(entry => (entry.Version, entry.Difference == null))) is { } since)
                {
                    lines.Add(line with
                    {
                        Since = since,
                        Threads = ThreadUse.Of(member, facts.IsGetMain, facts.IsSetMain),
                        ObsoleteSince = ApiComparison.Since(facts.Obsoletes) ?? SurfaceLine.NotObsolete,
                    });
                }
                else if (exceptions.Remove(line.Key, out var exception))
                {
                    lines.Add(exception);
                }
                else
                {
                    defects.Add($"{line.Type}: {line.Declaration}: {known[^1].Difference}");
                }

                foreach (var (version, difference) in facts.Differences.Skip(known.Length).Where(entry => entry.Difference != null).Take(1))
                {
                    Console.WriteLine($"note: from {version} on: {line.Type}: {line.Declaration}: {difference}");
                }
            }

            defects.AddRange(_added.Where(entry => ApiComparison.Since(entry.Versions) != entry.Since).Select(entry =>
                $"{entry.Member.Type}: {entry.Member.Declaration}: it is marked as of {entry.Since}. Unity has it since "
                    + (ApiComparison.Since(entry.Versions) ?? "no version")));
            defects.AddRange(
                exceptions.Values.Select(line => $"{line}: the exception is needed no more. Delete it from {ExceptionsName}."));
        }

        private static Version VersionOf(string folder)
        {
            var name = Path.GetFileName(folder);
            return Version.TryParse(name, out var version)
                ? version
                : throw new FormatException($"{folder}: '{name}' is no Unity version. Expected folders such as 2022.3 and nothing else.");
        }

        private sealed class Facts
        {
            public List<(string Version, string? Difference)> Differences { get; } = new();

            public List<(string Version, bool Holds)> Obsoletes { get; } = new();

            public bool IsGetMain { get; set; }

            public bool IsSetMain { get; set; }
        }
    }
}
