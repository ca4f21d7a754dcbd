using System;
using System.IO;
using SkiaSharp;

namespace Saccade.Training.Tests
{
    /// <summary>Draws small data sets that a tiny model learns in no time: a class is a colour on a ground of noise.</summary>
    internal static class SyntheticPictures
    {
        internal static readonly string[] Colours = ["red", "green", "blue"];

        /// <summary>A configuration for pictures of 16 x 16 with a few thousand parameters.</summary>
        internal const string Config =
            """
            {
              "model_type": "vit", "hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32,
              "hidden_act": "gelu", "layer_norm_eps": 1e-6, "image_size": 16, "patch_size": 8, "torch_dtype": "float16"
            }
            """;

        internal const string Preprocessor =
            """
            {
              "do_resize": true, "size": {"height": 16, "width": 16}, "resample": 2,
              "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5]
            }
            """;

        /// <summary>Writes a folder with the two JSON files of a model and no weights.</summary>
        internal static string WriteModel(TemporaryFolder folder)
        {
            var directory = folder.Combine("untrained");
            Directory.CreateDirectory(directory);
            File.WriteAllText(Path.Combine(directory, "config.json"), Config);
            File.WriteAllText(Path.Combine(directory, "preprocessor_config.json"), Preprocessor);
            return directory;
        }

        /// <summary>Writes a data set with some training pictures of each colour and half as many to validate.</summary>
        internal static string WriteData(TemporaryFolder folder, int count = 8, bool test = false)
        {
            var directory = folder.Combine("data");
            foreach (var (split, pictures) in new[] { ("train", count), ("validation", count / 2), ("test", test ? 2 : 0) })
            {
                for (var label = 0; pictures > 0 && label < Colours.Length; label++)
                {
                    var path = Path.Combine(directory, split, Colours[label]);
                    Directory.CreateDirectory(path);
                    for (var i = 0; i < pictures; i++)
                    {
                        using var picture = Draw(label, new Random(HashSeed(split, label, i)));
                        Save(picture, Path.Combine(path, $"{i}.png"));
                    }
                }
            }

            return directory;
        }

        internal static void Save(SKBitmap picture, string path, SKEncodedImageFormat format = SKEncodedImageFormat.Png)
        {
            using var data = picture.Encode(format, 100);
            File.WriteAllBytes(path, data.ToArray());
        }

        /// <summary>A square in which every level is as likely as any other.</summary>
        internal static SKBitmap DrawNoise(int side, Random random)
        {
            var picture = new SKBitmap(side, side);
            for (var i = 0; i < side * side; i++)
            {
                picture.SetPixel(i % side, i / side, new SKColor((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256)));
            }

            return picture;
        }

        private static int HashSeed(string split, int label, int index) => split.Length * 10_000 + label * 1_000 + index;

        private static SKBitmap Draw(int label, Random random)
        {
            var picture = new SKBitmap(20, 24);
            for (var y = 0; y < picture.Height; y++)
            {
                for (var x = 0; x < picture.Width; x++)
                {
                    byte Level(int channel) => (byte)(random.Next(120) + (channel == label ? 120 : 0));

                    picture.SetPixel(x, y, new SKColor(Level(0), Level(1), Level(2)));
                }
            }

            return picture;
        }
    }
}
