using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NUnit.Framework;
using Saccade.Training.CommandLine;
using SkiaSharp;

namespace Saccade.Training.Tests.CommandLine
{
    /// <summary>What Documentation~/training.md tells people to type does what it says.</summary>
    public sealed class TrainingGuideTests
    {
        private const string Prompt = "./saccade ";

        private static readonly string[] Breeds = ["Abyssinian", "american_bulldog", "British_Shorthair"];

        // These fetch from other hosts and have tests against servers of their own.
        private static readonly string[] Fetchers = ["pull", "data oxford-pet"];

        [Test]
        public void EveryCommandOfTheGuide_Succeeds_InItsOrder()
        {
            using var folder = new TemporaryFolder();
            CopyModel(folder.Combine("vit-base-patch16-224"));
            WritePets(folder.Combine("pets"));
            MultiLabelPictures.WriteData(folder, "rooms", train: 8, validation: 8, test: 0);
            var before = Environment.CurrentDirectory;
            try
            {
                Environment.CurrentDirectory = folder.Path;
                var commands = ReadCommands().ToArray();
                Assert.That(commands, Has.Length.GreaterThan(8));
                foreach (var command in commands.Where(command => !Fetchers.Any(command.StartsWith)))
                {
                    var (output, error) = (new StringWriter(), new StringWriter());
                    Assert.That(Commands.Run(command.Split(' '), output, error), Is.Zero, $"{command}: {error}");
                }
            }
            finally
            {
                Environment.CurrentDirectory = before;
            }

            string[] promised =
            [
                "pets.png", "seen.png", "pets-report/report.html", "pets-report/confusion.csv", "pets-model/README.md",
                "pets-model/onnx/model.onnx", "pets-model/training/best/model.safetensors", "pets-model/training/before-after.png",
                "pets-last/model.safetensors", "pets-all/model.safetensors", "pets-scratch/model.safetensors",
                "pets-folds/folds.html", "pets-folds/fold-3/model.safetensors", "pets-model/training/learning-rate.png",
                "rooms-report/report.html",
            ];
            Assert.That(promised.Where(file => !File.Exists(folder.Combine(file))), Is.Empty);
        }

        private static IEnumerable<string> ReadCommands()
        {
            var inside = false;
            foreach (var line in File.ReadLines(Path.Combine(Fixtures.Directory, "..", "..", "Documentation~", "training.md")))
            {
                inside ^= line.StartsWith("```", StringComparison.Ordinal);
                if (inside && line.StartsWith(Prompt, StringComparison.Ordinal))
                {
                    yield return line[Prompt.Length..];
                }
            }
        }

        private static void CopyModel(string directory)
        {
            Directory.CreateDirectory(directory);
            foreach (var file in Directory.GetFiles(Fixtures.Find("huggingface", "training", "model")))
            {
                File.Copy(file, Path.Combine(directory, Path.GetFileName(file)));
            }
        }

        private static void WritePets(string directory)
        {
            Directory.CreateDirectory(Path.Combine(directory, "images"));
            Directory.CreateDirectory(Path.Combine(directory, "annotations"));
            foreach (var (list, first) in new[] { ("trainval", 1), ("test", 5) })
            {
                var pictures = Breeds.SelectMany(
                    (breed, i) => Enumerable.Range(first, 4).Select(number => (Name: $"{breed}_{number}", Id: i + 1)));
                File.WriteAllLines(
                    Path.Combine(directory, "annotations", $"{list}.txt"),
                    pictures.Select(picture => $"{picture.Name} {picture.Id} 1 {picture.Id}"));
                foreach (var (name, id) in pictures)
                {
                    using var bitmap = new SKBitmap(40, 30);
                    bitmap.Erase(new SKColor((byte)(80 * id), (byte)name[^1], (byte)(250 - 80 * id)));
                    SyntheticPictures.Save(bitmap, Path.Combine(directory, "images", $"{name}.jpg"), SKEncodedImageFormat.Jpeg);
                }
            }
        }
    }
}
