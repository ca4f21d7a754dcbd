using System;
using System.IO;

namespace Saccade.Package.Tests
{
    /// <summary>A folder of a test's own, gone when the test is over.</summary>
    internal sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("saccade package ").FullName;

        /// <summary>Writes a file and the folders above it.</summary>
        /// <returns>The file's full path.</returns>
        public string Write(string relativePath, string text = "")
        {
            var file = System.IO.Path.Combine(Path, relativePath);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
            return file;
        }

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
