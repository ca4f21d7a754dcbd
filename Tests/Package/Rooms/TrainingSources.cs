using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Saccade.Package.Tests.Rooms
{
    /// <summary>Compiles the training tool's sources against what lies in its build output.</summary>
    internal static class TrainingSources
    {
        public const string Name = "Saccade.Training";

        /// <summary>
        /// What the compiler misses only because the build's source generators don't run here: bodies of partial members.
        /// </summary>
        public static readonly IReadOnlyList<string> LeftToGenerators = new[] { "CS8795", "CS9248" };

        public static CSharpCompilation Compile(string folder)
        {
            var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
            var built = Path.Combine(Repository.Root, ".artifacts", "bin", Name, configuration);
            var generated = Path.Combine(Repository.Root, ".artifacts", "obj", Name, configuration);
            var parse = new CSharpParseOptions(LanguageVersion.Latest);
            return CSharpCompilation.Create(
                Name,
                Sources(Path.Combine(Repository.Root, folder), generated)
                    .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), parse, Repository.Relative(path))),
                References(built),
                new CSharpCompilationOptions(
                    OutputKind.ConsoleApplication,
                    allowUnsafe: true,
                    nullableContextOptions: NullableContextOptions.Enable));
        }

        // MSBuild compiles Build/ by itself; what a build generates lies under obj in the folder of what it was generated from,
        // also of what has moved away since.
        private static IEnumerable<string> Sources(string folder, string generated) =>
            Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
                .Where(path => !path.StartsWith(Path.Combine(folder, "Build") + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                .Concat(Directory.EnumerateDirectories(generated)
                    .SelectMany(inner => Directory.EnumerateFiles(inner, "*.cs", SearchOption.AllDirectories))
                    .Where(path => Stems(Path.GetDirectoryName(Path.Combine(folder, Path.GetRelativePath(generated, path)))!)
                        .Contains(Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase)))
                .Order(StringComparer.Ordinal);

        private static IEnumerable<string> Stems(string folder) =>
            Directory.Exists(folder)
                ? Directory.EnumerateFiles(folder, "*.proto").Select(path => Path.GetFileNameWithoutExtension(path))
                : Array.Empty<string>();

        private static IEnumerable<MetadataReference> References(string built) =>
            Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll")
                .Concat(Directory.EnumerateFiles(built, "*.dll").Where(path => Path.GetFileNameWithoutExtension(path) != Name))
                .Where(IsManaged)
                .Select(path => MetadataReference.CreateFromFile(path));

        private static bool IsManaged(string path)
        {
            using PEReader image = new(File.OpenRead(path));
            return image.HasMetadata;
        }
    }
}
