using System;
using System.IO;

namespace Saccade.Host
{
    /// <summary>A file that appears under its name only when it is whole; given up, it leaves nothing behind.</summary>
    internal sealed class AtomicFile : IDisposable
    {
        // Without a buffer nothing is left to be written on closing, where a full disk could not be reported.
        private static readonly FileStreamOptions Unbuffered = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            BufferSize = 0,
        };

        private readonly string _path;
        private readonly string _partialPath;
        private readonly FileStream _stream;
        private bool _isCommitted;

        private AtomicFile(string path, string partialPath, FileStream stream)
        {
            _path = path;
            _partialPath = partialPath;
            _stream = stream;
        }

        internal static AtomicFile Create(string path)
        {
            var fullPath = Path.GetFullPath(path);
            var partialPath = $"{fullPath}.{Guid.NewGuid():N}.partial";
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(fullPath)!);
                return new AtomicFile(fullPath, partialPath, new FileStream(partialPath, Unbuffered));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw Unwritable(fullPath, exception);
            }
        }

        internal void Write(ReadOnlySpan<byte> bytes)
        {
            try
            {
                _stream.Write(bytes);
            }
            catch (IOException exception)
            {
                throw Unwritable(_path, exception);
            }
        }

        internal void Commit()
        {
            try
            {
                _stream.Dispose();
                File.Move(_partialPath, _path, overwrite: true);
                _isCommitted = true;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw Unwritable(_path, exception);
            }
        }

        public void Dispose()
        {
            if (!_isCommitted)
            {
                _stream.Dispose();
                File.Delete(_partialPath);
            }
        }

        private static HostException Unwritable(string path, Exception reason) =>
            new HostException($"Can't write '{path}': {reason.Message} Choose a folder with room that you may write to.", reason);
    }
}
