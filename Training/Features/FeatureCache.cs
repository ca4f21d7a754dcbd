using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Saccade.Training.Files;

namespace Saccade.Training.Features
{
    /// <summary>
    /// What a frozen backbone makes of several views of each picture, on disk. It fills block by block and may be interrupted at any
    /// time: a block counts only if its content has the hash that was written after it.
    /// </summary>
    /// <remarks>
    /// Three files: <c>NAME.json</c> says what the cache holds, <c>NAME.f32</c> is [views, pictures, F] little-endian 32-bit floating
    /// point numbers and nothing else, <c>NAME.sha256</c> has 32 bytes a block, zeros for one that is missing. A block is
    /// <see cref="BlockSize"/> pictures of one view, or what is left of them.
    /// </remarks>
    internal sealed class FeatureCache : IDisposable
    {
        /// <summary>Pictures in a block.</summary>
        internal const int BlockSize = 32;

        private const int Format = 1;

        private readonly string _path;
        private readonly FileStream _hashes;
        private readonly bool[] _done;
        private FileStream? _data;

        private FeatureCache(string path, FileStream hashes, int pictures, int views, int featureSize)
        {
            (_path, _hashes) = (path, hashes);
            (Pictures, Views, FeatureSize) = (pictures, views, featureSize);
            _done = new bool[views * BlocksPerView];
        }

        /// <summary>Number of pictures.</summary>
        internal int Pictures { get; }

        /// <summary>Views of each picture.</summary>
        internal int Views { get; }

        /// <summary>Numbers that a view of a picture becomes, F.</summary>
        internal int FeatureSize { get; }

        /// <summary>Blocks that the pictures of a view make.</summary>
        internal int BlocksPerView => (Pictures + BlockSize - 1) / BlockSize;

        private long RowBytes => (long)FeatureSize * sizeof(float);

        private long DataBytes => (long)Views * Pictures * RowBytes;

