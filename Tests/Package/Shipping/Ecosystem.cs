using System;
using System.Collections.Generic;
using System.Linq;

namespace Saccade.Package.Tests.Shipping
{
    /// <summary>What an assembly definition of the package may name that is not in the package: the one place that says so.</summary>
    internal static class Ecosystem
    {
        /// <summary>A symbol that nothing defines: Unity sees the folder and never compiles it.</summary>
        public const string NeverCompiled = "SACCADE_NEVER_COMPILED_BY_UNITY";

        /// <summary>Folders whose sources Unity must never compile.</summary>
        public static readonly IReadOnlyList<string> InertFolders = new[] { "Training", "Tests" };

        /// <summary>Assemblies of other packages, and the package that brings each.</summary>
        public static readonly IReadOnlyDictionary<string, string> PackageByAssembly =
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["com.github.asus4.onnxruntime"] = "com.github.asus4.onnxruntime",
                ["UnityEngine.UI"] = "com.unity.ugui",
                ["Unity.RenderPipelines.Core.Runtime"] = "com.unity.render-pipelines.core",
                ["Unity.RenderPipelines.Universal.Runtime"] = "com.unity.render-pipelines.universal",
                ["Unity.RenderPipelines.HighDefinition.Runtime"] = "com.unity.render-pipelines.high-definition",
            };

        /// <summary>Precompiled assemblies that a package brings on which ours depends.</summary>
        public static readonly IReadOnlyDictionary<string, string> PackageByLibrary = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Newtonsoft.Json.dll"] = "com.unity.nuget.newtonsoft-json",
        };

        /// <summary>Precompiled assemblies that the user adds by hand, and the symbol that the user then defines.</summary>
        public static readonly IReadOnlyDictionary<string, string> SymbolByLibrary = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Silk.NET.Core.dll"] = "SACCADE_SILKNET",
            ["Silk.NET.Maths.dll"] = "SACCADE_SILKNET",
            ["Silk.NET.OpenGL.dll"] = "SACCADE_SILKNET",
        };

        /// <summary>Symbols that something outside of the assembly definition may define: the user, Unity, or nobody.</summary>
        public static bool IsKnownSymbol(string symbol) =>
            symbol == NeverCompiled
            || SymbolByLibrary.Values.Contains(symbol)
            || symbol is "UNITY_EDITOR" or "UNITY_INCLUDE_TESTS" or "UNITY_2022_3_OR_NEWER";
    }
}
