using System;
using System.Threading.Tasks;
using Saccade.Preprocessing;
using UnityEngine;

namespace Saccade.Models
{
    /// <summary>
    /// A copy of an asset's bytes that grows a little each frame. Unity hands them out on the main thread only, and frees them with the
    /// asset, so that no other thread may read them; all of a large model at once would hold the frame. Main thread only.
    /// </summary>
    internal sealed class AssetCopy : IDisposable
    {
        /// <summary>Bytes of a frame, which take about a millisecond.</summary>
        public const int SliceLength = 4 << 20;

        private readonly string _name;
        private readonly AssetStream _stream;
        private readonly Task<byte[]> _room;

        /// <summary>Begins a copy.</summary>
        public AssetCopy(TextAsset asset)
        {
            Asset = asset;
            _name = asset.name;
            _stream = new AssetStream(asset);
            var length = _stream.Length;

            // Memory comes cleared, which takes as long as a copy.
            _room = Task.Run(() => new byte[length]);
        }

        /// <summary>What is copied.</summary>
        public TextAsset Asset { get; }

        /// <summary>Copies the next bytes.</summary>
        /// <returns>All of them when none is missing, else null.</returns>
        /// <exception cref="ModelFileException">The asset is gone.</exception>
        public byte[]? Advance()
        {
            if (Asset == null)
            {
                throw new ModelFileException(
                    $"{_name}: the model's asset was unloaded while it was read. Keep it until the classifier is ready.");
            }

            if (!_room.IsCompleted)
            {
                return null;
            }

            var bytes = _room.GetAwaiter().GetResult();
            var position = (int)_stream.Position;
            var copied = _stream.Read(bytes, position, Math.Min(SliceLength, bytes.Length - position));
            return position + copied == bytes.Length ? bytes : null;
        }

        public void Dispose() => _stream.Dispose();
    }
}
