using System;
using System.IO;
using System.Linq;
using NUnit.Framework;
using Saccade.Training.Checkpoints;
using Saccade.Training.Pictures;

namespace Saccade.Training.Tests.Pictures
{
    /// <summary>Every kind of file that Pillow reads, against the levels that Pillow reads (see pictures/README.md).</summary>
    public sealed class PictureFixturesTests
    {
        private static readonly string Folder = Fixtures.Find("pictures");

        [TestCaseSource(nameof(ListFiles))]
        public void Decode_GivesPillowsLevels(string file)
        {
            using var expected = SafetensorsFile.Open(Path.Combine(Folder, "expected.safetensors"));
            var picture = Picture.Decode(Path.Combine(Folder, file));
            Assert.That(new long[] { picture.Height, picture.Width, 3 }, Is.EqualTo(expected.Entries[file].Shape));
            Assert.That(picture.Rgb, Is.EqualTo(expected.ReadBytes(file)));
        }

        private static string[] ListFiles()
        {
            using var expected = SafetensorsFile.Open(Path.Combine(Folder, "expected.safetensors"));
            return expected.Entries.Keys.Order(StringComparer.Ordinal).ToArray();
        }
    }
}
