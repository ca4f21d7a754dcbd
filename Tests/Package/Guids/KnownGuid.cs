using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Saccade.Package.Tests.Guids
{
    /// <summary>One line of the table: what scenes and assets of users refer to, by a key that a move leaves as it is.</summary>
    /// <param name="Kind"><c>assembly</c>, <c>script</c> or <c>asset</c>.</param>
    /// <param name="Name">The assembly's name, the class's name without namespace, or the asset's file name.</param>
    /// <param name="Guid">What Unity wrote into the scenes.</param>
    internal sealed record KnownGuid(string Kind, string Name, string Guid)
    {
        public const string Assembly = "assembly";

        public const string Script = "script";

        public const string Asset = "asset";

        public string Key => Kind + "\t" + Name;

        public override string ToString() => $"{Key}\t{Guid}";

        /// <summary>
        /// Reads lines of kind, name and GUID with tabs between them; lines that begin with # say something to the reader.
        /// </summary>
        /// <exception cref="InvalidDataException">A line has another form.</exception>
        public static IReadOnlyList<KnownGuid> Parse(string table) =>
            table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(line => line[0] != '#')
                .Select(line => line.Split('\t'))
                .Select(parts => parts.Length == 3
                    ? new KnownGuid(parts[0], parts[1], parts[2])
                    : throw new InvalidDataException(
                        $"{string.Join('\t', parts)}: a line is a kind, a name and a GUID, with tabs between them."))
                .ToArray();
    }
}
