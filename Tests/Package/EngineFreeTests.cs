using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Saccade.Package.Tests
{
    /// <summary>What knows no engine, and works without one.</summary>
    internal sealed class EngineFreeTests
    {
        private static readonly string[] Packages = ["Microsoft.ML.OnnxRuntime", "Newtonsoft.Json", "Silk.NET.OpenGL"];

        [TestCase("Saccade.Core.dll")]
        [TestCase("Saccade.OpenGL.dll")]
        public void Assembly_ReferencesNoEngine(string file) =>
            Assert.That(References(file), Is.Not.Empty.And.None.Match("^(Unity|Saccade.Host|Saccade.Runtime)"));

        [Test]
        public void AssemblyOnAnEngine_WouldBeFound() =>
            Assert.That(References("Saccade.Runtime.dll"), Has.Some.Match("^(Unity|Saccade.Host|Saccade.Runtime)"));

        /// <summary>The documented program, outside of this tree: two assemblies of the package and nothing of an engine.</summary>
        [Test]
        public void DocumentedProgram_ClassifiesATextureAndPixels()
        {
            using TemporaryFolder folder = new();
            folder.Write("OwnProgram.cs", Repository.Read("Documentation~/samples/OwnProgram.cs"));
            var project = folder.Write("OwnProgram.csproj", Project());
            Run("build", project, "-c", "Release", "-o", Path.Combine(folder.Path, "built"), "-v", "quiet", "-nologo");

            var output = Run(
                Path.Combine(folder.Path, "built", "OwnProgram.dll"),
                Path.Combine(Repository.Root, "Tests", "Fixtures~", "exported", "vit-tiny"));

            var said = Regex.Match(output, @"^pixels: (class \d+, 0\.\d{4})\ntexture: (class \d+, 0\.\d{4})\n$");
            Assert.That(said.Success, Is.True, output);
            Assert.That(said.Groups[2].Value, Is.EqualTo(said.Groups[1].Value), "the same picture");
            Assert.That(
                Directory.GetFiles(Path.Combine(folder.Path, "built"), "*.dll").Select(Path.GetFileName),
                Has.None.Match("^(Unity|Saccade.Host|Saccade.Runtime)"));
        }

        private static string[] References(string file)
        {
            using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, file));
            using PEReader portable = new(stream);
            var reader = portable.GetMetadataReader();
            return reader.AssemblyReferences
                .Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))
                .ToArray();
        }

        private static string Project()
        {
            var versions = Repository.Read("Directory.Packages.props");
            var packages = Packages.Select(name =>
                $"<PackageReference Include=\"{name}\" Version=\"{Regex.Match(versions, $"Include=\"{Regex.Escape(name)}\" "
                    + $"Version=\"([^\"]+)\"").Groups[1]}\" />");
            var assemblies = new[] { "Saccade.Core.dll", "Saccade.OpenGL.dll" }
                .Select(name => $"<Reference Include=\"{Path.Combine(AppContext.BaseDirectory, name)}\" />");
            return $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <OutputType>Exe</OutputType>
                    <TargetFramework>net10.0</TargetFramework>
                    <InvariantGlobalization>true</InvariantGlobalization>
                  </PropertyGroup>
                  <ItemGroup>
                    {string.Join("\n    ", packages.Concat(assemblies))}
                  </ItemGroup>
                </Project>
                """;
        }

        private static string Run(params string[] arguments)
        {
            ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var argument in arguments)
            {
                start.ArgumentList.Add(argument);
            }

            start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
            start.Environment["UseSharedCompilation"] = "false";
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.That(process.ExitCode, Is.Zero, output + error.Result);
            return output.ReplaceLineEndings("\n");
        }
    }
}
