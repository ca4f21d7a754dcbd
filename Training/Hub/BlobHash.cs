using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Saccade.Training.Hub
{
    /// <summary>Compares a file with its entity tag: git LFS names large files by SHA-256, git small ones by SHA-1.</summary>
    internal static class BlobHash
    {
        /// <summary>Whether a tag is a large file's SHA-256.</summary>
        internal static bool IsSha256(string? etag)
        {
            return etag?.Length == 2 * SHA256.HashSizeInBytes && etag.All(char.IsAsciiHexDigit);
        }

        /// <summary>Whether a tag is the SHA-1 that git gives to a file, or to a commit.</summary>
        internal static bool IsSha1(string? etag)
        {
            return etag?.Length == 2 * SHA1.HashSizeInBytes && etag.All(char.IsAsciiHexDigit);
        }

        /// <summary>Whether a file is what its tag says; one with a tag of another kind can't be told apart and passes.</summary>
        internal static async Task<bool> Matches(string path, string? etag, CancellationToken cancellation)
        {
            if (!IsSha256(etag) && !IsSha1(etag))
            {
                return true;
            }

            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 18, useAsync: true);
            using var hash = IncrementalHash.CreateHash(IsSha256(etag) ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1);
            if (IsSha1(etag))
            {
                hash.AppendData(Encoding.ASCII.GetBytes($"blob {file.Length}\0"));
            }

            var buffer = new byte[1 << 18];
            int count;
            while ((count = await file.ReadAsync(buffer, cancellation)) > 0)
            {
                hash.AppendData(buffer, 0, count);
            }

            return Convert.ToHexString(hash.GetHashAndReset()).Equals(etag, StringComparison.OrdinalIgnoreCase);
        }
    }
}
