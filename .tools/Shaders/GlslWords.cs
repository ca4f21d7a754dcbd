using System;
using System.Collections.Generic;

namespace Saccade.Tools.Shaders
{
    /// <summary>The words of HLSL that are known, and what they are in GLSL.</summary>
    internal static class GlslWords
    {
        private static readonly Dictionary<string, string> Types = new()
        {
            ["void"] = "void",
            ["bool"] = "bool",
            ["int"] = "int",
            ["int2"] = "ivec2",
            ["int3"] = "ivec3",
            ["uint"] = "uint",
            ["uint2"] = "uvec2",
            ["uint3"] = "uvec3",
            ["float"] = "float",
            ["float3"] = "vec3",
        };

        private static readonly Dictionary<string, string> Functions = new()
        {
            ["asint"] = "floatBitsToInt",
            ["asfloat"] = "intBitsToFloat",
            ["clamp"] = "clamp",
            ["min"] = "min",
            ["saturate"] = "clamp",
        };

        private static readonly Dictionary<string, string> Semantics = new()
        {
            ["SV_DispatchThreadID"] = "gl_GlobalInvocationID",
            ["SV_GroupID"] = "gl_WorkGroupID",
            ["SV_GroupThreadID"] = "gl_LocalInvocationID",
        };

        private static readonly HashSet<string> Keywords = ["if", "else", "for", "return", "const"];

        // Words that are a name in HLSL and none in GLSL.
        private static readonly HashSet<string> Reserved =
        [
            "active", "attribute", "buffer", "common", "filter", "flat", "image1D", "input", "main", "noise", "output", "patch", "resource",
            "sample", "smooth", "subroutine", "superp", "varying",
        ];

        /// <summary>Whether it is a word of the language that both have.</summary>
        public static bool IsKeyword(string word) => Keywords.Contains(word);

        /// <summary>Finds a type's name.</summary>
        public static string? FindType(string word) => Types.GetValueOrDefault(word);

        /// <summary>Finds a built-in function's name.</summary>
        public static string? FindFunction(string word) => Functions.GetValueOrDefault(word);

        /// <summary>Finds what a kernel's parameter is.</summary>
        public static string? FindInput(string semantic) => Semantics.GetValueOrDefault(semantic);

        /// <summary>Whether both languages leave a word to those who write shaders.</summary>
        public static bool IsFree(string word) =>
            !Types.ContainsKey(word) && !Functions.ContainsKey(word) && !Keywords.Contains(word) && !Reserved.Contains(word)
            && !word.StartsWith("gl_", StringComparison.Ordinal);
    }
}
