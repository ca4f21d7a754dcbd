using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using NUnit.Framework;
using Saccade.Training.CommandLine;

namespace Saccade.Training.Tests.CommandLine
{
    /// <summary>Which pictures predict finds, and the tables that it writes.</summary>
    public sealed class PredictCommandTests
    {
        private static readonly string Cat = Fixtures.Find("huggingface", "preprocessing", "cat.jpg");
        private static readonly string Coffee = Fixtures.Find("huggingface", "preprocessing", "coffee.png");

        private TemporaryFolder _folder = null!;
        private string _pictures = null!;

        [SetUp]
        public void MakePictures()
        {
            _folder = new TemporaryFolder();
            _pictures = Directory.CreateDirectory(_folder.Combine("pictures", "deep", "deeper")).Parent!.Parent!.FullName;
            File.Copy(Cat, Path.Combine(_pictures, "b.jpg"));
            File.Copy(Coffee, Path.Combine(_pictures, "a.png"));
            File.Copy(Coffee, Path.Combine(_pictures, "deep", "c.png"));
            File.Copy(Cat, Path.Combine(_pictures, "deep", "deeper", "d.JPG"));
            File.Copy(Coffee, Path.Combine(_pictures, ".hidden.png"));
            File.WriteAllText(Path.Combine(_pictures, "notes.txt"), "no picture");
        }

        [TearDown]
        public void DeletePictures() => _folder.Dispose();

        [TestCase("", new[] { "a.png", "b.jpg", "deep/c.png", "deep/deeper/d.JPG" })]
        [TestCase("deep", new[] { "deep/c.png", "deep/deeper/d.JPG" })]
        [TestCase("*.png", new[] { "a.png" })]
        [TestCase("?.jpg", new[] { "b.jpg" })]
        [TestCase("*", new[] { "a.png", "b.jpg", "deep/c.png", "deep/deeper/d.JPG" })]
        [TestCase("*/*.png", new[] { "deep/c.png" })]
        [TestCase("**/*.png", new[] { "a.png", "deep/c.png" })]
        [TestCase("d*/**", new[] { "deep/c.png", "deep/deeper/d.JPG" })]
        public void FoldersAndPatterns_AreFoundInOrder(string argument, string[] expected) =>
            Assert.That(PredictFiles(Path.Combine(_pictures, argument)), Is.EqualTo(expected));

        [Test]
        public void PlainArguments_AreTheSameAsInput_AndEachPictureIsTakenOnce()
        {
            var (a, b) = (Path.Combine(_pictures, "a.png"), Path.Combine(_pictures, "b.jpg"));
            Assert.That(PredictFiles(a, b), Is.EqualTo(new[] { "a.png", "b.jpg" }));
            Assert.That(PredictFiles("--input", a, b), Is.EqualTo(new[] { "a.png", "b.jpg" }));
            Assert.That(PredictFiles(b, "--input", a), Is.EqualTo(new[] { "a.png", "b.jpg" }));
            Assert.That(PredictFiles(b, Path.Combine(_pictures, "*.jpg"), b), Is.EqualTo(new[] { "b.jpg" }));
        }

        [Test]
        public void AFileWhoseNameLooksLikeAPattern_IsTheFile()
        {
            if (OperatingSystem.IsWindows())
            {
                Assert.Ignore("No file can be called so on Windows.");
            }

            File.Move(Path.Combine(_pictures, "a.png"), Path.Combine(_pictures, "what?.png"));
            File.Copy(Coffee, Path.Combine(_pictures, "whatX.png"));
            Assert.That(PredictFiles(Path.Combine(_pictures, "what?.png")), Is.EqualTo(new[] { "what?.png" }));
        }

        [Test]
        public void WhatIsNoPicture_IsCounted()
        {
            var (code, _, error) = Run("predict", "--model", HeadModel.Source, _pictures);
            Assert.That(code, Is.Zero);
            Assert.That(error, Does.Contain("Left out: 1 files").And.Contain("notes.txt"));
        }

        [TestCase("*.tif", "the pattern matches 0 files")]
        [TestCase("*.txt", "the pattern matches 1 files, none of them a picture")]
        [TestCase("empty", "the folder holds 0 files")]
        [TestCase("missing.jpg", "missing.jpg")]
        public void ANameThatLeadsToNoPicture_IsAnError(string argument, string expected)
        {
            Directory.CreateDirectory(Path.Combine(_pictures, "empty"));
            var (code, output, error) = Run("predict", "--model", HeadModel.Source, Path.Combine(_pictures, argument));
            Assert.That(code, Is.EqualTo(1));
            Assert.That(output, Is.Empty);
            Assert.That(error, Does.Contain(expected));
            Assert.That(error.TrimEnd().Split('\n'), Has.Length.EqualTo(1), error);
        }

