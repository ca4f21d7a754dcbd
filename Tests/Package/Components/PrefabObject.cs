using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Saccade.Package.Tests.Components
{
    /// <summary>One object of a prefab, as Unity writes it: a document of YAML with one field a line.</summary>
    /// <param name="Id">What other objects of the file refer to it by.</param>
    /// <param name="Type">Unity's name of its class.</param>
    /// <param name="Fields">The fields that are indented least, with what stands behind their colons.</param>
    /// <param name="Items">What a list's or a field's further lines say, in the order of the file.</param>
    internal sealed partial record PrefabObject(
        string Id, string Type, IReadOnlyDictionary<string, string> Fields, IReadOnlyList<string> Items)
    {
        /// <summary>Reads a prefab.</summary>
        /// <exception cref="InvalidDataException">It isn't what Unity writes.</exception>
        public static IReadOnlyList<PrefabObject> Parse(string text)
        {
            var documents = Header().Split(text.ReplaceLineEndings("\n"));
            if (!documents[0].StartsWith("%YAML 1.1\n%TAG !u! tag:unity3d.com,2011:\n", System.StringComparison.Ordinal))
            {
                throw new InvalidDataException("A prefab begins with %YAML 1.1 and Unity's %TAG.");
            }

            return Header().Matches(text).Select(match => match.Groups[1].Value).Zip(documents.Where((_, part) => part % 2 == 0).Skip(1))
                .Select(pair => Parse(pair.First, pair.Second.Split('\n', System.StringSplitOptions.RemoveEmptyEntries)))
                .ToArray();
        }

        private static PrefabObject Parse(string id, string[] lines)
        {
            Dictionary<string, string> fields = new();
            List<string> items = new();
            foreach (var line in lines.Skip(1))
            {
                if (Field().Match(line) is { Success: true } field)
                {
                    fields.Add(field.Groups[1].Value, field.Groups[2].Value.Trim());
                }
                else if (Part().IsMatch(line))
                {
                    items.Add(line.Trim());
                }
                else
                {
                    throw new InvalidDataException($"{id}: '{line}' is neither a field nor part of one.");
                }
            }

            return new PrefabObject(id, lines[0].TrimEnd(':'), fields, items);
        }

        [GeneratedRegex(@"^--- !u!\d+ &(\d+)\n", RegexOptions.Multiline)]
        private static partial Regex Header();

        [GeneratedRegex(@"^  (- |  )")]
        private static partial Regex Part();

        [GeneratedRegex(@"^  ([A-Za-z_][\w ]*):(.*)$")]
        private static partial Regex Field();
    }
}