        /// <summary>Opens a cache and checks what it holds; one that is missing, damaged or holds something else is begun anew.</summary>
        /// <param name="directory">The folder; it is made where it is missing.</param>
        /// <param name="name">The files' name, without extension.</param>
        /// <param name="key">What the features depend on.</param>
        /// <param name="pictures">Number of pictures, at least 1.</param>
        /// <param name="views">Views of each picture, at least 1.</param>
        /// <param name="featureSize">Numbers that a view of a picture becomes, at least 1.</param>
        /// <exception cref="TrainingException">Another process uses the cache, or the disk has no room for it.</exception>
        internal static FeatureCache Open(
            string directory, string name, FeatureCacheKey key, int pictures, int views, int featureSize)
        {
            var path = Path.Combine(directory, name);
            FeatureCache? cache = null;
            try
            {
                Directory.CreateDirectory(directory);

                // Held open, and so closed to others, as long as the cache is in use.
                var hashes = new FileStream(path + ".sha256", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
                cache = new FeatureCache(path, hashes, pictures, views, featureSize);
                cache.OpenData(cache.Describe(key));
                return cache;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                cache?.Dispose();
                var size = (double)views * pictures * featureSize * sizeof(float) / (1 << 20);
                throw new TrainingException(
                    $"{path}.f32: {views} views of {pictures} pictures take {size:0.0} MB, which can't be kept there. {e.Message} "
                    + "End what else uses it, free space, or ask --feature-cache for fewer views.",
                    e);
            }
        }

        /// <summary>How many features are there.</summary>
        internal int CountRows() =>
            Enumerable.Range(0, _done.Length).Where(block => _done[block]).Sum(block => CountRows(block % BlocksPerView));

        /// <summary>The pictures of a block, by their numbers.</summary>
        internal int[] GetPictures(int block) => Enumerable.Range(block * BlockSize, CountRows(block)).ToArray();

        /// <summary>The blocks of a view that are missing.</summary>
        internal int[] FindMissing(int view) =>
            Enumerable.Range(0, BlocksPerView).Where(block => !_done[view * BlocksPerView + block]).ToArray();

        /// <summary>Writes a block.</summary>
        /// <param name="view">0 up to <see cref="Views"/>.</param>
        /// <param name="block">0 up to <see cref="BlocksPerView"/>.</param>
        /// <param name="features">A row for each of the block's pictures.</param>
        /// <exception cref="TrainingException">It can't be written.</exception>
        internal void Write(int view, int block, ReadOnlySpan<float> features)
        {
            var bytes = MemoryMarshal.AsBytes(features);
            if (bytes.Length != CountRows(block) * RowBytes)
            {
                throw new ArgumentException($"Block {block} has {CountRows(block)} rows of {FeatureSize}, not {features.Length} numbers.");
            }

            try
            {
                RandomAccess.Write(_data!.SafeFileHandle, bytes, FindOffset(view, block * BlockSize));
                var index = view * BlocksPerView + block;
                RandomAccess.Write(_hashes.SafeFileHandle, SHA256.HashData(bytes), (long)index * SHA256.HashSizeInBytes);
                _done[index] = true;
            }
            catch (IOException e)
            {
                throw new TrainingException($"{_path}.f32: can't be written. {e.Message} Free space, then start again: it goes on.", e);
            }
        }

        /// <summary>Reads the features of a view of a picture.</summary>
        /// <param name="view">0 up to <see cref="Views"/>.</param>
        /// <param name="picture">0 up to <see cref="Pictures"/>.</param>
        /// <param name="features">Receives F numbers.</param>
        /// <exception cref="TrainingException">They can't be read.</exception>
        internal void Read(int view, int picture, Span<float> features)
        {
            try
            {
                Read(_data!, MemoryMarshal.AsBytes(features), FindOffset(view, picture));
            }
            catch (IOException e)
            {
                throw new TrainingException($"{_path}.f32: can't be read. {e.Message} Delete it, then start again.", e);
            }
        }

        public void Dispose()
        {
            _data?.Dispose();
            _hashes.Dispose();
        }

        private static void Read(FileStream file, Span<byte> bytes, long offset)
        {
            while (bytes.Length > 0)
            {
                var count = RandomAccess.Read(file.SafeFileHandle, bytes, offset);
                if (count == 0)
                {
                    throw new EndOfStreamException("It has been cut short.");
                }

                bytes = bytes[count..];
                offset += count;
            }
        }

        private string Describe(FeatureCacheKey key) => JsonSerializer.Serialize(new
        {
            format = Format,
            key = key.Hash,
            views = Views,
            pictures = Pictures,
            features = FeatureSize,
            block = BlockSize,
        }) + "\n";

        private int CountRows(int block) => Math.Min(BlockSize, Pictures - block * BlockSize);

        private long FindOffset(int view, int picture) => ((long)view * Pictures + picture) * RowBytes;

        private void OpenData(string header)
        {
            var (headerFile, dataFile) = (_path + ".json", _path + ".f32");
            if (IsWhole(headerFile, dataFile, header))
            {
                _data = new FileStream(dataFile, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
                FindDone();
                return;
            }

            // Without the description whatever lies there counts for nothing, so it goes first and comes last.
            File.Delete(headerFile);
            File.Delete(dataFile);
            _hashes.SetLength(0);
            _hashes.SetLength((long)_done.Length * SHA256.HashSizeInBytes);
            _data = new FileStream(dataFile, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                BufferSize = 0,
                PreallocationSize = DataBytes,
            });
            _data.SetLength(DataBytes);
            WholeFile.Write(headerFile, stream => stream.Write(Encoding.UTF8.GetBytes(header)));
        }

        private bool IsWhole(string headerFile, string dataFile, string header) => File.Exists(headerFile)
                && File.Exists(dataFile)
                && new FileInfo(headerFile).Length == header.Length
                && File.ReadAllText(headerFile) == header
                && new FileInfo(dataFile).Length == DataBytes
                && _hashes.Length == (long)_done.Length * SHA256.HashSizeInBytes;

        private void FindDone()
        {
            var hashes = new byte[_hashes.Length];
            Read(_hashes, hashes, 0);
            var bytes = new byte[BlockSize * RowBytes];
            for (var index = 0; index < _done.Length; index++)
            {
                var expected = hashes.AsSpan(index * SHA256.HashSizeInBytes, SHA256.HashSizeInBytes);
                if (expected.ContainsAnyExcept((byte)0))
                {
                    var (view, block) = (index / BlocksPerView, index % BlocksPerView);
                    var content = bytes.AsSpan(0, (int)(CountRows(block) * RowBytes));
                    Read(_data!, content, FindOffset(view, block * BlockSize));
                    _done[index] = expected.SequenceEqual(SHA256.HashData(content));
                }
            }
        }
    }
}
