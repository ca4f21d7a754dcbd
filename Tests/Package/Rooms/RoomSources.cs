using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;

namespace Saccade.Package.Tests.Rooms
{
    /// <summary>One assembly's sources, compiled, and where its rooms begin.</summary>
    /// <param name="Name">The assembly's name.</param>
    /// <param name="Folder">The folder of the assembly relative to the repository, with forward slashes.</param>
    /// <param name="Namespace">The namespace of that folder.</param>
    /// <param name="Compilation">All sources; a tree's path is that of its file, relative to the repository.</param>
    internal sealed record RoomSources(string Name, string Folder, string Namespace, CSharpCompilation Compilation)
    {
        /// <summary>Where a build keeps what it generates: no file there is written by hand.</summary>
        public const string GeneratedFolder = ".artifacts/obj/";

        private RoomGraph? _graph;

        /// <summary>All assemblies that have rooms: those that Unity compiles, and the training tool.</summary>
        public static IReadOnlyList<string> Names { get; } =
            UnityAssembly.All.Where(assembly => !assembly.IsForeign && assembly.IsCompiledIn(EditorPass)).Select(assembly => assembly.Name)
                .Append(TrainingSources.Name)
                .ToArray();

        /// <summary>Which of its rooms knows which, found once.</summary>
        public RoomGraph Graph => _graph ??= new RoomGraph(this);

        private static ConcurrentDictionary<string, RoomSources> Compiled { get; } = new(StringComparer.Ordinal);

        private static UnityPass EditorPass => UnityPass.All.First(pass => pass.IsEditor);

        /// <summary>The sources that lie in the repository now, compiled once.</summary>
        /// <param name="name">One of <see cref="Names"/>.</param>
        public static RoomSources Of(string name) => Compiled.GetOrAdd(name, Compile);

        private static RoomSources Compile(string name)
        {
            var definition = Repository.Relative(Repository.Files(name + ".asmdef").Single());
            var space = (string)Repository.ReadJson(definition)["rootNamespace"]!;
            var folder = Path.GetDirectoryName(definition)!.Replace('\\', '/');
            var compilation = name == TrainingSources.Name
                ? TrainingSources.Compile(folder)
                : UnityBuild.Package.Compile(EditorPass).Single(one => one.AssemblyName == name);
            return new RoomSources(name, folder, space, compilation);
        }

        /// <summary>The room of a file: its folder below the assembly's, empty for files beside the assembly's definition.</summary>
        /// <param name="path">Relative to the repository.</param>
        /// <returns>With forward slashes; null for a file that belongs to no room.</returns>
        public string? RoomOf(string path)
        {
            var folder = path[..Math.Max(0, path.LastIndexOf('/'))];
            if (path.StartsWith(GeneratedFolder, StringComparison.Ordinal))
            {
                // A compiler of messages keeps the folder of the file that it read: obj/PROJECT/CONFIGURATION/FOLDER.
                var parts = folder[GeneratedFolder.Length..].Split('/');
                return parts.Length > 2 ? string.Join('/', parts.Skip(2)) : null;
            }

            if (folder == Folder)
            {
                return string.Empty;
            }

            return folder.StartsWith(Folder + "/", StringComparison.Ordinal) ? folder[(Folder.Length + 1)..] : null;
        }
    }
}
