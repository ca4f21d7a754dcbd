using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace Saccade.Tools.Fxc
{
    /// <summary>
    /// What Direct3D's compiler, with which Unity compiles shaders, made of the package's: kept with the sources, because the compiler
    /// runs only where Wine does.
    /// </summary>
    /// <param name="Compiler">Its name and version.</param>
    /// <param name="Sources">SHA-256 of each text as it was given to the compiler, by the file's path.</param>
    /// <param name="Rows">A row for each function and level.</param>
    public sealed record FxcVerdict(string Compiler, IReadOnlyDictionary<string, string> Sources, IReadOnlyList<FxcRow> Rows)
    {
        /// <summary>The file, in the package's repository.</summary>
        public const string File = ".tools/Fxc/verdict.tsv";

        private const string CompilerKey = "compiler";
        private const string SourceKey = "source";

        /// <summary>Reads the table.</summary>
        /// <param name="text">What <see cref="File"/> holds.</param>
        public static FxcVerdict Parse(string text)
        {
            var lines = text.ReplaceLineEndings("\n").Split('\n')
                .Where(line => line.Length > 0 && line[0] != '#')
                .Select(line => line.Split('\t'))
                .ToLookup(fields => fields[0] is CompilerKey or SourceKey ? fields[0] : "");
            return new FxcVerdict(
                lines[CompilerKey].Single()[1],
                lines[SourceKey].ToDictionary(fields => fields[1], fields => fields[2], StringComparer.Ordinal),
                [.. lines[""].Select(FxcRow.Parse)]);
        }

        /// <summary>The name by which a text is known again.</summary>
        public static string Hash(ShaderUnit unit) =>
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(unit.For(ShaderUnit.Direct3D))));

        /// <summary>The table.</summary>
        public override string ToString()
        {
            StringBuilder text = new();
            text.Append("# What Direct3D's own compiler makes of the package's shaders. `./saccade shaders --fxc` writes it.\n");
            text.Append($"{CompilerKey}\t{Compiler}\n");
            text.Append("# SHA-256 of each text as it was compiled: SHADER_API_D3D11 defined, UnityCG.hlsl instead of Unity's file\n");
            foreach (var (path, hash) in Sources)
            {
                text.Append($"{SourceKey}\t{path}\t{hash}\n");
            }

            text.Append("# file, function, profile, level of optimisation (-: none), instructions, temporaries, indexable temporaries\n");
            foreach (var row in Rows)
            {
                text.Append(row).Append('\n');
            }

            return text.ToString();
        }
    }
}
