using System;
using System.IO;
using System.Text;

namespace Saccade.Reading
{
    /// <summary>What Git leaves in place of a large file where Git LFS isn't installed: a few lines that name the file.</summary>
    internal static class GitLfs
    {
        private static readonly byte[] Start = Encoding.ASCII.GetBytes("version https://git-lfs.github.com/spec/v");

        /// <summary>Whether a file begins as such a pointer does.</summary>
        /// <param name="file">The file's first bytes.</param>
        public static bool IsPointer(ReadOnlySpan<byte> file) => file.StartsWith(Start);

        /// <summary>Whether a file is such a pointer.</summary>
        /// <exception cref="IOException">The file can't be read.</exception>
        public static bool IsPointer(string path)
        {
            using (var file = File.OpenRead(path))
            {
                var start = new byte[Start.Length];
                return file.Read(start, 0, start.Length) == start.Length && IsPointer(start);
            }
        }

        /// <summary>What to tell of a pointer.</summary>
        public static string Explain(string path) =>
            $"{path}: is a Git LFS pointer, not the file itself. Run `git lfs pull` in its repository, or download the file again.";
    }
}
