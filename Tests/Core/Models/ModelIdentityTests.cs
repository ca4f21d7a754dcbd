using System;
using System.IO;
using System.Linq;
using NUnit.Framework;
using Saccade.Core.Tests.Inference;
using Saccade.Inference.Onnx;
using Saccade.Models;
using Saccade.Preprocessing;

namespace Saccade.Core.Tests.Models
{
    public sealed class ModelIdentityTests
    {
        private static readonly DateTime Long = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

        private string _folder = "";

        [SetUp]
        public void MakeFolder()
        {
            _folder = new TinyOnnx().Write();
            File.WriteAllText(Place("onnx/model.onnx_data"), "weights 1");
            File.WriteAllText(Place("onnx/second.onnx.data"), "weights 1");
            File.WriteAllText(Place("onnx/model_fp16.onnx"), "another graph");
            File.WriteAllText(Place("onnx/model_fp16.onnx_data"), "its weights");
            SetTimes();
        }

        [TearDown]
        public void DeleteFolder() => Directory.Delete(_folder, true);

        [TestCase("config.json", "class 1", "class 9")]
        [TestCase("preprocessor_config.json", "\"resample\": 2", "\"resample\": 3")]
        [TestCase("onnx/model.onnx_data", "weights 1", "weights 2")]
        [TestCase("onnx/second.onnx.data", "weights 1", "weights 2")]
        public void ChangedFile_OfTheSameLengthAndTime_IsAnotherModel(string file, string before, string after)
        {
            var first = Content();

            File.WriteAllText(Place(file), File.ReadAllText(Place(file)).Replace(before, after, StringComparison.Ordinal));
            SetTimes();

            Assert.That(Content(), Is.Not.EqualTo(first));
        }

        [Test]
        public void ChangedGraph_OfTheSameLengthAndTime_IsAnotherModel()
        {
            var first = Content();
            var graph = File.ReadAllBytes(Place("onnx/model.onnx"));
            graph[graph.Length / 2] ^= 1;
            File.WriteAllBytes(Place("onnx/model.onnx"), graph);
            SetTimes();

            Assert.That(Content(), Is.Not.EqualTo(first));
        }

        [Test]
        public void FileThatComesOrGoes_MakesAnotherModel()
        {
            var first = Content();
            File.Delete(Place("onnx/second.onnx.data"));
            var second = Content();
            File.WriteAllText(Place("onnx/third.bin"), "weights 1");

            Assert.That(new[] { first, second, Content() }, Is.Unique);
        }

        [TestCase("onnx/model_fp16.onnx_data")]
        [TestCase("onnx/model_fp16.onnx")]
        [TestCase("model.safetensors")]
        public void FileOfAnotherVariant_ChangesNothing(string file)
        {
            var first = Content();

            File.WriteAllText(Place(file), "other weights");

            Assert.That(Content(), Is.EqualTo(first));
        }

        [Test]
        public void SameContent_WrittenAgain_IsTheSameModel()
        {
            var first = Content();
            foreach (var file in Directory.GetFiles(_folder, "*", SearchOption.AllDirectories))
            {
                File.WriteAllBytes(file, File.ReadAllBytes(file));
            }

            Assert.That(Content(), Is.EqualTo(first));
        }

        [Test]
        public void FilesThatChangeWhileTheModelLoads_AreRefused()
        {
            var folder = ModelFolder.Open(_folder);
            folder.Identity.Read();
            using (OnnxModel.LoadUnchanged(folder, new InferenceOptions(ExecutionProvider.Cpu, 1), new LoadStop()))
            {
            }

            var config = File.ReadAllText(Place("config.json"));
            File.WriteAllText(Place("config.json"), config.Replace("class 1", "class 7", StringComparison.Ordinal));

            Assert.That(
                () => OnnxModel.LoadUnchanged(folder, new InferenceOptions(ExecutionProvider.Cpu, 1), new LoadStop()),
                Throws.TypeOf<ModelFileException>().With.Message.Contain("changed while it was being loaded"));
        }

        [Test]
        public void LargeFile_IsReadOnce_ButWhileItIsYoungEachTime()
        {
            var contents = FileContents.Create();
            var large = Place("large.bin");
            var bytes = new byte[FileContents.SmallLength + 10];
            new Random(5).NextBytes(bytes);
            File.WriteAllBytes(large, bytes);

            var young = contents.Hash(large);
            bytes[bytes.Length / 2 + 2000] ^= 1;
            var written = File.GetLastWriteTimeUtc(large);
            File.WriteAllBytes(large, bytes);
            File.SetLastWriteTimeUtc(large, written);
            var again = contents.Hash(large);

            Assert.That(again, Is.Not.EqualTo(young), "a second write can bear the same time");
            Assert.That(contents.WholeReads, Is.EqualTo(2));

            File.SetLastWriteTimeUtc(large, Long);
            var old = contents.Hash(large);
            Assert.That(old, Is.EqualTo(again));
            Assert.That(Enumerable.Range(0, 5).Select(_ => contents.Hash(large)), Is.All.EqualTo(old));
            Assert.That(contents.WholeReads, Is.EqualTo(3));

            bytes[^1] ^= 1;
            File.WriteAllBytes(large, bytes);
            File.SetLastWriteTimeUtc(large, Long);
            Assert.That(contents.Hash(large), Is.Not.EqualTo(old), "samples of it are looked at each time");
        }

        [Test]
        public void Hash_SeesEveryByteOfEveryLength()
        {
            foreach (var length in new[] { 1, 7, 8, 9, 4095, 5000 })
            {
                var bytes = new byte[length];
                var seen = Enumerable.Range(0, length).Select(Flipped).Append(HashOf(bytes)).Append(HashOf(new byte[length + 1]));
                Assert.That(seen, Is.Unique, $"{length} bytes");

                ulong Flipped(int place)
                {
                    bytes[place] = 1;
                    var hash = HashOf(bytes);
                    bytes[place] = 0;
                    return hash;
                }
            }

            static ulong HashOf(byte[] bytes)
            {
                ContentHash hash = default;
                hash.Add(bytes);
                return hash.Value;
            }
        }

        private string Place(string file) => Path.Combine(_folder, file);

        private string Content() => ModelFolder.Open(_folder).Identity.Content;

        private void SetTimes()
        {
            foreach (var file in Directory.GetFiles(_folder, "*", SearchOption.AllDirectories))
            {
                File.SetLastWriteTimeUtc(file, Long);
            }
        }
    }
}
