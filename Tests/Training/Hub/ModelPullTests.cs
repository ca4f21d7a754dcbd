using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using NUnit.Framework;
using Saccade.Training.ModelFolders;

namespace Saccade.Training.Tests.Hub
{
    /// <summary>Which files come, from which commit, and what becomes of what was there.</summary>
    public sealed class ModelPullTests : PullFixture
    {
        [Test]
        public async Task AModel_ComesWithTheFilesThatAreNeeded_AndNoOthers()
        {
            var report = await PullAsync();
            AssertPulled();
            Assert.That(report.WasThere, Is.False);
            Assert.That(report.Commit, Is.EqualTo(Fake.Commit));
            Assert.That(report.Bytes, Is.EqualTo(Fake.Files.Values.Sum(content => content.Length)));
            Assert.That(Fake.Hub.Requests.Select(request => request.Path), Has.None.Contains("README"));
        }

        [Test]
        public async Task PicklesAndOnnxFiles_AreNotAskedFor()
        {
            Fake.Files["pytorch_model.bin"] = [1];
            Fake.Files["onnx/model.onnx"] = [2];
            await PullAsync();
            string[] asked = ["config.json", "model.safetensors", "preprocessor_config.json"];
            Assert.That(List(Output), Is.EquivalentTo(asked.Append(HubOrigin.File)));
            Assert.That(HubOrigin.Find(Output)!.Repository, Is.EqualTo(FakeHub.Name));
            Assert.That(Fake.Hub.Requests.Select(request => request.Path), Has.None.EndsWith(".bin").And.None.EndsWith(".onnx"));
        }

        [Test]
        public async Task WithoutAPreprocessor_AsTimmHasIt_TheRestComes()
        {
            Fake.Files.Remove("preprocessor_config.json");
            await PullAsync();
            AssertPulled();
        }

        [Test]
        public async Task EveryFile_IsAskedForByItsCommit_AndARevisionsSlashesAreEscaped()
        {
            await PullAsync(revision: "refs/pr/1");
            var paths = Fake.Hub.Requests.Select(request => request.Path).ToArray();
            Assert.That(paths[0], Is.EqualTo($"/api/models/{FakeHub.Name}/revision/refs%2Fpr%2F1"));
            Assert.That(paths[1..], Has.All.Contains(Fake.Commit));
        }

        [Test]
        public async Task AShardedModel_ComesWithItsIndex()
        {
            Shard("model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors");
            await PullAsync();
            AssertPulled();
        }

        [TestCase("../model.safetensors")]
        [TestCase("/etc/passwd.safetensors")]
        [TestCase("..\\\\up.safetensors")]
        [TestCase("sub/model.safetensors")]
        [TestCase("C:model.safetensors")]
        [TestCase(".hidden.safetensors")]
        [TestCase("pytorch_model.bin")]
        [TestCase("model.safetensors\\n")]
        public void AnIndexThatNamesAnotherPlaceOrKind_IsRefused(string name)
        {
            Shard(name);
            Assert.That(PullInVain(), Does.Contain("model.safetensors.index.json names").And.Contain("expected safetensors files"));
            AssertNothingElseWasWritten();
        }

        [Test]
        public void AnIndexThatNamesAFileTheRepositoryLacks_IsRefused()
        {
            Shard("model-00001-of-00001.safetensors");
            Fake.Files.Remove("model-00001-of-00001.safetensors");
            Assert.That(PullInVain(), Does.Contain("names 'model-00001-of-00001.safetensors'"));
        }

        [TestCase("")]
        [TestCase("[]")]
        [TestCase("{\"weight_map\": []}")]
        [TestCase("{\"weight_map\": {}}")]
        [TestCase("{\"weight_map\": {\"a\": 1}}")]
        [TestCase("{\"weight_map\": {\"a\": null}}")]
        public void AnIndexThatIsNone_IsNamed(string text)
        {
            Shard("model-00001-of-00001.safetensors");
            Fake.Files["model.safetensors.index.json"] = Encoding.UTF8.GetBytes(text);
            Assert.That(PullInVain(), Does.Contain("model.safetensors.index.json"));
        }

        [Test]
        public void WithPicklesAlone_TheErrorSaysWhatToDo()
        {
            Fake.Files.Remove("model.safetensors");
            Fake.Files["pytorch_model.bin"] = [1];
            Assert.That(PullInVain(), Does.Contain("only pickles").And.Contain("refs/pr/").And.Contain("save_pretrained"));
            AssertNothingElseWasWritten();
        }

        [Test]
        public void WithoutWeightsOrConfiguration_TheErrorSaysSo()
        {
            Fake.Files.Remove("model.safetensors");
            Assert.That(PullInVain(), Does.Contain("no model.safetensors").And.Not.Contain("pickles"));
            Fake.Files.Remove("config.json");
            Assert.That(PullInVain(), Does.Contain("no config.json"));
        }

