using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using Saccade.Files;
using Saccade.Preprocessing;
using Saccade.Training.Checkpoints;
using Saccade.Training.Pictures;

namespace Saccade.Training.CommandLine
{
    /// <summary>The command <c>preprocess</c>.</summary>
    internal static class PreprocessCommand
    {
        private const string Description =
            """
            Writes what a model sees of a picture: the tensor pixel_values [1, 3, height, width] after resize, crop, rescaling and
            normalisation, as the model folder's preprocessor_config.json (or timm's config.json) asks for them. The numbers equal
            those of Hugging Face's image processors, so that a wrong class can be told from a wrong picture.

            Examples:
              Write the tensor, and look at the picture that the model gets.
                saccade preprocess --model vit-base-patch16-224 --input cat.jpg --output cat.safetensors --png seen.png

              Leave the picture as it lies in the file, although its EXIF orientation says that the camera was turned.
                saccade preprocess --model vit-base-patch16-224 --input cat.jpg --output cat.safetensors --no-orientation
            """;

        internal static Command Make(TextWriter output, TextWriter error)
        {
            var model = new Option<string>("--model") { Description = "The model folder to read.", HelpName = "DIR", Required = true };
            var input = new Option<string>("--input") { Description = "The picture to read.", HelpName = "FILE", Required = true };
            var target = new Option<string>("--output")
            {
                Description = "The safetensors file to write.",
                HelpName = "FILE",
                Required = true,
            };
            var png = new Option<string?>("--png")
            {
                Description = "Also write the levels after resize and crop as a PNG.",
                HelpName = "FILE",
            };
            var asItLies = new Option<bool>("--no-orientation") { Description = "Ignore the picture's EXIF orientation." };
            var command = new Command("preprocess", Description) { model, input, target, png, asItLies };
            command.SetAction(parsed => CommandAction.Run(error, _ =>
            {
                var (from, to, seen) = (parsed.GetRequiredValue(input), parsed.GetRequiredValue(target), parsed.GetValue(png));
                RefuseSamePaths(from, to, seen);
                var rule = ReadRule(parsed.GetRequiredValue(model));
                var picture = Picture.Decode(from, applyOrientation: !parsed.GetValue(asItLies));
                picture.RefuseExtremeShape(rule, from);
                var shape = Write(rule, picture, to, seen);
                output.WriteLine($"{picture.Width} x {picture.Height}: {rule.Describe()} -> pixel_values [{string.Join(", ", shape)}]");
                return ExitCode.Success;
            }));
            return command;
        }

        // The rule alone is enough, which needs no model beside it.
        private static PreprocessingRule ReadRule(string directory)
        {
            if (!File.Exists(Path.Combine(directory, ModelLayout.Preprocessor)))
            {
                MistakenFolder.RequireConfig(directory);
            }

            return PreprocessingRule.ReadFolder(directory);
        }

        private static long[] Write(PreprocessingRule rule, Picture picture, string path, string? pngPath)
        {
            var transform = new PixelTransform(rule);
            var levels = transform.Resize(picture.Rgb, picture.Width, picture.Height, out var width, out var height);
            if (pngPath is not null)
            {
                PicturePng.Write(pngPath, levels, width, height);
            }

            var pixelValues = new float[levels.Length];
            transform.Apply(picture.Rgb, picture.Width, picture.Height, pixelValues);
            long[] shape = [1, PreprocessingRule.Channels, height, width];
            SafetensorsWriter.Write(path, [new SafetensorsTensor(OnnxNames.PixelValues, shape, () => pixelValues)]);
            return shape;
        }

        private static void RefuseSamePaths(params string?[] paths)
        {
            var twice = paths.OfType<string>().GroupBy(Path.GetFullPath).FirstOrDefault(group => group.Count() > 1);
            if (twice is not null)
            {
                throw new TrainingException($"{twice.Key}: named twice, but --input, --output and --png must be different files.");
            }
        }
    }
}
