using System;
using System.IO;
using System.Linq;
using NUnit.Framework;
using Saccade.Graphs;
using Saccade.Inference.Onnx;
using Saccade.Preprocessing;

namespace Saccade.Core.Tests.Inference.Foreign
{
    /// <summary>Classifiers as other tools write them, opened alone: what ONNX Runtime makes of an input is what comes out.</summary>
    public sealed class ForeignModelTests
    {
        private static readonly InferenceOptions Options = new(ExecutionProvider.Cpu, 1);

        private string _folder = "";

        [SetUp]
        public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("saccade foreign ").FullName;

        [TearDown]
        public void DeleteFolder() => Directory.Delete(_folder, true);

        [Test]
        public void EachOfTheTwelve_Alone_GivesWhatOnnxRuntimeGives(
            [ValueSource(typeof(ForeignModel), nameof(ForeignModel.All))] ForeignModel foreign)
        {
            using var model = OnnxModel.Load(ModelFolder.Open(foreign.CopyAlone(_folder)), Options);
            var result = model.CreateResult(3);
            foreach (var picture in Enumerable.Range(0, foreign.Pictures))
            {
                foreign.ReadPlanes(picture).CopyTo(model.Input(0));
                Assert.That(model.Run(1), Is.True);
                model.Read(0, result);
                Assert.That(result.HasIndependentClasses, Is.EqualTo(foreign.IsIndependent));
                Assert.That(result.Probabilities.ToArray(), Is.EqualTo(foreign.ReadProbabilities(picture)).Within(1e-4f));
            }
        }

        [Test]
        public void EachOfTheTwelve_TakesSeveralPicturesAsItTakesOne(
            [ValueSource(typeof(ForeignModel), nameof(ForeignModel.All))] ForeignModel foreign)
        {
            using var model = OnnxModel.Load(ModelFolder.Open(foreign.CopyAlone(_folder)), Options);
            var count = Math.Min(model.MaxBatch, foreign.Pictures);
            for (var picture = 0; picture < count; picture++)
            {
                foreign.ReadPlanes(picture).CopyTo(model.Input(picture));
            }

            Assert.That(model.Run(count), Is.True);
            var result = model.CreateResult(1);
            for (var picture = 0; picture < count; picture++)
            {
                model.Read(picture, result);
                Assert.That(result.Probabilities.ToArray(), Is.EqualTo(foreign.ReadProbabilities(picture)).Within(1e-4f));
            }
        }

        [Test]
        public void ScalesThatDependOnTheBatch_AreNotSharedByCameras()
        {
            using var model = OnnxModel.Load(ModelFolder.Open(new ForeignModel("cnn-int8").CopyAlone(_folder)), Options);
            Assert.That(model.MaxBatch, Is.EqualTo(1), "another camera's picture would change this one's answer by a percent");
        }

        [TestCase("segmentation")]
        [TestCase("detector")]
        [TestCase("text")]
        public void WhatIsNoClassifier_IsRefusedInOneSentence(string file)
        {
            File.Copy(Fixtures.Find("foreign-onnx", file + ".onnx"), Path.Combine(_folder, file + ".onnx"));
            var error = Assert.Throws<ModelFileException>(
                () => OnnxModel.Load(ModelFolder.Open(Path.Combine(_folder, file + ".onnx")), Options).Dispose())!;
            Assert.That(error.Message, Does.Contain("Saccade runs image classifiers").And.Not.Contain("\n"));
        }

        [TestCase("nhwc-softmax")]
        [TestCase("half")]
        [TestCase("uint8-nhwc")]
        [TestCase("grey-28")]
        [TestCase("zipmap")]
        public void Conversion_AllocatesNothingInSteadyState(string file)
        {
            using var model = OnnxModel.Load(ModelFolder.Open(new ForeignModel(file).CopyAlone(_folder)), Options);
            var result = model.CreateResult(3);
            for (var run = 0; run < 20; run++)
            {
                Classify(run);
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var run = 0; run < 50; run++)
            {
                Classify(run);
            }

            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

            void Classify(int seed)
            {
                model.Input(0).Fill(seed % 7 * 0.1f);
                model.Run(1);
                model.Read(0, result);
            }
        }

        [Test]
        public void WhatTheFileDoesNotTell_IsAsked_AndOnlyThat()
        {
            Assert.That(Notice("cnn-timm"), Does.Contain("saccade_onnx.range in config.json").And.Contain("image_mean"));
            Assert.That(Notice("cnn-timm"), Does.Not.Contain("activation"));
            Assert.That(Notice("ultralytics-style"), Is.Null);
            Assert.That(Notice("uint8-nhwc"), Is.Null);
            Assert.That(Notice("zipmap"), Is.Null);
        }

        [Test]
        public void RecordBesideTheFile_Counts()
        {
            var path = new ForeignModel("cnn-timm").CopyAlone(_folder);
            File.WriteAllText(Path.Combine(_folder, "names.txt"), "ant\nbee\ncow\ndog\neel\nfox\n");
            new OnnxRecord { Range = (-1, 1), Labels = "names.txt", Order = ChannelOrder.Bgr }
                .Write(Path.Combine(_folder, "cnn-timm.config.json"));
            var folder = ModelFolder.Open(path);
            using var model = OnnxModel.Load(folder, Options);
            Assert.That(model.Notice, Is.Null);
            Assert.That(folder.Labels, Is.EqualTo(new[] { "ant", "bee", "cow", "dog", "eel", "fox" }));
            var table = folder.Rule.CreateNormalizationTable();
            Assert.That((table[0], table[255]), Is.EqualTo((-1f, 1f)));
        }

