using System;
using System.IO;

namespace Saccade.Training.Tests
{
    /// <summary>A new folder that is deleted with all it holds at the end of a test.</summary>
    internal sealed class TemporaryFolder : IDisposable
    {
        internal string Path { get; } = Directory.CreateTempSubdirectory("saccade-test-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);

        internal string Combine(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);
    }
}