        [Test]
        public void OneBrokenPictureOfMany_DoesNotCostTheOthers()
        {
            File.WriteAllText(Path.Combine(_pictures, "a.png"), "no picture");
            var table = _folder.Combine("table.csv");
            var (code, output, error) = Run("predict", "--model", HeadModel.Source, _pictures, "--json", "--csv", table);
            Assert.That(code, Is.EqualTo(1));
            Assert.That(error, Does.Contain("a.png").And.Contain("1 of 4 pictures could not be classified"));
            using var json = JsonDocument.Parse(output);
            Assert.That(json.RootElement.GetArrayLength(), Is.EqualTo(3));
            Assert.That(File.ReadAllLines(table), Has.Length.EqualTo(4));
        }

        [Test]
        public void ManyBrokenPictures_AreToldShortly()
        {
            for (var i = 0; i < 30; i++)
            {
                File.WriteAllText(Path.Combine(_pictures, "deep", $"{i}.png"), "no picture");
            }

            var (code, _, error) = Run("predict", "--model", HeadModel.Source, _pictures);
            Assert.That(code, Is.EqualTo(1));
            Assert.That(error.Split('\n').Count(line => line.StartsWith("error:", StringComparison.Ordinal)), Is.EqualTo(10));
            Assert.That(error, Does.Contain("30 of 34 pictures could not be classified"));
        }

        [Test]
        public void Csv_HasARowAPicture_AndOnRequestEveryProbability()
        {
            var table = _folder.Combine("table.csv");
            Assert.That(Run("predict", "--model", HeadModel.Source, _pictures, "--csv", table).Code, Is.Zero);
            var lines = File.ReadAllLines(table);
            Assert.That(lines[0], Is.EqualTo("path,prediction,probability"));
            Assert.That(lines, Has.Length.EqualTo(5));
            Assert.That(lines[1].Split(',')[0], Does.EndWith("a.png"));

            Assert.That(Run("predict", "--model", HeadModel.Source, _pictures, "--csv", table, "--probabilities").Code, Is.Zero);
            lines = File.ReadAllLines(table);
            Assert.That(lines[0], Is.EqualTo("path,prediction,probability,class 0,class 1,class 2,class 3,class 4"));
            foreach (var row in lines.Skip(1).Select(line => line.Split(',')))
            {
                var all = row.Skip(3).Select(text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
                Assert.That(all.Sum(), Is.EqualTo(1).Within(1e-9));
                Assert.That(row[2], Is.EqualTo(row[3 + Array.IndexOf(all, all.Max())]));
                Assert.That(row[1], Is.EqualTo($"class {Array.IndexOf(all, all.Max())}"));
            }
        }

        [Test]
        public void Csv_WhereItCantBeWritten_IsRefusedBeforeAnythingIsComputed()
        {
            var (code, output, error) = Run(
                "predict", "--model", HeadModel.Source, _pictures, "--csv", _folder.Combine("missing", "table.csv"));
            Assert.That(code, Is.EqualTo(1));
            Assert.That(output, Is.Empty);
            Assert.That(error, Does.Contain("--csv is").And.Contain("a folder that exists"));
        }

        [Test]
        public void WrongArguments_EndWithTwo()
        {
            var (code, _, error) = Run("predict", "--model", HeadModel.Source);
            Assert.That(code, Is.EqualTo(2));
            Assert.That(error, Does.Contain("There is no picture"));
            (code, _, error) = Run("predict", "--model", HeadModel.Source, Cat, "--probabilities");
            Assert.That(code, Is.EqualTo(2));
            Assert.That(error, Does.Contain("--probabilities needs --csv or --json"));
        }

        private string[] PredictFiles(params string[] arguments)
        {
            var (code, output, error) = Run(["predict", "--model", HeadModel.Source, "--json", .. arguments]);
            Assert.That(code, Is.Zero, error);
            using var json = JsonDocument.Parse(output);
            return json.RootElement.EnumerateArray()
                .Select(entry => Path.GetRelativePath(_pictures, entry.GetProperty("file").GetString()!).Replace('\\', '/'))
                .ToArray();
        }

        private static (int Code, string Output, string Error) Run(params string[] arguments)
        {
            using var output = new StringWriter();
            using var error = new StringWriter();
            return (Commands.Run(arguments, output, error), output.ToString(), error.ToString());
        }
    }
}
