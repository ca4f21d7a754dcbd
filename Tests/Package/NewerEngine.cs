using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;

namespace Saccade.Package.Tests
{
    /// <summary>The stand-in engine as it would be for a Unity version after 2022.3: with what that version has in addition.</summary>
    internal static class NewerEngine
    {
        private const string FileName = "Saccade.Host.Engine.dll";

        private const string Mark = "Saccade.Host.SinceUnityAttribute";

        private static readonly string Own = Path.Combine(AppContext.BaseDirectory, FileName);

        private static readonly Dictionary<Version, string> PathByVersion = new();

        /// <summary>The assembly to compile against.</summary>
        /// <param name="unity">Unity's version.</param>
        /// <returns>Its full path: the stand-in's own where the version adds nothing.</returns>
        public static string PathFor(Version unity)
        {
            if (!PathByVersion.TryGetValue(unity, out var path))
            {
                path = Write(unity);
                PathByVersion.Add(unity, path);
            }

            return path;
        }

        private static string Write(Version unity)
        {
            using var module = ModuleDefinition.ReadModule(Own);
            var added = module.Types.SelectMany(type => type.Methods)
                .Where(method => SinceOf(method) is { } since && since <= unity).ToArray();
            if (added.Length == 0)
            {
                return Own;
            }

            foreach (var method in added)
            {
                method.IsPublic = true;
            }

            var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, $"Unity-{unity}")).FullName;
            var path = Path.Combine(folder, FileName);
            module.Write(path);
            return path;
        }

        private static Version? SinceOf(MethodDefinition method) =>
            method.CustomAttributes.Where(attribute => attribute.AttributeType.FullName == Mark)
                .Select(attribute => Version.Parse((string)attribute.ConstructorArguments[0].Value)).FirstOrDefault();
    }
}
