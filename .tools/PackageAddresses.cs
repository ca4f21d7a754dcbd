using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Saccade.Tools
{
    /// <summary>The addresses that package.json gives to users: whether they lead anywhere.</summary>
    public static partial class PackageAddresses
    {
        /// <summary>What of a manifest names a host that no one can have: those ending in <c>.example</c> are there for examples.</summary>
        /// <param name="path">The manifest.</param>
        /// <returns>Each as <c>field: address</c>.</returns>
        /// <exception cref="IOException">The file can't be read, or is no JSON.</exception>
        public static IReadOnlyList<string> FindExamples(string path)
        {
            try
            {
                using var manifest = JsonDocument.Parse(File.ReadAllBytes(path));
                return
                [
                    .. List("", manifest.RootElement).Where(entry => Example().IsMatch(entry.Text))
                        .Select(entry => $"{entry.Name}: {entry.Text}"),
                ];
            }
            catch (JsonException e)
            {
                throw new IOException($"{path}: has no name and version to name the package's file after: {e.Message}", e);
            }
        }

        private static IEnumerable<(string Name, string Text)> List(string name, JsonElement element) => element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject()
                .SelectMany(field => List(name.Length == 0 ? field.Name : $"{name}.{field.Name}", field.Value)),
            JsonValueKind.String => [(name, element.GetString()!)],
            _ => [],
        };

        [GeneratedRegex(@"^[a-z+]+://([^/@]*@)?[^/:]+\.example(?=[:/?#]|$)", RegexOptions.IgnoreCase)]
        private static partial Regex Example();
    }
}
