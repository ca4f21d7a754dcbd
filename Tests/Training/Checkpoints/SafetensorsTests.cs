using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Saccade.Training.Checkpoints;

namespace Saccade.Training.Tests.Checkpoints
{
    public sealed class SafetensorsTests
    {
        private TemporaryFolder _folder = null!;
        private string _path = null!;

        [SetUp]
        public void MakeFolder()
        {
            _folder = new TemporaryFolder();
            _path = _folder.Combine("a.safetensors");
        }

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        [Test]
        public void WhateverIsWritten_IsReadBack_BitForBit()
        {
            var names = ArbMap.Default.GeneratorFor<NonNull<string>>().Select(name => name.Get).Where(IsText);
            var tensors =
                from name in names
                from shape in Gen.Choose(0, 4).ArrayOf().Where(shape => shape.Length < 5)
                from elements in ArbMap.Default.GeneratorFor<float>().ArrayOf(shape.Aggregate(1, (a, b) => a * b))
                select (Name: name, Shape: shape.Select(size => (long)size).ToArray(), Elements: elements);
            var files = tensors.ArrayOf().Select(
                file => file.Where(tensor => tensor.Name != "__metadata__").DistinctBy(tensor => tensor.Name).ToArray());
            var property = Prop.ForAll(files.ToArbitrary(), file =>
            {
                SafetensorsWriter.Write(_path, file.Select(t => new SafetensorsTensor(t.Name, t.Shape, () => t.Elements)));
                using var read = SafetensorsFile.Open(_path);
                Assert.That(read.Entries.Keys, Is.EquivalentTo(file.Select(tensor => tensor.Name)));
                foreach (var (name, shape, elements) in file)
                {
                    Assert.That(read.Entries[name].Shape, Is.EqualTo(shape));
                    Assert.That(
                        read.ReadSingles(name).Select(BitConverter.SingleToInt32Bits),
                        Is.EqualTo(elements.Select(BitConverter.SingleToInt32Bits)));
                }
            });
            Check.One(Config.QuickThrowOnFailure.WithReplay(1, 1), property);
        }

        [Test]
        public void DamagedFiles_OnlyEverGiveTheDocumentedException()
        {
            var valid = File.ReadAllBytes(Fixtures.Find("vit-tiny", "model.safetensors"));
            var headerEnd = 8 + (int)BinaryPrimitives.ReadUInt64LittleEndian(valid);
            var random = new Random(20);
            var refused = 0;
            const int rounds = 3000;
            for (var round = 0; round < rounds; round++)
            {
                File.WriteAllBytes(_path, Mutate(valid, headerEnd, random));
                try
                {
                    using var file = SafetensorsFile.Open(_path);
                    foreach (var entry in file.Entries.Values.Where(entry => entry.Type == SafetensorsType.F32))
                    {
                        file.ReadSingles(entry.Name);
                    }
                }
                catch (InvalidDataException)
                {
                    refused++;
                }
            }

            // A letter inside of a name may change and leave the file valid; most other changes must not.
            Assert.That(refused, Is.GreaterThan(rounds / 3));
        }

