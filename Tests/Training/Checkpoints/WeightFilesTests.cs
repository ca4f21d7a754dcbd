using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using NUnit.Framework;
using Saccade.Training.Checkpoints;

namespace Saccade.Training.Tests.Checkpoints
{
    public sealed class WeightFilesTests
    {
        private TemporaryFolder _folder = null!;
        private string _index = null!;

        [SetUp]
        public void MakeFolder()
        {
            _folder = new TemporaryFolder();
            _index = _folder.Combine(WeightFiles.Index);
        }

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        [Test]
        public void Open_OfAFolderOrItsFile_GivesTheSameTensors()
        {
            Write(WeightFiles.Whole, ("a", 1), ("b", 2));
            using var folder = WeightFiles.Open(_folder.Path);
            using var file = WeightFiles.Open(_folder.Combine(WeightFiles.Whole));

            Assert.That(folder.Path, Is.EqualTo(file.Path));
            Assert.That(folder.Files, Is.EqualTo(new[] { file.Path }));
            Assert.That(folder.Entries.Keys, Is.EquivalentTo(new[] { "a", "b" }));
            Assert.That(folder.ReadSingles("b"), Is.EqualTo(new[] { 2f }));
        }

        [Test]
        public void Open_OfShards_FindsEveryTensorOfTheIndexInItsFile()
        {
            var source = Fixtures.Find("huggingface", "vit-sharded-bf16");
            using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(source, WeightFiles.Index)));
            var map = json.RootElement.GetProperty("weight_map").EnumerateObject().ToDictionary(e => e.Name, e => e.Value.GetString()!);
            using var weights = WeightFiles.Open(source);

