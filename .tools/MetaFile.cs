using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Saccade.Tools
{
    /// <summary>What stands in a Unity meta file: a GUID by which scenes refer to the asset, and the importer's settings.</summary>
    public static partial class MetaFile
    {
        // A GUID made from this and the path is the same wherever and whenever it is made.
        private const string PackageName = "com.saccade.vit";

        private static readonly Dictionary<string, string> ImporterByEnding = new(StringComparer.OrdinalIgnoreCase)
        {
            [".cs"] = "MonoImporter",
            [".asmdef"] = "AssemblyDefinitionImporter",
            [".asmref"] = "AssemblyDefinitionReferenceImporter",
            [".md"] = "TextScriptImporter",
            [".txt"] = "TextScriptImporter",
            [".json"] = "TextScriptImporter",
            [".xml"] = "TextScriptImporter",
            [".bytes"] = "TextScriptImporter",
            [".csv"] = "TextScriptImporter",
            [".yaml"] = "TextScriptImporter",
            [".html"] = "TextScriptImporter",
            [".ttf"] = "TrueTypeFontImporter",
            [".otf"] = "TrueTypeFontImporter",
            [".png"] = "TextureImporter",
            [".jpg"] = "TextureImporter",
            [".gif"] = "TextureImporter",
            [".compute"] = "ComputeShaderImporter",
            [".shader"] = "ShaderImporter",
            [".prefab"] = "PrefabImporter",
        };

        // Settings between externalObjects and userData; an importer that is not here has none.
        private static readonly Dictionary<string, string> SettingsByImporter = new(StringComparer.Ordinal)
        {
            ["MonoImporter"] = "  serializedVersion: 2\n  defaultReferences: []\n  executionOrder: 0\n  icon: {instanceID: 0}\n",
            ["TrueTypeFontImporter"] = "  serializedVersion: 4\n  fontSize: 16\n  forceTextureCase: -2\n  characterSpacing: 0\n"
                + "  characterPadding: 1\n  includeFontData: 1\n  fallbackFontReferences: []\n  fontRenderingMode: 0\n"
                + "  ascentCalculationMode: 1\n  useLegacyBoundsCalculation: 0\n  shouldRoundAdvanceValue: 1\n",
            ["TextureImporter"] = "  serializedVersion: 12\n",
            ["ShaderImporter"] = "  defaultTextures: []\n  nonModifiableTextures: []\n",
        };

        /// <summary>The GUID that a path in this package gets.</summary>
        /// <param name="path">Relative to the package's root, with forward slashes.</param>
        /// <param name="attempt">
        /// 1 for the first file that lies there. A file that moves away takes its GUID along, so one that is put in its place needs the
        /// next.
        /// </param>
        /// <returns>32 lower-case hexadecimal digits, always the same for the same path and attempt.</returns>
        public static string GuidFor(string path, int attempt = 1)
        {
            ArgumentException.ThrowIfNullOrEmpty(path);
            ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);
            var name = attempt == 1 ? path : $"{path}#{attempt}";
#pragma warning disable CA5351 // A name for a path, not a secret: Unity's GUIDs have MD5's 128 bits.
            var hash = MD5.HashData(Encoding.UTF8.GetBytes(PackageName + "/" + name));
#pragma warning restore CA5351
            return Convert.ToHexStringLower(hash);
        }

        /// <summary>The name of the importer that Unity 2022.3 chooses for an entry.</summary>
        /// <param name="entry">The file or folder.</param>
        /// <returns>The importer's YAML key, such as <c>MonoImporter</c>.</returns>
        public static string ImporterFor(PackageEntry entry)
        {
            if (entry.IsFolder)
            {
                return "DefaultImporter";
            }

            if (entry.Path == "package.json")
            {
                return "PackageManifestImporter";
            }

            return ImporterByEnding.GetValueOrDefault(Path.GetExtension(entry.Path), "DefaultImporter");
        }

        /// <summary>The whole text of a new meta file.</summary>
        /// <param name="entry">The file or folder that it accompanies.</param>
        /// <param name="identity">The GUID that no other entry has.</param>
        /// <returns>YAML with Unix line ends.</returns>
        public static string TextFor(PackageEntry entry, string identity)
        {
            var importer = ImporterFor(entry);
            StringBuilder text = new();
            text.Append("fileFormatVersion: 2\nguid: ").Append(identity).Append('\n');
            if (entry.IsFolder)
            {
                text.Append("folderAsset: yes\n");
            }

            text.Append(importer).Append(":\n  externalObjects: {}\n");
            text.Append(SettingsByImporter.GetValueOrDefault(importer, string.Empty));
            text.Append("  userData:\n  assetBundleName:\n  assetBundleVariant:\n");
            return text.ToString();
        }

        /// <summary>Reads the GUID out of a meta file's text.</summary>
        /// <param name="text">The file's content.</param>
        /// <returns>The GUID, or null when there is no line <c>guid:</c> with 32 lower-case hexadecimal digits.</returns>
        public static string? ReadGuid(string text)
        {
            var match = GuidLine().Match(text);
            return match.Success ? match.Groups[1].Value : null;
        }

        [GeneratedRegex(@"^guid: ([0-9a-f]{32})\r?$", RegexOptions.Multiline)]
        private static partial Regex GuidLine();
    }
}
