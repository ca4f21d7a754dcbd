using System;
using System.Linq;

namespace Saccade.Editor.Setup
{
    /// <summary>
    /// Adds ONNX Runtime to a project's manifest: text in, text out. All that is there stays, byte for byte, and in its order.
    /// </summary>
    internal sealed class ManifestEdit
    {
        internal const string Package = "com.github.asus4.onnxruntime";
        internal const string Version = "0.4.9";
        internal const string Scope = "com.github.asus4";
        internal const string RegistryName = "npm";
        internal const string RegistryUrl = "https://registry.npmjs.com";

        private const string Registries = "scopedRegistries";
        private const string Dependencies = "dependencies";

        // One registry under two names.
        private static readonly string[] RegistryUrls = { RegistryUrl, "https://registry.npmjs.org" };

        private ManifestEdit(string text, bool isChanged, string? keptVersion)
        {
            Text = text;
            IsChanged = isChanged;
            KeptVersion = keptVersion;
        }

        /// <summary>The manifest with the registry and the package.</summary>
        internal string Text { get; }

        /// <summary>Whether anything had to be added.</summary>
        internal bool IsChanged { get; }

        /// <summary>What the manifest said of the package before; null where it said nothing.</summary>
        internal string? KeptVersion { get; }

        /// <summary>Adds what is missing.</summary>
        /// <param name="manifest">The content of <c>Packages/manifest.json</c>.</param>
        /// <exception cref="ManifestException">It is no JSON, or not what Unity writes there.</exception>
        internal static ManifestEdit Apply(string manifest)
        {
            var withRegistry = AddScope(manifest);
            var root = JsonReader.Read(withRegistry);
            var dependencies = Find(root, Dependencies, JsonKind.Object);
            var there = dependencies?.Find(Package);
            var entry = $"\"{Package}\": \"{Version}\"";
            var text = there != null ? withRegistry
                : dependencies != null ? JsonInsertion.Append(withRegistry, root, dependencies, entry)
                : JsonInsertion.Append(withRegistry, root, root, $"\"{Dependencies}\": {{", $"\t{entry}", "}");
            return new ManifestEdit(text, text != manifest, there == null ? null : there.Kind == JsonKind.String ? there.Text : "?");
        }

        private static string AddScope(string manifest)
        {
            var root = JsonReader.Read(manifest);
            if (root.Kind != JsonKind.Object)
            {
                throw new ManifestException("it is not a JSON object.");
            }

            var registries = Find(root, Registries, JsonKind.Array);
            if (registries == null)
            {
                var lines = NewRegistry(RegistryName).Select(line => "\t" + line).ToArray();
                return JsonInsertion.Append(manifest, root, root, lines.Prepend($"\"{Registries}\": [").Append("]").ToArray());
            }

            if (registries.Items.Any(registry => registry.Kind != JsonKind.Object))
            {
                throw new ManifestException($"not every entry of \"{Registries}\" is an object.");
            }

            if (registries.Items.Any(HasScope))
            {
                return manifest;
            }

            var npm = registries.Items.FirstOrDefault(IsNpm);
            if (npm == null)
            {
                var isTaken = registries.Items.Any(registry => registry.Find("name")?.Text == RegistryName);
                return JsonInsertion.Append(manifest, root, registries, NewRegistry(isTaken ? $"{RegistryName} ({Scope})" : RegistryName));
            }

            var scopes = Find(npm, "scopes", JsonKind.Array);
            return scopes != null
                ? JsonInsertion.Append(manifest, root, scopes, $"\"{Scope}\"")
                : JsonInsertion.Append(manifest, root, npm, "\"scopes\": [", $"\t\"{Scope}\"", "]");
        }

        private static string[] NewRegistry(string name) => new[]
        {
            "{", $"\t\"name\": \"{name}\",", $"\t\"url\": \"{RegistryUrl}\",", "\t\"scopes\": [", $"\t\t\"{Scope}\"", "\t]", "}",
        };

        // Whoever serves the scope, or just the package, was chosen by somebody.
        private static bool HasScope(JsonValue registry) =>
            Find(registry, "scopes", JsonKind.Array)?.Items.Any(scope => scope.Text == Scope || scope.Text == Package) ?? false;

        private static bool IsNpm(JsonValue registry)
        {
            var url = registry.Find("url")?.Text.TrimEnd('/') ?? "";
            return RegistryUrls.Contains(url, StringComparer.OrdinalIgnoreCase);
        }

        private static JsonValue? Find(JsonValue owner, string name, JsonKind kind)
        {
            var found = owner.Find(name);
            return found == null || found.Kind == kind
                ? found
                : throw new ManifestException($"\"{name}\" is no {(kind == JsonKind.Array ? "array" : "object")}.");
        }
    }
}
