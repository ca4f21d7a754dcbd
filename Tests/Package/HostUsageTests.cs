using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Newtonsoft.Json.Linq;
using NUnit.Framework;
using Saccade.Host.ApiSurface;

namespace Saccade.Package.Tests
{
    internal sealed class HostUsageTests
    {
        private static readonly string[] PackageFolders = { "Editor", "Runtime", "Samples~" };

        private static readonly string EditorFolder = Path.GetDirectoryName(Path.GetFullPath(
            typeof(HostUsageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(data => data.Key == "HostEditor").Value!,
            AppContext.BaseDirectory))!;

        private static IEnumerable<string> Host => HostAssemblies.PackageByAssembly.Keys.Append("Saccade.Host.Editor");

        private static IEnumerable<string> Package => Repository.Files("*.asmdef")
            .Where(path => PackageFolders.Contains(Repository.Relative(path).Split('/')[0]))
            .Select(path => (string)JObject.Parse(File.ReadAllText(path))["name"]!);

        [Test]
        public void Host_OffersNothingThatNobodyUses() =>
            Assert.That(
                Unused(Host.Concat(Package)),
                Is.Empty,
                "Neither the package, nor a sample, nor the host itself uses these. Delete them, with their lines in Host~/unity-api.tsv.");

        [Test]
        public void WhatThePackageAloneUses_IsFoundUnused_WithoutThePackage() =>
            Assert.That(
                Unused(Host),
                Does.Contain("UnityEditor.CustomEditor\tCustomEditor(System.Type inspectedType)"));

        private static string[] Unused(IEnumerable<string> users)
        {
            var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
            var web = Path.Combine(framework, "..", "..", "Microsoft.AspNetCore.App", Path.GetFileName(framework));
            var used =
                HostUsage.Read(new[] { AppContext.BaseDirectory, EditorFolder, Path.GetFullPath(web) }, Host, users);
            return HostAssemblies.ReadSymbols(AppContext.BaseDirectory)
                .Where(entry => Counts(entry.Symbol) && !used.Contains((entry.Symbol.ContainingAssembly.Name, entry.Symbol.MetadataToken)))
                .Where(entry => entry.Symbol is not IFieldSymbol { IsConst: true } constant || !IsNamed(constant))
                .Select(entry => entry.Member.Type + "\t" + entry.Member.Declaration)
                .Order(StringComparer.Ordinal)
                .ToArray();
        }

        private static bool Counts(ISymbol symbol) => symbol switch
        {
            IFieldSymbol field => field.ContainingType.TypeKind != TypeKind.Enum,

            // A class has this one without a line of code, and what the engine makes itself, such as components, is made by it.
            IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.IsEmpty: true } => false,
            IMethodSymbol method => method.MethodKind is not (MethodKind.UserDefinedOperator or MethodKind.Conversion),
            IPropertySymbol or IEventSymbol => true,
            _ => false,
        };

        // A constant's value is compiled in; only the source still names it, the type's own without the type.
        private static bool IsNamed(IFieldSymbol constant)
        {
            var type = constant.ContainingType.Name;
            Regex alone = new($@"\b{constant.Name}\b");
            Regex full = new($@"\b{type}\.{constant.Name}\b");
            return PackageFolders.Append("Host~")
                .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
                .Select(path => (Name: Path.GetFileName(path), Text: File.ReadAllText(path)))
                .Any(file => full.IsMatch(file.Text) || (file.Name == type + ".cs" && alone.Count(file.Text) > 1));
        }
    }
}
