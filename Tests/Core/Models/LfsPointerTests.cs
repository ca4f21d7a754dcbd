using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using NUnit.Framework;
using Saccade.Core.Tests.Unpacking;
using Saccade.Inference.Onnx;
using Saccade.Preprocessing;
using Saccade.Unpacking;

namespace Saccade.Core.Tests.Models
{
    /// <summary>A file of a model that Git left a pointer of is named, with what to do.</summary>
    public sealed class LfsPointerTests
    {
        private const string Pointer =
            "version https://git-lfs.github.com/spec/v1\n"
            + "oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 9\n";

        private string _folder = "";

        [SetUp]
        public void MakeFolder()
        {
            _folder = Directory.CreateTempSubdirectory("saccade-lfs-").FullName;
            foreach (var (name, content) in Archives.FilesOf(Archives.OwnModel))
            {
                var path = Path.Combine(_folder, name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllBytes(path, content);
            }
        }

        [TearDown]
        public void DeleteFolder() => Directory.Delete(_folder, true);

        [TestCase("config.json")]
        [TestCase("preprocessor_config.json")]
        [TestCase("onnx/model.onnx")]
        public void FileOfTheModel_IsNamed(string file)
        {
            File.WriteAllText(Path.Combine(_folder, file), Pointer);

            Assert.That(
                () => OnnxModel.Load(ModelFolder.Open(_folder), default).Dispose(),
                Throws.TypeOf<ModelFileException>().With.Message.Contain(Path.GetFileName(file)).And.Message.Contain("git lfs pull"));
        }

        [TestCase("config.json")]
        [TestCase("onnx/model.onnx")]
        [TestCase("onnx/model.onnx_data")]
        public void FolderWithAPointer_DoesNotBecomeAnAsset(string file)
        {
            File.WriteAllText(Path.Combine(_folder, file), Pointer);
            var asset = Path.Combine(_folder, "asset.bytes");

            Assert.That(
                () => ModelPacker.Pack(_folder, asset),
                Throws.TypeOf<ModelFileException>().With.Message.Contain(Path.GetFileName(file)).And.Message.Contain("git lfs pull"));
            Assert.That(File.Exists(asset), Is.False);
        }

        [Test]
        public void GraphsOutsideData_IsNamed()
        {
            File.WriteAllBytes(Path.Combine(_folder, "onnx", "model.onnx"), WithOutsideData());
            File.WriteAllText(Path.Combine(_folder, "onnx", "weights.bin"), Pointer);

            Assert.That(
                () => OnnxModel.Load(ModelFolder.Open(_folder), default).Dispose(),
                Throws.TypeOf<ModelFileException>().With.Message.Contain("weights.bin: is a Git LFS pointer"));
        }

        [Test]
        public void ArchiveThatIsAPointer_IsNamed()
        {
            using MemoryStream archive = new(Encoding.UTF8.GetBytes(Pointer));

            Assert.That(
                () => UnpackedModels.Unpack(archive, "pets.bytes", "", _folder, "pets"),
                Throws.TypeOf<ModelFileException>().With.Message.StartsWith("pets.bytes: is a Git LFS pointer"));
        }

        // The export's graph, and another output that is a constant in another file.
        private byte[] WithOutsideData()
        {
            var graph = File.ReadAllBytes(Path.Combine(_folder, "onnx", "model.onnx"));
            var tensor = Message(
                (1, Varint(1000)),
                (2, Varint(1)),
                (8, Text("outside")),
                (13, Entry("location", "weights.bin")),
                (13, Entry("offset", "0")),
                (13, Entry("length", "4000")),
                (14, Varint(1)));
            byte[] node = [.. Field(1, Text("outside")), .. Field(2, Text("seen")), .. Field(4, Text("Identity"))];
            byte[] dimension = [.. Varint(1 << 3), .. Varint(1000)];
            byte[] type = [.. Varint(1 << 3), .. Varint(1), .. Field(2, Field(1, dimension))];
            byte[] output = [.. Field(1, Text("seen")), .. Field(2, Field(1, type))];
            return [.. graph, .. Field(7, [.. Field(5, tensor), .. Field(1, node), .. Field(12, output)])];
        }

        private static byte[] Entry(string key, string value) => [.. Field(1, Text(key)), .. Field(2, Text(value))];

        private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

        private static byte[] Varint(int value)
        {
            List<byte> bytes = [];
            for (; value >= 128; value >>= 7)
            {
                bytes.Add((byte)(value | 128));
            }

            bytes.Add((byte)value);
            return [.. bytes];
        }

        // Fields 1, 2 and 14 of a tensor are numbers, the others texts or messages.
        private static byte[] Message(params (int Field, byte[] Value)[] fields) =>
        [
            .. fields.SelectMany(field =>
                field.Field is 1 or 2 or 14 ? [.. Varint(field.Field << 3), .. field.Value] : Field(field.Field, field.Value)),
        ];

        private static byte[] Field(int field, byte[] value) => [.. Varint((field << 3) | 2), .. Varint(value.Length), .. value];
    }
}
