using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Saccade.Training.Pictures
{
    /// <summary>Collects pictures that can be decoded, but to something that hardly shows what was taken. For any thread.</summary>
    internal sealed class PictureDoubts
    {
        private const int MaxExamples = 3;

        private readonly ConcurrentDictionary<string, bool> _flat = new(StringComparer.Ordinal);
        private readonly ConcurrentDictionary<string, bool> _clipped = new(StringComparer.Ordinal);

        /// <summary>Looks at a picture that was decoded.</summary>
        internal void Add(string path, Picture picture) => Add(path, picture.IsFlat, picture.IsClipped);

        /// <summary>Takes in what was seen of a picture.</summary>
        internal void Add(string path, bool isFlat, bool isClipped)
        {
            if (isClipped)
            {
                _clipped[path] = true;
            }
            else if (isFlat)
            {
                _flat[path] = true;
            }
        }

        /// <summary>A sentence for each kind that there is.</summary>
        internal IEnumerable<string> Describe()
        {
            if (!_flat.IsEmpty)
            {
                yield return $"Pictures of one level in every pixel, which show nothing: {Name(_flat.Keys)}. Look at them, and remove or "
                    + "write them anew.";
            }

            if (!_clipped.IsEmpty)
            {
                yield return "Pictures of 16-bit grey that are clipped, white wherever a level is above 255, as Hugging Face's programs "
                    + $"read them: {Name(_clipped.Keys)}. Scale them to 8 bits first.";
            }
        }

        private static string Name(ICollection<string> paths)
        {
            var names = paths.Order(StringComparer.Ordinal).Take(MaxExamples).Select(path => $"'{ShortName(path)}'");
            return $"{paths.Count}, such as {string.Join(", ", names)}";
        }

        private static string ShortName(string path) => $"{Path.GetFileName(Path.GetDirectoryName(path))}/{Path.GetFileName(path)}";
    }
}
