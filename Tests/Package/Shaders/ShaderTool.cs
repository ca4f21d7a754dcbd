using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using NUnit.Framework;

namespace Saccade.Package.Tests.Shaders
{
    /// <summary>Runs the programs that compile, check and translate shaders; a test that lacks one is skipped and says so.</summary>
    internal static class ShaderTool
    {
        public const string Compiler = "glslangValidator";
        public const string Validator = "spirv-val";
        public const string Disassembler = "spirv-dis";
        public const string Translator = "spirv-cross";

        private static readonly Dictionary<string, string> Packages = new()
        {
            [Compiler] = "glslang-tools",
            [Validator] = "spirv-tools",
            [Disassembler] = "spirv-tools",
            [Translator] = "spirv-cross",
        };

        /// <summary>Skips the test where a program is missing.</summary>
        public static void Demand(params string[] tools)
        {
            var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
            var missing = tools.Where(tool => !path.Any(folder => File.Exists(Path.Combine(folder, tool))))
                .Select(tool => Packages[tool])
                .Distinct()
                .ToArray();
            if (missing.Length > 0)
            {
                Assert.Ignore(
                    $"shaders can't be checked without the Debian packages {string.Join(" and ", missing)}. Install them with: "
                    + $"apt-get update && apt-get install --no-install-recommends -y {string.Join(' ', missing)}");
            }
        }

        /// <summary>Runs a program that has to succeed.</summary>
        /// <returns>What it wrote.</returns>
        public static string Run(string tool, params string[] arguments)
        {
            using var process = Process.Start(new ProcessStartInfo(tool, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.That(process.ExitCode, Is.Zero, $"{tool} {string.Join(' ', arguments)}\n{output}{errors.GetAwaiter().GetResult()}");
            return output;
        }
    }
}
