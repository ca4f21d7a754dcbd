using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;

namespace Saccade.Training.Download
{
    /// <summary>
    /// What the hub's ETags are: SHA-256 of a large file, git's blob SHA-1 of a small one. Or MD5, as older data sets publish it.
    /// </summary>
    /// <param name="Hex">Lower-case digits, 64, 40 or 32 of them.</param>
    internal sealed record ContentHash(string Hex)
    {
        private const int Sha256Digits = 64;
        private const int Sha1Digits = 40;

        /// <summary>Reads an ETag, weak or strong.</summary>
        /// <returns>Null when it is no hash of these two kinds.</returns>
        internal static ContentHash? Parse(string? tag)
        {
            var hex = (tag?.StartsWith("W/", StringComparison.Ordinal) == true ? tag[2..] : tag)?.Trim('"').ToLowerInvariant();
            return hex?.Length is Sha256Digits or Sha1Digits && hex.All(char.IsAsciiHexDigit) ? new ContentHash(hex) : null;
        }

        /// <summary>Computes the hash of the same kind.</summary>
        internal ContentHash Compute(string path, CancellationToken cancellation)
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            using var hash = IncrementalHash.CreateHash(Hex.Length switch
            {
                Sha256Digits => HashAlgorithmName.SHA256,
                Sha1Digits => HashAlgorithmName.SHA1,
                _ => HashAlgorithmName.MD5,
            });
            if (Hex.Length == Sha1Digits)
            {
                hash.AppendData(Encoding.ASCII.GetBytes($"blob {file.Length}\0"));
            }

            var buffer = new byte[1 << 17];
            while (file.Read(buffer) is var count and > 0)
            {
                cancellation.ThrowIfCancellationRequested();
                hash.AppendData(buffer.AsSpan(0, count));
            }

            return new ContentHash(Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
    }
}