        [Test]
        public void WeightsThatAreNoSafetensorsFile_AreRefused_WhateverTheyAreCalled()
        {
            Fake.Files["model.safetensors"] = [0x80, 2, (byte)'}', (byte)'q', 0, .. new byte[100]];
            Assert.That(() => PullAsync(), Throws.TypeOf<InvalidDataException>().With.Message.Contains("safetensors"));
            Assert.That(Directory.Exists(Output), Is.False);
            Assert.That(List(Partial), Has.No.Member("model.safetensors"));
        }

        [Test]
        public async Task AnOlderModel_IsReplacedWhole()
        {
            WriteOldModel();
            await PullAsync();
            AssertPulled("README.md");
        }

        [Test]
        public void WhenAPullFails_TheOlderModelIsAsItWas()
        {
            WriteOldModel();
            var before = List(Output);
            Fake.Intercept = request => request.Path.StartsWith("/model.safetensors", StringComparison.Ordinal)
                ? Reply.Make("404 Not Found")
                : null;
            PullInVain();
            Assert.That(List(Output), Is.EquivalentTo(before));
            Assert.That(before.Select(file => File.ReadAllText(Path.Combine(Output, file))), Is.All.EqualTo("old"));
        }

        [Test]
        public async Task PullingAgain_ChangesNothing_AndAsksForNoBodyAgain()
        {
            await PullAsync();
            Directory.CreateDirectory(Path.Combine(Output, "onnx"));
            File.WriteAllText(Path.Combine(Output, "onnx", "model.onnx"), "exported since");
            var report = await PullAsync();
            Assert.That(report.WasThere, Is.True);
            AssertPulled("onnx/model.onnx");
        }

        [Test]
        public async Task ANewCommitWithTheSameWeights_TakesThemFromTheFolder()
        {
            await PullAsync();
            Fake.Commit = new string('b', 40);
            Fake.Files["config.json"] = Encoding.UTF8.GetBytes("""{"changed": true}""");
            InterceptStorage((request, weights) => FakeHub.SendRange(weights, request).CutBodyAfter(0));
            var report = await PullAsync(attempts: 1);
            Assert.That(report.WasThere, Is.False);
            AssertPulled();
        }

        [Test]
        public async Task AFileOfTheSameLengthButOtherBytes_IsDownloaded()
        {
            await PullAsync();
            var path = Path.Combine(Output, "model.safetensors");
            File.WriteAllBytes(path, new byte[new FileInfo(path).Length]);
            await PullAsync();
            AssertPulled();
        }

        [Test]
        public void AFileInTheWay_IsNamed_BeforeAnythingIsDownloaded()
        {
            File.WriteAllText(Output, "a file");
            Assert.That(PullInVain(), Does.Contain(Output).And.Contain("--output"));
            Assert.That(Fake.Hub.Requests, Is.Empty);
        }

        [Test]
        public async Task WhenTheExchangeFails_TheDownloadIsKept()
        {
            // A folder of a file's name: nothing can be moved there.
            Directory.CreateDirectory(Path.Combine(Output, "model.safetensors", "in the way"));
            Assert.That(PullInVain(), Does.Contain("can't be written"));
            Assert.That(List(Partial), Is.EquivalentTo(Fake.Files.Keys.Append(".source")));

            Directory.Delete(Path.Combine(Output, "model.safetensors"), recursive: true);
            await PullAsync();
            AssertPulled();
            Assert.That(Fake.BodyRequests, Has.Length.EqualTo(2));
            Assert.That(Fake.BodyRequests[1].Range, Is.EqualTo($"bytes={Fake.Files["model.safetensors"].Length}-"));
        }

        private void WriteOldModel()
        {
            string[] files = ["config.json", "model.safetensors", "model-00001-of-00002.safetensors", "onnx/model.onnx", "README.md"];
            Directory.CreateDirectory(Path.Combine(Output, "onnx"));
            Array.ForEach(files, file => File.WriteAllText(Path.Combine(Output, file), "old"));
        }

        private void Shard(params string[] names)
        {
            Fake.Files.Remove("model.safetensors");
            for (var i = 0; i < names.Length; i++)
            {
                Fake.Files[names[i].Replace("\\n", "\n").Replace("\\\\", "\\")] = FakeHub.MakeWeights(i, 100);
            }

            var map = string.Join(", ", names.Select((name, i) => $"\"tensor{i}\": \"{name}\", \"more{i}\": \"{name}\""));
            Fake.Files["model.safetensors.index.json"] = Encoding.UTF8.GetBytes("{\"weight_map\": {" + map + "}}");
        }

        private void AssertNothingElseWasWritten()
        {
            Assert.That(Directory.Exists(Output), Is.False);
            var around = Directory.GetFiles(Path.GetDirectoryName(Output)!, "*", SearchOption.AllDirectories);
            Assert.That(around.Select(Path.GetDirectoryName), Is.All.EqualTo(Partial));
        }
    }
}
