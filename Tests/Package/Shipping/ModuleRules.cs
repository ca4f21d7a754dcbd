using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Saccade.Tools;

namespace Saccade.Package.Tests.Shipping
{
    /// <summary>
    /// That the package depends on Unity's built-in modules whose types its sources use: a project may have switched any of them off, and
    /// only a dependency switches it on again.
    /// </summary>
    internal static class ModuleRules
    {
        private static readonly string[] Symbols =
            { "SACCADE_ONNXRUNTIME", "SACCADE_SILKNET", "UNITY_EDITOR", "UNITY_2022_3_OR_NEWER", "UNITY_ANDROID" };

        // Names that are in no other module, as Unity 2022.3's own sources divide them.
        private static readonly (string Module, string[] Names)[] Modules =
        {
            ("com.unity.modules.imgui",
                new[] { "GUI", "GUILayout", "GUIStyle", "GUISkin", "GUIContent", "GUIUtility", "EditorGUILayout", "EditorGUI" }),
            ("com.unity.modules.imageconversion",
                new[] { "ImageConversion", "EncodeToPNG", "EncodeToJPG", "EncodeToTGA", "EncodeToEXR", "LoadImage" }),
            ("com.unity.modules.uielements", new[] { "UIElements", "VisualElement" }),
            ("com.unity.modules.unitywebrequest",
                new[] { "UnityWebRequest", "DownloadHandlerBuffer", "DownloadHandlerFile", "DownloadHandlerScript" }),
            ("com.unity.modules.androidjni", new[] { "AndroidJavaClass", "AndroidJavaObject", "AndroidJNI" }),
            ("com.unity.modules.jsonserialize", new[] { "JsonUtility", "EditorJsonUtility" }),
            ("com.unity.modules.physics", new[] { "Physics", "Rigidbody", "Collider", "BoxCollider", "MeshCollider", "SphereCollider",
                "RaycastHit", "CreatePrimitive" }),
            ("com.unity.modules.physics2d", new[] { "Physics2D", "Rigidbody2D", "Collider2D" }),
            ("com.unity.modules.animation", new[] { "Animator", "AnimationClip" }),
            ("com.unity.modules.audio", new[] { "AudioSource", "AudioClip", "AudioListener", "WebCamTexture" }),
            ("com.unity.modules.assetbundle", new[] { "AssetBundle" }),
            ("com.unity.modules.particlesystem", new[] { "ParticleSystem" }),
            ("com.unity.modules.screencapture", new[] { "ScreenCapture" }),
            ("com.unity.modules.terrain", new[] { "Terrain" }),
            ("com.unity.modules.ui", new[] { "Canvas", "CanvasGroup", "CanvasRenderer" }),
            ("com.unity.modules.video", new[] { "VideoPlayer" }),
            ("com.unity.modules.xr", new[] { "XRSettings" }),
        };

        /// <summary>Whether a package is one of Unity's modules that this knows.</summary>
        public static bool IsModule(string package) => Modules.Any(module => module.Module == package);

        /// <summary>One line for each thing that is wrong.</summary>
        public static IEnumerable<string> Findings(string root)
        {
            var dependencies = ManifestRules.ReadDependencies(root);
            var missing = Modules.Select(module => module.Module).Where(module => !dependencies.ContainsKey(module)).ToHashSet();
            var assemblies = AssemblyDefinition.All(root);
            foreach (var entry in PackageTree.Entries(root).Where(entry => Path.GetExtension(entry.Path) == ".cs" && !IsInert(entry.Path)))
            {
                var names = Names(File.ReadAllText(Path.Combine(root, entry.Path)));
                var used = Modules.Where(module => module.Names.Any(names.Contains) && !IsBrought(module.Module, entry.Path, assemblies));
                foreach (var (module, _) in used.Where(module => missing.Remove(module.Module)))
                {
                    yield return $"package.json: doesn't depend on {module}, which {entry.Path} uses.";
                }
            }
        }

        // An assembly that is compiled only beside a package has what that package depends on.
        private static bool IsBrought(string module, string file, IReadOnlyList<AssemblyDefinition> assemblies) =>
            module == "com.unity.modules.ui" && assemblies.Any(
                assembly => assembly.Covers(file) && assembly.SymbolsOf("com.unity.ugui").Any(assembly.Constraints.Contains));

        private static bool IsInert(string path) =>
            Ecosystem.InertFolders.Any(folder => path.StartsWith(folder + "/", StringComparison.Ordinal));

        // Identifiers only: what stands in comments and texts is not used.
        private static HashSet<string> Names(string text) =>
            CSharpSyntaxTree.ParseText(
                text, new CSharpParseOptions(LanguageVersion.CSharp9, DocumentationMode.None, preprocessorSymbols: Symbols))
                .GetRoot().DescendantTokens()
                .Where(token => token.IsKind(SyntaxKind.IdentifierToken))
                .Select(token => token.ValueText)
                .ToHashSet(StringComparer.Ordinal);
    }
}
