using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Saccade.Package.Tests.Rooms;
using Saccade.Tools;

namespace Saccade.Package.Tests.Guids
{
    /// <summary>What in this package users' scenes and assets may refer to by GUID.</summary>
    internal static class GuidTree
    {
        // Unity keeps no reference to what these hold.
        private static readonly string[] NotReferred = { ".cs", ".asmdef", ".csproj", ".rsp", ".md" };

        private static readonly string[] Folders = { "Runtime/", "Editor/", "Samples~/" };

        public static IReadOnlyList<(KnownGuid Entry, string Path)> Read() =>
            Assemblies().Concat(Scripts()).Concat(Assets()).OrderBy(one => one.Entry.Key, StringComparer.Ordinal).ToArray();

        private static IEnumerable<(KnownGuid Entry, string Path)> Assemblies() =>
            Visible().Where(path => path.EndsWith(".asmdef", StringComparison.Ordinal))
                .Select(path => Entry(KnownGuid.Assembly, Path.GetFileNameWithoutExtension(path), path));

        // A class that Unity can keep in a scene or an asset derives from UnityEngine.Object, and is known by the file of its name.
        private static IEnumerable<(KnownGuid Entry, string Path)> Scripts() =>
            from name in RoomSources.Names
            where name != TrainingSources.Name
            let sources = RoomSources.Of(name)
            from type in RoomRules.Types(sources)
            where IsUnityObject(type.Type) && Path.GetFileNameWithoutExtension(type.File) == type.Type.Name
            select Entry(KnownGuid.Script, type.Type.Name, type.File);

        private static IEnumerable<(KnownGuid Entry, string Path)> Assets() =>
            Visible().Where(path => !NotReferred.Contains(Path.GetExtension(path)))
                .Select(path => Entry(KnownGuid.Asset, Path.GetFileName(path), path));

        private static IEnumerable<string> Visible() =>
            PackageTree.Entries(Repository.Root)
                .Where(entry => !entry.IsFolder && Folders.Any(folder => entry.Path.StartsWith(folder, StringComparison.Ordinal)))
                .Select(entry => entry.Path);

        private static (KnownGuid Entry, string Path) Entry(string kind, string name, string path) =>
            (new KnownGuid(kind, name, MetaFile.ReadGuid(Repository.Read(path + PackageTree.MetaEnding))!), path);

        private static bool IsUnityObject(INamedTypeSymbol type)
        {
            for (var ancestor = type.BaseType; ancestor != null; ancestor = ancestor.BaseType)
            {
                if (ancestor is { Name: "Object", ContainingNamespace.Name: "UnityEngine" })
                {
                    return true;
                }
            }

            return false;
        }
    }
}