        [TestCase("""{"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]},"a":{"dtype":"U8","shape":[0],"data_offsets":[8,8]}}""", "twice")]
        [TestCase("""{"a":{"dtype":"I8","shape":[],"data_offsets":[0,1]},"b":{"dtype":"I64","shape":[],"data_offsets":[0,8]}}""", "before")]
        [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "after the end")]
        [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "belong to no tensor")]
        [TestCase("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,12]}}""", "outside")]
        [TestCase("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", "outside")]
        [TestCase("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", "needs 12 bytes")]
        [TestCase("""{"a":{"dtype":"F32","shape":[4294967296,4294967296,4294967296,4294967296,2],"data_offsets":[0,8]}}""", "needs")]
        [TestCase("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", "0 or more")]
        [TestCase("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,8]}}""", "0 or more")]
        [TestCase("""{"a":{"dtype":"F31","shape":[2],"data_offsets":[0,8]}}""", "F31")]
        [TestCase("""{"a":{"dtype":"0","shape":[2],"data_offsets":[0,8]}}""", "dtype '0'")]
        [TestCase("""{"a":{"dtype":"F32","shape":[2]}}""", "needs dtype")]
        [TestCase("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"more":1}}""", "more")]
        [TestCase("""{"__metadata__":{"a":1},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "__metadata__")]
        [TestCase("""[1,2]""", "StartObject")]
        [TestCase("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}""", "JSON")]
        [TestCase("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} {}""", "JSON")]
        public void WrongHeaders_AreRefused_WithAMessageThatSaysWhatIsWrong(string header, string message)
        {
            WriteRaw(header, new byte[8]);
            Assert.That(
                () => SafetensorsFile.Open(_path).Dispose(),
                Throws.TypeOf<InvalidDataException>().With.Message.Contains(message).And.Message.Contains(_path));
        }

        [Test]
        public void HeaderLengths_BeyondTheFileOrTheLimit_AreRefusedBeforeAnythingIsAllocated()
        {
            foreach (var length in new[] { 9UL, 100_000_001UL, ulong.MaxValue })
            {
                var bytes = new byte[16];
                BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
                File.WriteAllBytes(_path, bytes);
                Assert.That(
                    () => SafetensorsFile.Open(_path).Dispose(),
                    Throws.TypeOf<InvalidDataException>().With.Message.Contains($"{length} bytes"));
            }
        }

        [Test]
        public void HalvesAndBrainFloats_WidenExactly()
        {
            var data = new byte[8];
            BinaryPrimitives.WriteHalfLittleEndian(data, (Half)(-1.5f));
            BinaryPrimitives.WriteHalfLittleEndian(data.AsSpan(2), Half.Epsilon);
            BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(4), 0x3fc0);
            BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(6), 0xff80);
            const string header =
                """{"h":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},"b":{"dtype":"BF16","shape":[2],"data_offsets":[4,8]}}""";
            WriteRaw(header, data);
            using var file = SafetensorsFile.Open(_path);
            Assert.That(file.ReadSingles("h"), Is.EqualTo(new[] { -1.5f, (float)Half.Epsilon }));
            Assert.That(file.ReadSingles("b"), Is.EqualTo(new[] { 1.5f, float.NegativeInfinity }));
        }

        [Test]
        public void IntegersAsWeights_AreRefused()
        {
            WriteRaw("""{"a":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}""", new byte[8]);
            using var file = SafetensorsFile.Open(_path);
            Assert.That(() => file.ReadSingles("a"), Throws.TypeOf<InvalidDataException>().With.Message.Contains("I64"));
        }

        [Test]
        public void Write_ThatFails_LeavesTheOldFileAndNothingElse()
        {
            SafetensorsWriter.Write(_path, [new SafetensorsTensor("a", [1], () => [7])]);
            Assert.That(
                () => SafetensorsWriter.Write(_path, [new SafetensorsTensor("a", [2], () => [7])]), Throws.TypeOf<ArgumentException>());
            using var file = SafetensorsFile.Open(_path);
            Assert.That(file.ReadSingles("a"), Is.EqualTo(new[] { 7f }));
            Assert.That(Directory.GetFiles(_folder.Path), Is.EqualTo(new[] { _path }));
        }

        [Test]
        public void Write_OfOneNameTwice_IsRefused()
        {
            var tensor = new SafetensorsTensor("a", [1], () => [7]);
            Assert.That(
                () => SafetensorsWriter.Write(_path, [tensor, tensor]), Throws.TypeOf<ArgumentException>().With.Message.Contains("'a'"));
        }

        [Test]
        public void Write_SaysWhichFrameworkTheTensorsAreFor_AndAlignsTheData()
        {
            SafetensorsWriter.Write(_path, [new SafetensorsTensor("a", [1], () => [7])]);
            using var file = SafetensorsFile.Open(_path);
            Assert.That(file.Metadata, Is.EqualTo(new Dictionary<string, string> { ["format"] = "pt" }));
            Assert.That(file.Entries["a"].Offset % 8, Is.Zero);
        }

        // JSON can't carry half of a surrogate pair.
        private static bool IsText(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;

        private static byte[] Mutate(byte[] valid, int headerEnd, Random random)
        {
            switch (random.Next(4))
            {
                case 0:
                    return valid[..random.Next(valid.Length)];
                case 1:
                    return [.. valid, .. new byte[random.Next(1, 100)]];
                case 2:
                    var from = random.Next(headerEnd);
                    return [.. valid[..from], .. valid[(from + random.Next(1, 4))..]];
                default:
                    var changed = valid.ToArray();
                    for (var i = random.Next(1, 5); i > 0; i--)
                    {
                        changed[random.Next(headerEnd)] = (byte)random.Next(256);
                    }

                    return changed;
            }
        }

        private void WriteRaw(string header, byte[] data)
        {
            var text = Encoding.UTF8.GetBytes(header);
            var length = new byte[8];
            BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)text.Length);
            File.WriteAllBytes(_path, [.. length, .. text, .. data]);
        }
    }
}
