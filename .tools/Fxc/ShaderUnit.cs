using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Saccade.Tools.Fxc
{
    /// <summary>A shader of the package as compilers of HLSL take it: without ShaderLab around it, and without Unity's own files.</summary>
    /// <param name="Path">Its file, in the package.</param>
    /// <param name="Text">HLSL, with Unix line ends.</param>
    /// <param name="Entries">Its functions that run by themselves, and the profile of Direct3D that each is for.</param>
    public sealed partial record ShaderUnit(string Path, string Text, IReadOnlyList<(string Entry, string Profile)> Entries)
    {
        /// <summary>What is defined where Direct3D 11 is compiled for, in Unity too.</summary>
        public const string Direct3D = "SHADER_API_D3D11";

        private const string Included = "#include \"UnityCG.cginc\"";

        private static readonly string[] Files =
        [
            "Runtime/Capture/Resources/Saccade/Encode.compute",
            "Runtime/Capture/Resources/Saccade/QuarterTurn.shader",
            "Runtime/Overlay/Resources/Saccade/AttentionOverlay.shader",
            "Runtime/Overlay/Resources/Saccade/AttentionPicture.shader",
        ];

        /// <summary>The file's name.</summary>
        public string Name => System.IO.Path.GetFileName(Path);

        /// <summary>The text with a symbol defined, as Unity defines one for each graphics API.</summary>
        public string For(string symbol) => $"#define {symbol} 1\n{Text}";

        /// <summary>Reads all shaders of the package.</summary>
        /// <param name="root">The package's folder.</param>
        public static IReadOnlyList<ShaderUnit> ReadAll(string root)
        {
            var unity = Read(root, ".tools/Fxc/UnityCG.hlsl");
            return [.. Files.Select(file => Make(file, Read(root, file), unity))];
        }

        /// <summary>Takes a file apart.</summary>
        /// <param name="path">Its place in the package; the ending decides what it is.</param>
        /// <param name="text">What it holds.</param>
        /// <param name="unity">What stands where Unity's declarations are included.</param>
        public static ShaderUnit Make(string path, string text, string unity)
        {
            if (System.IO.Path.GetExtension(path) == ".compute")
            {
                return new ShaderUnit(path, text, [.. Entry().Matches(text).Select(match => (match.Groups[2].Value, "cs_5_0"))]);
            }

            // #pragma target 3.0 is shader model 4.0 in Direct3D 11.
            var hlsl = Program().Match(text).Groups[1].Value.Replace(Included, unity, System.StringComparison.Ordinal);
            return new ShaderUnit(
                path,
                hlsl,
                [
                    .. Entry().Matches(hlsl)
                        .Select(match => (match.Groups[2].Value, match.Groups[1].Value == "vertex" ? "vs_4_0" : "ps_4_0")),
                ]);
        }

        private static string Read(string root, string file) =>
            File.ReadAllText(System.IO.Path.Combine(root, file)).ReplaceLineEndings("\n");

        [GeneratedRegex(@"^\s*#pragma (kernel|vertex|fragment) (\w+)", RegexOptions.Multiline)]
        private static partial Regex Entry();

        [GeneratedRegex(@"HLSLPROGRAM\n(.*)ENDHLSL", RegexOptions.Singleline)]
        private static partial Regex Program();
    }
}
