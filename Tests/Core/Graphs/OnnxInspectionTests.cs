using System;
using System.IO;
using System.Linq;
using NUnit.Framework;
using Saccade.Graphs;
using Saccade.Preprocessing;

namespace Saccade.Core.Tests.Graphs
{
    /// <summary>What is found out about ONNX files that other tools wrote.</summary>
    public sealed class OnnxInspectionTests
    {
        [TestCase("cnn-timm", "input", "output", "nchw", "float", "rgb", "none", 3, 64, 6)]
        [TestCase("nhwc-softmax", "input_1:0", "Identity:0", "nhwc", "float", "rgb", "softmax", 3, 64, 6)]
        [TestCase("uint8-nhwc", "image", "logits", "nhwc", "uint8", "rgb", "none", 3, 64, 6)]
        [TestCase("vit-outside-data", "x", "class_scores", "nchw", "float", "rgb", "none", 3, 64, 6)]
        [TestCase("cnn-fp32", "input", "output", "nchw", "float", "rgb", "none", 3, 64, 6)]
        [TestCase("cnn-int8", "input", "output", "nchw", "float", "rgb", "none", 3, 64, 6)]
        [TestCase("half", "input", "output", "nchw", "half", "rgb", "none", 3, 64, 6)]
        [TestCase("features-then-logits", "data", "scores", "nchw", "float", "rgb", "none", 3, 64, 6)]
        [TestCase("grey-28", "Input3", "Plus214_Output_0", "nchw", "float", "rgb", "none", 1, 28, 10)]
        [TestCase("one-probability", "input", "output", "nchw", "float", "rgb", "sigmoid", 3, 64, 1)]
        [TestCase("ultralytics-style", "images", "output0", "nchw", "float", "rgb", "softmax", 3, 64, 6)]
        [TestCase("zipmap", "data", "loss", "nchw", "float", "bgr", "softmax", 3, 64, 0)]
        public void Classifiers_AreUnderstood(
            string file, string input, string output, string layout, string type, string order, string activation, int channels, int side,
            int classes)
        {
            var inspection = OnnxInspection.Read(Foreign(file));
            var found = inspection.Found;
            Assert.That(
                (found.Input, found.Output, OnnxRecord.Word(found.Layout), OnnxRecord.Word(found.Type)),
                Is.EqualTo((input, output, layout, type)));
            Assert.That((OnnxRecord.Word(found.Order), OnnxRecord.Word(found.Activation)), Is.EqualTo((order, activation)));
            Assert.That(
                (inspection.Channels, inspection.Height, inspection.Width, inspection.Classes),
                Is.EqualTo((channels, side, side, classes)));
            Assert.That(inspection.Questions.Select(question => question.Key), Is.SubsetOf(new[] { "range", "labels" }));
            Assert.That(inspection.IsPlain, Is.False);
        }

        [TestCase("segmentation", "a map of classes")]
        [TestCase("detector", "boxes")]
        [TestCase("text", "reads tokens")]
        public void WhatIsNoClassifier_IsRefusedInOneSentence(string file, string reason) => Assert.That(
            () => OnnxInspection.Read(Foreign(file)),
            Throws.TypeOf<ModelFileException>().With.Message.Contains(reason).And.Message.Contains(file)
                .And.Message.Contains("Saccade runs image classifiers."));

        [Test]
        public void OwnAndOptimumsFiles_ArePlain(
            [Values("exported/vit-tiny", "exported/vit-tiny-patches", "huggingface/optimum")] string model)
        {
            var inspection = OnnxInspection.Read(Fixtures.Find([.. model.Split('/'), "onnx", "model.onnx"]));
            Assert.That(inspection.IsPlain, Is.True);
            Assert.That(inspection.Warnings, Is.Empty);
        }

        [TestCase("cnn-timm", "range", "labels")]
        [TestCase("nhwc-softmax", "range", "labels")]
        [TestCase("uint8-nhwc", "labels")]
        [TestCase("ultralytics-style")]
        [TestCase("zipmap")]
        public void WhatCantBeTold_IsAQuestion(string file, params string[] keys)
        {
            var questions = OnnxInspection.Read(Foreign(file)).Questions;
            Assert.That(questions.Select(question => question.Key), Is.EqualTo(keys));
            Assert.That(questions.Select(question => question.Text), Is.All.Contain("config.json").And.All.Contain("is assumed"));
        }

        [Test]
        public void Labels_AreThoseOfTheFile()
        {
            Assert.That(OnnxInspection.Read(Foreign("ultralytics-style")).Labels!.Take(2), Is.EqualTo(new[] { "thing 0", "thing 1" }));
            Assert.That(OnnxInspection.Read(Foreign("zipmap")).Labels!.Take(2), Is.EqualTo(new[] { "tag 0", "tag 1" }));
            Assert.That(OnnxInspection.Read(Foreign("cnn-timm")).Labels, Is.Null);
        }

