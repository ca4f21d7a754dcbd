using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Saccade.Training.Checkpoints;
using Saccade.Training.CommandLine;
using Saccade.Training.ModelFolders;

namespace Saccade.Training.Tests.Checkpoints
{
    /// <summary>What people name in place of a model folder, and what they are told.</summary>
    public sealed class MistakenFolderTests
    {
        private const string Pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a21\nsize 346293852\n";

        private TemporaryFolder _folder = null!;
        private TemporaryFolder _other = null!;

        [SetUp]
        public void MakeFolder() => (_folder, _other) = (new TemporaryFolder(), new TemporaryFolder());

        [TearDown]
        public void DeleteFolder()
        {
            _folder.Dispose();
            _other.Dispose();
        }

        [TestCase("config.json pytorch_model.bin", "pytorch_model.bin, a pickle", "safe_serialization=True")]
        [TestCase("pytorch_model.bin", "pytorch_model.bin, a pickle", "saccade pull")]
        [TestCase("config.json preprocessor_config.json best.pth", "best.pth, a pickle", "never opened")]
        [TestCase("config.json preprocessor_config.json tf_model.h5", "tf_model.h5", "from_tf=True")]
        [TestCase("adapter_config.json adapter_model.safetensors", "an adapter (adapter_config.json)", "merge_and_unload()")]
        [TestCase("config.json preprocessor_config.json adapter_config.json adapter_model.bin", "an adapter", "merge_and_unload()")]
        [TestCase("checkpoint-500/config.json checkpoint-1000/config.json state.json", "a trainer's checkpoints", "checkpoint-1000")]
        [TestCase("config.json preprocessor_config.json model.onnx", "model.onnx alone", "saccade pull")]
        [TestCase("config.json preprocessor_config.json onnx/model.onnx", "model.onnx alone", "model.safetensors are needed")]
        [TestCase("model.onnx", "model.onnx alone", "config.json and model.safetensors are needed")]
        [TestCase("config.json preprocessor_config.json", "model.safetensors: the file is missing", "saccade pull")]
        [TestCase("notes.txt", "config.json: the file is missing", "saccade pull")]
        public void AFolderThatIsNoModel_HasASentenceOfItsOwn(string files, string what, string advice)
        {
            foreach (var file in files.Split(' '))
            {
                Write(file);
            }

            SyntheticPictures.WriteData(_other);
            foreach (var verb in new[] { "export", "train" })
            {
                var error = Run([verb, "--model", _folder.Path, .. Rest(verb)]);
                Assert.That(error, Does.Contain(_folder.Path).And.Contain(what));
                var isOnlyMissing = verb == "train" && what.StartsWith("model.safetensors", StringComparison.Ordinal);
                Assert.That(error, Does.Contain(isOnlyMissing ? "--from-scratch" : advice));
            }
        }

        [Test]
        public void ATrainersCheckpoint_WithoutPreprocessing_SaysWhereToTakeItFrom()
        {
            Write("checkpoint-10/config.json");
            var checkpoint = _folder.Combine("checkpoint-10");
            Assert.That(Run(["export", "--model", checkpoint]), Does.Contain("Copy it from the model that training started from"));
        }

        [TestCase("google/vit-base-patch16-224")]
        [TestCase("facebook/deit-tiny-patch16-224")]
        public void ANameOfTheHub_IsToldFromAPath(string name)
        {
            foreach (var verb in new[] { "info", "export", "train", "predict", "evaluate", "preprocess" })
            {
                Assert.That(
                    Run([verb, "--model", name, .. Rest(verb)]),
                    Does.Contain("no such folder").And.Contain($"saccade pull {name}, which writes the folder {name.Split('/')[1]}"),
                    verb);
            }

            var error = Run(["info", "--model", _folder.Combine("a", "b")]);
            Assert.That(error, Does.Contain("no such folder").And.Not.Contains("saccade pull"));
        }

        [Test]
        public void AFileInPlaceOfAFolder_NamesTheFolder()
        {
            Write("model.safetensors");
            Assert.That(
                Run(["info", "--model", _folder.Combine("model.safetensors")]),
                Does.Contain("is a file").And.Contain($": {_folder.Path}, perhaps"));
        }

