using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Saccade.Editor.Retrain.Run
{
    /// <summary>Reads the whole lines that another process adds to a file.</summary>
    internal sealed class GrowingFile
    {
        private const int MaxBytes = 1 << 20;

        private readonly string _path;
        private long _position;

        internal GrowingFile(string path)
        {
            _path = path;
        }

        /// <summary>The lines that came since the last call, a bounded number of bytes at a time.</summary>
        /// <param name="isAnew">Whether the file is shorter than it was: all of it is read again.</param>
        internal IReadOnlyList<string> ReadLines(out bool isAnew)
        {
            isAnew = false;
            try
            {
                using (var stream = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
                {
                    isAnew = stream.Length < _position;
                    if (isAnew)
                    {
                        _position = 0;
                    }

                    stream.Seek(_position, SeekOrigin.Begin);
                    var bytes = new byte[Math.Min(MaxBytes, stream.Length - _position)];
                    var count = stream.Read(bytes, 0, bytes.Length);
                    var end = count == 0 ? -1 : Array.LastIndexOf(bytes, (byte)'\n', count - 1);

                    // A megabyte without a line end is no log.
                    _position += end < 0 ? (count == MaxBytes ? count : 0) : end + 1;
                    return end < 0 ? Array.Empty<string>() : Encoding.UTF8.GetString(bytes, 0, end).Split('\n');
                }
            }
            catch (Exception e) when (e is IOException || e is UnauthorizedAccessException)
            {
                return Array.Empty<string>();
            }
        }
    }
}