        [Test]
        public void OutsideFilesAndPrecision_AreToldWithoutReadingWeights()
        {
            Assert.That(
                OnnxDescription.Read(Foreign("vit-outside-data")).OutsideFiles, Is.EqualTo(new[] { "vit-outside-data.onnx.data" }));
            Assert.That(OnnxDescription.Read(Foreign("cnn-int8")).IsQuantized, Is.True);
            Assert.That(OnnxDescription.Read(Foreign("half")).IsHalf, Is.True);
            var plain = OnnxDescription.Read(Foreign("cnn-fp32"));
            Assert.That((plain.IsQuantized, plain.IsHalf), Is.EqualTo((false, false)));
        }

        [Test]
        public void HostileFiles_AreRefusedOrUnderstood_AndNothingElse()
        {
            var random = new Random(20);
            foreach (var file in new[] { "zipmap", "vit-outside-data", "text" })
            {
                var whole = File.ReadAllBytes(Foreign(file));
                for (var round = 0; round < 400; round++)
                {
                    var bytes = whole.AsSpan(0, round % 3 == 0 ? random.Next(whole.Length) : whole.Length).ToArray();
                    for (var change = random.Next(1, 20); change > 0 && bytes.Length > 0; change--)
                    {
                        // Most of a file is weights: what is read lies at both ends.
                        var place = random.Next(Math.Min(bytes.Length, 4000));
                        bytes[random.Next(2) == 0 ? place : bytes.Length - 1 - place] = (byte)random.Next(256);
                    }

                    using var stream = new MemoryStream(bytes);
                    try
                    {
                        Assert.That(OnnxDescription.Read(stream, "hostile.onnx").Inputs, Is.Not.Null);
                    }
                    catch (ModelFileException e)
                    {
                        Assert.That(e.Message, Does.StartWith("hostile.onnx: is no ONNX file"));
                    }
                }
            }
        }

        [Test]
        public void Record_IsWrittenAndReadBack_AndLeavesTheRestAlone()
        {
            var path = Path.Combine(Directory.CreateTempSubdirectory("saccade record ").FullName, "config.json");
            try
            {
                File.WriteAllText(path, """{"model_type": "resnet", "layer_norm_eps": 1e-12}""");
                var record = OnnxInspection.Read(Foreign("zipmap")).Found;
                record.File = "zipmap.onnx";
                record.Write(path);
                var json = Saccade.Files.JsonFile.ParseObject(File.ReadAllText(path), path);
                Assert.That((string?)json["model_type"], Is.EqualTo("resnet"));
                Assert.That((double)json["layer_norm_eps"]!, Is.EqualTo(1e-12));
                Assert.That(
                    json[OnnxRecord.Key]!.ToString(Newtonsoft.Json.Formatting.None),
                    Is.EqualTo("""{"file":"zipmap.onnx","input":"data","output":"loss","layout":"nchw","type":"float","channel_order":"""
                        + """ "bgr","range":[0,255],"activation":"softmax"}""".TrimStart()));
                Assert.That(OnnxRecord.Read(json, path).ToJson().ToString(), Is.EqualTo(record.ToJson().ToString()));
            }
            finally
            {
                Directory.Delete(Path.GetDirectoryName(path)!, true);
            }
        }

        [TestCase("""{"layout": "hwc"}""", "saccade_onnx.layout is \"hwc\", expected one of nchw, nhwc")]
        [TestCase("""{"activation": "relu"}""", "one of none, softmax, sigmoid")]
        [TestCase("""{"range": [1, 0]}""", "what the levels 0 and 255 become")]
        [TestCase("""{"file": "../other.onnx"}""", "the name of a file in the folder")]
        [TestCase("""{"variants": {"model.onnx": 2}}""", "0 to 1")]
        public void RecordsThatCantBe_AreRefusedByTheirKey(string record, string reason) => Assert.That(
            () => OnnxRecord.Read(
                Saccade.Files.JsonFile.ParseObject($$"""{"saccade_onnx": {{record}}}""", "config.json"), "config.json"),
            Throws.TypeOf<ModelFileException>().With.Message.Contains(reason));

        [Test]
        public void WhatIsRecorded_Counts_AndIsSaidWhereTheFileContradicts()
        {
            var inspection = OnnxInspection.Read(
                Foreign("nhwc-softmax"), new OnnxRecord { Activation = OutputActivation.None });
            Assert.That(inspection.Found.Activation, Is.EqualTo(OutputActivation.None));
            Assert.That(inspection.Warnings.Single(), Does.Contain("saccade_onnx.activation is 'none'").And.Contain("softmax"));
            Assert.That(
                () => OnnxInspection.Read(Foreign("nhwc-softmax"), new OnnxRecord { Input = "pixels" }),
                Throws.TypeOf<ModelFileException>().With.Message.Contains("saccade_onnx.input is 'pixels'")
                    .And.Message.Contains("input_1:0: float [1, 64, 64, 3]"));
        }

        private static string Foreign(string file) => Fixtures.Find("foreign-onnx", file + ".onnx");
    }
}