            Assert.That(weights.Path, Is.EqualTo(Path.Combine(source, WeightFiles.Index)));
            Assert.That(weights.Files.Select(Path.GetFileName), Is.EquivalentTo(map.Values.Distinct()));
            Assert.That(weights.Entries.Keys, Is.EquivalentTo(map.Keys));
            foreach (var (name, file) in map)
            {
                using var shard = SafetensorsFile.Open(Path.Combine(source, file));
                Assert.That(weights.ReadSingles(name), Is.EqualTo(shard.ReadSingles(name)), name);
            }
        }

        [Test]
        public void Open_WhereThereAreBoth_PrefersTheWholeFile()
        {
            Write(WeightFiles.Whole, ("a", 1));
            File.WriteAllText(_index, "{");
            using var weights = WeightFiles.Open(_folder.Path);
            Assert.That(weights.ReadSingles("a"), Is.EqualTo(new[] { 1f }));
        }

        [Test]
        public void Open_WithoutAnyFile_SaysWhatToDo()
        {
            AssertRefused(WeightFiles.Whole, "missing", "saccade pull");
            Assert.That(
                () => WeightFiles.Open(_folder.Combine("nowhere")).Dispose(),
                Throws.TypeOf<InvalidDataException>().With.Message.Contains("nowhere"));
        }

        [Test]
        public void Open_WithAMissingShard_NamesIt()
        {
            Write("1.safetensors", ("a", 1));
            WriteIndex(("a", "1.safetensors"), ("b", "2.safetensors"));
            AssertRefused("2.safetensors", "missing");
        }

        [Test]
        public void Open_WithAShardThatLacksATensor_NamesBoth()
        {
            Write("1.safetensors", ("a", 1));
            WriteIndex(("a", "1.safetensors"), ("b", "1.safetensors"));
            AssertRefused("1.safetensors", "'b'");
        }

        [Test]
        public void Open_WithATensorInTwoShards_NamesBothFiles()
        {
            Write("1.safetensors", ("a", 1));
            Write("2.safetensors", ("a", 1), ("b", 2));
            WriteIndex(("a", "1.safetensors"), ("b", "2.safetensors"));
            AssertRefused("1.safetensors", "2.safetensors", "'a'");
        }

        [TestCase("../x.safetensors")]
        [TestCase("/x.safetensors")]
        [TestCase("folder/x.safetensors")]
        [TestCase("..\\x.safetensors")]
        [TestCase("C:x.safetensors")]
        [TestCase("")]
        [TestCase(".")]
        [TestCase("..")]
        public void Open_WithAnIndexThatPointsElsewhere_IsRefusedBeforeTheFileIsLookedFor(string name)
        {
            WriteIndex(("a", name));
            AssertRefused($"'{name}'", "beside the index");
        }

        [TestCase("")]
        [TestCase("[]")]
        [TestCase("null")]
        [TestCase("""{"metadata": {}}""")]
        [TestCase("""{"weight_map": ["a"]}""")]
        [TestCase("""{"weight_map": {"a": 1}}""")]
        [TestCase("""{"weight_map": {"a": null}}""")]
        [TestCase("""{"weight_map": {"a": {"b": "c"}}}""")]
        [TestCase("""{"weight_map": {"a": "1.safetensors", "a": "1.safetensors"}}""")]
        [TestCase("""{"weight_map": {"a": "\ud800"}}""")]
        [TestCase("""{"weight_map": {}}""")]
        public void Open_WithAnIndexThatIsNone_SaysWhatWasExpected(string index)
        {
            Write("1.safetensors", ("a", 1));
            File.WriteAllText(_index, index);
            AssertRefused(_index, "weight_map");
        }

        [Test]
        public void Open_ThatIsRefused_LeavesNoFileOpen()
        {
            Write("1.safetensors", ("a", 1));
            WriteIndex(("a", "1.safetensors"), ("b", "2.safetensors"));
            AssertRefused("2.safetensors");
            using var exclusive = new FileStream(_folder.Combine("1.safetensors"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            Assert.That(exclusive.Length, Is.Positive);
        }

        [Test]
        public void DamagedIndices_OnlyEverGiveTheDocumentedException()
        {
            Write("1.safetensors", ("a", 1));
            Write("2.safetensors", ("b", 2));
            WriteIndex(("a", "1.safetensors"), ("b", "2.safetensors"));
            var valid = File.ReadAllText(_index);
            string[] pieces =
            [
                "", "\"", "{", "}", "[", "null", "1", ".", "/", "..", "\0", "\\u0000", "\\ud800", "\ufffe", ":", "a", ",", "é",
            ];
            var random = new Random(5);
            var refused = 0;
            const int rounds = 3000;
            for (var round = 0; round < rounds; round++)
            {
                var text = valid;
                for (var i = random.Next(1, 3); i > 0; i--)
                {
                    var at = random.Next(text.Length);
                    text = text[..at] + pieces[random.Next(pieces.Length)] + text[Math.Min(text.Length, at + random.Next(4))..];
                }

                File.WriteAllText(_index, text);
                try
                {
                    WeightFiles.Open(_folder.Path).Dispose();
                }
                catch (InvalidDataException)
                {
                    refused++;
                }
            }

            // A change outside of the map, or of nothing at all, leaves the index valid.
            Assert.That(refused, Is.GreaterThan(rounds / 2));
        }

        private void AssertRefused(params string[] named)
        {
            var error = Assert.Throws<InvalidDataException>(() => WeightFiles.Open(_folder.Path).Dispose());
            foreach (var part in named)
            {
                Assert.That(error!.Message, Does.Contain(part));
            }
        }

        private void Write(string file, params (string Name, float Value)[] tensors) => SafetensorsWriter.Write(
                _folder.Combine(file), tensors.Select(t => new SafetensorsTensor(t.Name, [1], () => [t.Value])));

        private void WriteIndex(params (string Tensor, string File)[] entries)
        {
            var map = new Dictionary<string, object>
            {
                ["metadata"] = new { total_size = 8 },
                ["weight_map"] = entries.ToDictionary(entry => entry.Tensor, entry => entry.File),
            };
            File.WriteAllText(_index, JsonSerializer.Serialize(map));
        }
    }
}