        [TestCase("config.json")]
        [TestCase("model.safetensors")]
        [TestCase("preprocessor_config.json")]
        public void APointerOfGitLfs_IsNamed(string file)
        {
            CopyModel();
            File.WriteAllText(_folder.Combine(file), Pointer);
            Assert.That(Run(["export", "--model", _folder.Path]), Does.Contain(_folder.Combine(file)).And.Contain("`git lfs pull`"));
        }

        [Test]
        public void APointerOfGitLfs_IsNamed_InPlaceOfAPictureATableAndAGraph()
        {
            CopyModel();
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(_folder.Combine("onnx")).FullName, "model.onnx"), Pointer);
            var picture = _folder.Combine("cat.jpg");
            File.WriteAllText(picture, Pointer);
            Assert.That(Run(["predict", "--model", _folder.Path, "--input", picture]), Does.Contain(picture).And.Contain("git lfs pull"));

            var cat = Fixtures.Find("huggingface", "preprocessing", "cat.jpg");
            Assert.That(
                Run(["predict", "--model", _folder.Path, "--input", cat, "--backend", "onnx"]),
                Does.Contain("model.onnx").And.Contain("git lfs pull"));

            File.WriteAllText(_folder.Combine("labels.csv"), Pointer);
            Assert.That(
                Run(["data", "show", "--data", _folder.Combine("labels.csv")]), Does.Contain("labels.csv").And.Contain("git lfs pull"));
        }

        [Test]
        public void DoublePrecision_IsReadAsSingles()
        {
            CopyModel();
            var path = _folder.Combine("model.safetensors");
            var bytes = WidenToDouble(path);
            using (var single = PretrainedModel.Load(_folder.Path))
            {
                File.WriteAllBytes(path, bytes);
                using var wide = PretrainedModel.Load(_folder.Path);
                foreach (var (one, other) in single.Model.named_parameters().Zip(wide.Model.named_parameters()))
                {
                    Assert.That(
                        Checkpoint.ReadSingles(other.parameter), Is.EqualTo(Checkpoint.ReadSingles(one.parameter)), other.name);
                }
            }
        }

        private static byte[] WidenToDouble(string path)
        {
            using var file = SafetensorsFile.Open(path);
            var (header, data) = (new JsonObject(), new MemoryStream());
            foreach (var entry in file.Entries.Values)
            {
                var start = data.Length;
                data.Write(file.ReadSingles(entry.Name).SelectMany(value => BitConverter.GetBytes((double)value)).ToArray());
                header[entry.Name] = new JsonObject
                {
                    ["dtype"] = "F64",
                    ["shape"] = new JsonArray([.. entry.Shape.Select(size => (JsonNode)size)]),
                    ["data_offsets"] = new JsonArray(start, data.Length),
                };
            }

            var text = System.Text.Encoding.UTF8.GetBytes(header.ToJsonString());
            return [.. BitConverter.GetBytes((long)text.Length), .. text, .. data.ToArray()];
        }

        private string[] Rest(string verb) => verb switch
        {
            "train" => ["--data", _other.Combine("data"), "--output", _other.Combine("out"), "--progress", "plain"],
            "predict" => ["--input", "cat.jpg"],
            "evaluate" => ["--data", _other.Path, "--output", _other.Combine("out")],
            "preprocess" => ["--input", "cat.jpg", "--output", _other.Combine("o.safetensors")],
            _ => [],
        };

        private static string Run(string[] arguments)
        {
            var error = new StringWriter();
            Assert.That(Commands.Run(arguments, TextWriter.Null, error), Is.EqualTo(1), error.ToString());
            return error.ToString();
        }

        private void CopyModel()
        {
            foreach (var path in Directory.GetFiles(Fixtures.Find("huggingface", "vit")))
            {
                File.Copy(path, _folder.Combine(Path.GetFileName(path)));
            }
        }

        private void Write(string file)
        {
            var path = _folder.Combine(file.Split('/'));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, Path.GetFileName(path) switch
            {
                "config.json" => SyntheticPictures.Config,
                "preprocessor_config.json" => SyntheticPictures.Preprocessor,
                _ => "?",
            });
        }
    }
}