        [Test]
        public void ModelBesideConfig_IsUsed_UnderAnyName([Values("model.onnx", "cnn-timm.onnx", "onnx/other.onnx")] string file)
        {
            WriteFolder(
                file,
                "cnn-timm",
                """{"model_type": "resnet", "id2label": {"0": "a", "1": "b", "2": "c", "3": "d", "4": "e", "5": "f"}}""");
            using var model = OnnxModel.Load(ModelFolder.Open(_folder), Options);
            Assert.That(model.Notice, Is.Null);
            Assert.That(model.Labels[5], Is.EqualTo("f"));
        }

        [TestCase("onnx/model_quantized.onnx", "cnn-int8", "8 bits")]
        [TestCase("model_int8.onnx", "cnn-int8", "8 bits")]
        [TestCase("onnx/model_fp16.onnx", "half", "16-bit")]
        public void FolderWithoutFullPrecision_IsUsed_AndSaidSo(string file, string source, string said)
        {
            WriteFolder(file, source, """{"model_type": "resnet"}""");
            using var model = OnnxModel.Load(ModelFolder.Open(_folder), Options);
            Assert.That(model.Notice, Does.Contain(file).And.Contain(said));
            Assert.That(model.Labels, Is.EqualTo(Enumerable.Range(0, 6).Select(index => $"LABEL_{index}")));
        }

        [Test]
        public void SeveralFilesThatCouldBeMeant_AreNamed_AndTheRecordDecides()
        {
            WriteFolder("a.onnx", "cnn-timm", """{"model_type": "resnet"}""");
            WriteFolder("b.onnx", "cnn-fp32", """{"model_type": "resnet"}""");
            Assert.That(
                () => ModelFolder.Open(_folder),
                Throws.TypeOf<ModelFileException>().With.Message.Contains("a.onnx, b.onnx").And.Message.Contains("saccade_onnx.file"));
            new OnnxRecord { File = "b.onnx" }.Write(Path.Combine(_folder, "config.json"));
            Assert.That(ModelFolder.Open(_folder).OnnxPath, Does.EndWith("b.onnx"));
        }

        [TestCase(0.004, "onnx/model_quantized.onnx")]
        [TestCase(0.02, "onnx/model.onnx")]
        [TestCase(null, "onnx/model.onnx")]
        public void AutoVariant_TakesAnotherFileOnlyWhereItsCostIsStatedAndSmall(double? cost, string taken)
        {
            WriteFolder("onnx/model.onnx", "cnn-fp32", """{"model_type": "resnet"}""");
            WriteFolder("onnx/model_quantized.onnx", "cnn-int8", """{"model_type": "resnet"}""");
            if (cost is double stated)
            {
                var json = $$"""{"model_type": "resnet", "saccade_onnx": {"variants": {"onnx/model_quantized.onnx": {{stated}}} } }""";
                File.WriteAllText(Path.Combine(_folder, "config.json"), json);
            }

            var folder = ModelFolder.Open(_folder);
            Assert.That(folder.OnnxPath, Is.EqualTo(Path.Combine(_folder, taken)));
            Assert.That(folder.Notice, cost == 0.004 ? Does.Contain("changes 0.4").And.Contain("Fp32") : Is.Null);
            Assert.That(ModelFolder.Open(_folder, ModelVariant.Int8).OnnxPath, Does.EndWith("model_quantized.onnx"));
            Assert.That(ModelFolder.Open(_folder, ModelVariant.Fp32).OnnxPath, Does.EndWith("model.onnx"));
            Assert.That(
                () => ModelFolder.Open(_folder, ModelVariant.Fp16),
                Throws.TypeOf<ModelFileException>().With.Message.Contains("Fp16").And.Message.Contains("model_quantized.onnx"));
        }

        [Test]
        public void ChosenActivation_Counts_AndAContradictionIsSaidOnce()
        {
            var path = new ForeignModel("cnn-timm").CopyAlone(_folder);
            new OnnxRecord { Range = (0, 1), Activation = OutputActivation.Sigmoid }.Write(Path.Combine(_folder, "cnn-timm.config.json"));
            using var model = OnnxModel.Load(ModelFolder.Open(path), Options);
            Assert.That(model.Notice, Does.Contain("saccade_onnx.activation is 'sigmoid'").And.Contain("ends as 'none'")
                .And.Contain("outside of 0 to 1"));
            Assert.That(model.CreateResult(1).HasIndependentClasses, Is.True);
            var notice = model.Notice;
            model.Run(1);
            model.Read(0, model.CreateResult(1));
            Assert.That(model.Notice, Is.SameAs(notice));
        }

        private string Notice(string file)
        {
            using var model = OnnxModel.Load(ModelFolder.Open(new ForeignModel(file).CopyAlone(_folder)), Options);
            return model.Notice!;
        }

        private void WriteFolder(string file, string source, string config)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, file))!);
            File.Copy(Fixtures.Find("foreign-onnx", source + ".onnx"), Path.Combine(_folder, file));
            File.WriteAllText(Path.Combine(_folder, "config.json"), config);
            File.WriteAllText(Path.Combine(_folder, "preprocessor_config.json"), """{"size": {"height": 64, "width": 64}}""");
        }
    }
}
