using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using NUnit.Framework;
using Saccade.Training.CommandLine;
using SkiaSharp;

namespace Saccade.Training.Tests.Runs.LearningRates
{
    public sealed class LearningRateSearchTests
    {
        private TemporaryFolder _folder = null!;
        private string[] _train = null!;

        [SetUp]
        public void MakeData()
        {
            _folder = new TemporaryFolder();
            _train =
            [
                "train", "--model", SyntheticPictures.WriteModel(_folder), "--data", SyntheticPictures.WriteData(_folder), "--output",
                _folder.Combine("model"), "--from-scratch", "--augment", "flip", "--progress", "plain", "--batch-size", "8",
            ];
        }

        [TearDown]
        public void DeleteData() => _folder.Dispose();

        [Test]
        public void ASearch_WritesTableAndPicture_SuggestsARate_AndChangesNothingElse()
        {
            Assert.That(Run([.. _train, "--max-steps", "3"]).Exit, Is.Zero);
            var before = ReadAll();
            var (exit, output, error) = Run([.. _train, "--find-learning-rate"]);
            Assert.That(exit, Is.Zero, error);

            var after = ReadAll();
            string[] made = ["training/learning-rate.csv", "training/learning-rate.png"];
            Assert.That(after.Keys.Except(before.Keys), Is.EquivalentTo(made));
            Assert.That(before.Where(file => after[file.Key] != file.Value), Is.Empty);

            var rows = File.ReadAllLines(_folder.Combine("model", made[0]));
            Assert.That(rows[0], Is.EqualTo("step,learningRate,loss,smoothLoss"));
            Assert.That(rows, Has.Length.InRange(30, 101));
            using var picture = SKBitmap.Decode(_folder.Combine("model", made[1]));
            Assert.That((picture.Width, picture.Height), Is.EqualTo((1000, 600)));
            Assert.That(output, Does.Match(@"Suggested: --learning-rate \d\.\de-\d"));
        }

        [Test]
        public void AfterASearch_ARunGoesAheadInTheSameFolder()
        {
            Assert.That(Run([.. _train, "--find-learning-rate", "--max-steps", "30"]).Exit, Is.Zero);
            Assert.That(Run([.. _train, "--max-steps", "2"]).Exit, Is.Zero);
            Assert.That(File.Exists(_folder.Combine("model", "model.safetensors")));
        }

        [TestCase("--resume")]
        [TestCase("--progress", "json")]
        public void ASearch_RefusesWhatItCantDo(params string[] options)
        {
            var (exit, _, error) = Run([.. _train[..^4], "--find-learning-rate", .. options]);
            Assert.That(exit, Is.EqualTo(2));
            Assert.That(error, Does.Contain("--find-learning-rate").And.Contain(options[0]));
        }

        private Dictionary<string, string> ReadAll() => Directory
            .GetFiles(_folder.Combine("model"), "*", SearchOption.AllDirectories)
            .ToDictionary(
                path => Path.GetRelativePath(_folder.Combine("model"), path).Replace('\\', '/'),
                path => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))));

        private static (int Exit, string Output, string Error) Run(string[] arguments)
        {
            var (output, error) = (new StringWriter(), new StringWriter());
            return (Commands.Run(arguments, output, error), output.ToString(), error.ToString());
        }
    }
}
