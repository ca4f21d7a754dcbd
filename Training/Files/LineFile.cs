using System;
using System.IO;
using System.Text;

namespace Saccade.Training.Files
{
    /// <summary>A log that grows by whole lines and can be taken back to where a run goes on.</summary>
    /// <remarks>Nothing is buffered: a line is with the operating system when its step is over, so a run that dies loses none.</remarks>
    internal sealed class LineFile : IDisposable
    {
        private readonly FileStream _stream;

        /// <param name="path">The file.</param>
        /// <param name="length">Bytes to keep of what is there.</param>
        internal LineFile(string path, long length)
        {
            _stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
            _stream.SetLength(Math.Min(length, _stream.Length));
            _stream.Seek(0, SeekOrigin.End);
        }

        /// <summary>Bytes.</summary>
        internal long Length => _stream.Length;

        public void Dispose() => _stream.Dispose();

        internal void Write(string line) => _stream.Write(Encoding.UTF8.GetBytes(line + "\n"));

        /// <summary>Makes what was written outlast a loss of power.</summary>
        internal void Flush() => _stream.Flush(flushToDisk: true);
    }
}
