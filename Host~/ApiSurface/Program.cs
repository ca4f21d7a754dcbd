using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace Saccade.Host.ApiSurface
{
    /// <summary>Writes the list of what the stand-in engine and editor offer, each member with the Unity version that has it.</summary>
    internal static class Program
    {
        // The version that the package asks for: what it lacks, or has no more, the host may not offer.
        private const string Target = "2022.3";

        private const string SurfaceName = "unity-api.tsv";

        private const string ExceptionsName = "unity-api-exceptions.tsv";

        private const string Header =
            "# What the stand-in engine and editor offer in Unity's namespaces: type, declaration, first Unity version that has it.\n"
            + "# 2017.1 stands for 2017.1 or earlier: older sources are not published. Written by Host~/ApiSurface; see its Program.cs.\n";

        private static int Main(string[] arguments)
        {
            if (arguments.Length != 2 || arguments[0] is "-h" or "--help")
            {
                Console.Error.WriteLine(
                    "usage: dotnet run --project Host~/ApiSurface -- SOURCES HOST\n"
                    + "  SOURCES  a folder with one folder a Unity version (2017.1 … 2022.3), each a checked-out branch of that name\n"
                    + "           of Unity's C# reference source, as `git archive VERSION` gives it\n"
                    + $"  HOST     the folder Host~, in which {SurfaceName} is written\n"
                    + "Prints every member that Unity 2022.3 lacks or declares otherwise; then the exit status is 1. Versions after\n"
                    + "2022.3 may be there too: what they lack is printed, and is no failure.");
                return 2;
            }

            var surface = HostAssemblies.Read(AppContext.BaseDirectory);
            Dictionary<ApiMember, List<(string Version, string? Difference)>> differences =
                surface.Where(entry => entry.Package == null).ToDictionary(entry => entry.Member, _ => new List<(string, string?)>());
            foreach (var folder in Directory.GetDirectories(arguments[0]).OrderBy(VersionOf))
            {
                var version = UnitySource.Parse(folder);
                foreach (var (member, found) in differences)
                {
                    found.Add((version.Version, ApiComparison.Difference(member, version)));
                }

                Console.WriteLine($"{version.Version} read");
            }

            var exceptionsPath = Path.Combine(arguments[1], ExceptionsName);
            var exceptions = SurfaceLine.Parse(File.ReadAllText(exceptionsPath), 5).ToDictionary(line => line.Key);
            List<SurfaceLine> lines = new();
            List<string> defects = new();
            foreach (var (member, package) in surface)
            {
                SurfaceLine line = new(member.Type, member.Declaration, package ?? string.Empty);
                if (package == null)
                {
                    Judge(line, differences[member], exceptions, lines, defects);
                }
                else
                {
                    lines.Add(line);
                }
            }

            defects.AddRange(
                exceptions.Values.Select(line => $"{line}: the exception is needed no more. Delete it from {ExceptionsName}."));
            File.WriteAllText(
                Path.Combine(arguments[1], SurfaceName),
                Header + string.Concat(lines.OrderBy(line => line.Key, StringComparer.Ordinal).Select(line => line + "\n")),
                new UTF8Encoding(false));
            defects.Sort(StringComparer.Ordinal);
            defects.ForEach(Console.WriteLine);
            Console.WriteLine($"{lines.Count} lines, {defects.Count} defects");
            return defects.Count == 0 ? 0 : 1;
        }

        private static void Judge(
            SurfaceLine line,
            List<(string Version, string? Difference)> differences,
            Dictionary<string, SurfaceLine> exceptions,
            List<SurfaceLine> lines,
            List<string> defects)
        {
            var known = differences.Where(entry => VersionOf(entry.Version) <= VersionOf(Target)).ToArray();
            if (known.Length == 0 || known[^1].Version != Target)
            {
                throw new DirectoryNotFoundException($"No folder {Target} among the versions. Check that branch out too.");
            }

            var since = ApiComparison.Since(known);
            if (since == null && exceptions.Remove(line.Key, out var exception))
            {
                since = exception.Since;
            }

            if (since == null)
            {
                defects.Add($"{line.Type}: {line.Declaration}: {known[^1].Difference}");
            }
            else
            {
                lines.Add(line with { Since = since });
            }

            foreach (var (version, difference) in differences.Skip(known.Length).Where(entry => entry.Difference != null).Take(1))
            {
                Console.WriteLine($"note: from {version} on: {line.Type}: {line.Declaration}: {difference}");
            }
        }

        private static Version VersionOf(string folder)
        {
            var name = Path.GetFileName(folder);
            return Version.TryParse(name, out var version)
                ? version
                : throw new FormatException($"{folder}: '{name}' is no Unity version. Expected folders such as 2022.3 and nothing else.");
        }
    }
}
