using System;
using System.IO;

namespace Saccade.Training.Files
{
    /// <summary>Writes files that are either complete or not there.</summary>
    internal static class WholeFile
    {
        /// <summary>Writes a file that grows under another name and is renamed at the end; an existing one is replaced.</summary>
        /// <param name="path">The file.</param>
        /// <param name="write">Writes its bytes.</param>
        /// <exception cref="IOException">The file can't be written, for example because the disk is full.</exception>
        /// <exception cref="UnauthorizedAccessException">The file may not be written, or is a folder.</exception>
        internal static void Write(string path, Action<FileStream> write)
        {
            var temporary = $"{path}.{Guid.NewGuid():N}";
            try
            {
                using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
                {
                    write(stream);
                    stream.Flush(flushToDisk: true);
                }

                File.Move(temporary, path, overwrite: true);
            }
            finally
            {
                File.Delete(temporary);
            }
        }
    }
}
