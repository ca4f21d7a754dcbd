using System;
using System.IO;
using System.Linq;
using SkiaSharp;

namespace Saccade.Training.Tests
{
    /// <summary>Draws pictures of which each shows any of three colours: a class is a channel that is brighter than noise.</summary>
    internal static class MultiLabelPictures
    {
        /// <summary>Writes pictures and a table that names their classes.</summary>
        /// <returns>The table.</returns>
        internal static string WriteData(
            TemporaryFolder folder, string name = "several", int train = 32, int validation = 24, int test = 8)
        {
            Directory.CreateDirectory(folder.Combine(name));
            var rows = Enumerable.Range(0, train + validation + test).Select(i =>
            {
                // All eight combinations, none of the classes among them.
                var shown = SyntheticPictures.Colours.Where((_, label) => (i >> label & 1) == 1);
                using var picture = Draw(i & 7, new Random(i));
                SyntheticPictures.Save(picture, folder.Combine(name, $"{i}.png"));
                return $"{i}.png,{string.Join('|', shown)},{(i < train ? "train" : i < train + validation ? "validation" : "test")}";
            });
            var path = folder.Combine(name, "labels.csv");
            File.WriteAllLines(path, rows.Prepend("path,labels,split"));
            return path;
        }

        private static SKBitmap Draw(int shown, Random random)
        {
            var picture = new SKBitmap(24, 24);
            for (var y = 0; y < picture.Height; y++)
            {
                for (var x = 0; x < picture.Width; x++)
                {
                    byte Level(int channel) => (byte)(random.Next(120) + ((shown >> channel & 1) == 1 ? 120 : 0));

                    picture.SetPixel(x, y, new SKColor(Level(0), Level(1), Level(2)));
                }
            }

            return picture;
        }
    }
}
