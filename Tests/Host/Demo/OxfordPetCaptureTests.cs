using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NUnit.Framework;
using SkiaSharp;

namespace Saccade.Host.Tests.Demo
{
    /// <summary>The stand-in for Oxford-IIIT Pet against that set's format, read here from the files alone.</summary>
    [Platform(Include = "Linux", Reason = "The stand-in engine renders through EGL.")]
    public sealed partial class OxfordPetCaptureTests
    {
        private static readonly string[] Small = ["capture", "--layout", "oxford-pet", "--width", "48", "--height", "36"];

        private string _folder = "";

        private string Annotations => Path.Combine(_folder, "annotations");

        [SetUp]
        public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("saccade-pets-").FullName;

        [TearDown]
        public void RemoveFolder() => Directory.Delete(_folder, true);

        [Test]
        public void Capture_WritesASetInOxfordPetsFormat()
        {
            var (status, printed) = DemoProcess.Run([.. Small, "--output", _folder, "--train-scenes", "3", "--test-scenes", "2"]);
            Assert.That(status, Is.Zero, printed);

            var train = Read("trainval.txt");
            var test = Read("test.txt");
            List<Entry> all = [.. train, .. test];
            Assert.That(
                Directory.GetFiles(Annotations).Select(Path.GetFileName),
                Is.EquivalentTo(new[] { "list.txt", "trainval.txt", "test.txt" }));
            Assert.That(Read("list.txt", line => !line.StartsWith('#')), Is.EquivalentTo(all));
            Assert.That(all.Select(entry => (entry.Breed, entry.Number)), Is.Unique);
            Assert.That(
                train.CountBy(entry => entry.ClassId), Is.EquivalentTo(Enumerable.Range(1, 37).Select(id => KeyValuePair.Create(id, 3))));
            Assert.That(
                test.CountBy(entry => entry.ClassId), Is.EquivalentTo(Enumerable.Range(1, 37).Select(id => KeyValuePair.Create(id, 2))));

            var breeds = all.Select(entry => (entry.Breed, entry.ClassId, entry.Species, entry.BreedId)).Distinct().ToList();
            Assert.That(breeds, Has.Count.EqualTo(37), "each breed has one class id, species and breed id");
            Assert.That(breeds.Select(breed => breed.ClassId), Is.Unique);
            Assert.That(breeds.Where(breed => breed.Species == 1).Select(breed => breed.BreedId), Is.EquivalentTo(Enumerable.Range(1, 12)));
            Assert.That(breeds.Where(breed => breed.Species == 2).Select(breed => breed.BreedId), Is.EquivalentTo(Enumerable.Range(1, 25)));
            foreach (var (breed, _, species, _) in breeds)
            {
                Assert.That(char.IsUpper(breed[0]), Is.EqualTo(species == 1), breed);
            }
        }

        [Test]
        public void Pictures_AreJpegsOfSeveralShapes_OneForEachEntry()
        {
            var (status, printed) = DemoProcess.Run([.. Small, "--output", _folder, "--train-scenes", "1"]);
            Assert.That(status, Is.Zero, printed);

            var files = Directory.GetFiles(Path.Combine(_folder, "images"));
            Assert.That(
                files.Select(Path.GetFileName),
                Is.EquivalentTo(Read("trainval.txt").Concat(Read("test.txt")).Select(entry => $"{entry.Breed}_{entry.Number}.jpg")));
            HashSet<(int Width, int Height)> sizes = [];
            foreach (var file in files)
            {
                using var codec = SKCodec.Create(file);
                using var picture = SKBitmap.Decode(file);

                Assert.That(codec.EncodedFormat, Is.EqualTo(SKEncodedImageFormat.Jpeg), file);
                Assert.That(File.ReadAllBytes(file)[^2..], Is.EqualTo(new byte[] { 0xFF, 0xD9 }), file);
                Assert.That(picture.Pixels.Distinct().Count(), Is.GreaterThan(50), file);
                sizes.Add((picture.Width, picture.Height));
            }

            Assert.That(sizes, Is.EquivalentTo(new[] { (48, 36), (36, 48), (36, 36), (48, 32) }));
        }

        [TestCase("--classes", "new")]
        [TestCase("--validation-scenes", "5")]
        public void Option_OfTheOtherLayout_IsRefused(string option, string value)
        {
            var (status, printed) = DemoProcess.Run([.. Small, "--output", _folder, option, value]);

            Assert.That(status, Is.Not.Zero);
            Assert.That(printed, Does.Contain(option).And.Contain("oxford-pet"));
            Assert.That(Directory.GetFileSystemEntries(_folder), Is.Empty);
        }

        [Test]
        public void RealSet_IsRefusedAndKept()
        {
            var list = Path.Combine(Directory.CreateDirectory(Annotations).FullName, "trainval.txt");
            File.WriteAllText(list, "Abyssinian_100 1 1 1\n");

            var (status, printed) = DemoProcess.Run([.. Small, "--output", _folder]);

            Assert.That(status, Is.EqualTo(1));
            Assert.That(printed, Does.Contain(list).And.Contain("another data set").And.Not.Contain("   at "));
            Assert.That(
                Directory.GetFileSystemEntries(_folder, "*", SearchOption.AllDirectories), Is.EquivalentTo(new[] { Annotations, list }));
        }

        [Test]
        public void Interrupt_LeavesWholePicturesAndNoAnnotations()
        {
            using DemoProcess capture = new(null, [.. Small, "--output", _folder, "--train-scenes", "1000"]);
            capture.WaitFor("Rendering labelled pictures");

            capture.Interrupt();

            Assert.That(capture.WaitForExit(), Is.EqualTo(130), capture.Printed);
            Assert.That(Annotations, Does.Not.Exist);
            Assert.That(Directory.GetFiles(_folder, "*.tmp", SearchOption.AllDirectories), Is.Empty);
        }

        [GeneratedRegex(@"^(?<breed>[A-Za-z]+(_[A-Za-z]+)+)_(?<number>[1-9][0-9]*) (?<class>[0-9]+) (?<species>[12]) (?<id>[0-9]+)$")]
        private static partial Regex Line();

        private List<Entry> Read(string name, Func<string, bool>? isEntry = null) =>
            File.ReadLines(Path.Combine(Annotations, name)).Where(isEntry ?? (_ => true)).Select(line =>
            {
                var match = Line().Match(line);
                Assert.That(match.Success, Is.True, $"{name}: {line}");
                return new Entry(match.Groups["breed"].Value, Number("number"), Number("class"), Number("species"), Number("id"));

                int Number(string group) => int.Parse(match.Groups[group].ValueSpan);
            }).ToList();

        private sealed record Entry(string Breed, int Number, int ClassId, int Species, int BreedId);
    }
}
