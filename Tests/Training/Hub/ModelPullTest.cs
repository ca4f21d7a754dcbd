using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;

namespace Saccade.Training.Tests.Hub
{
    /// <summary>What is downloaded, and in what state folders are left.</summary>
    public sealed class ModelPullTest : PullFixture
    {
        [Test]
        public async Task Pull_TakesWhatAModelNeeds_FromOneCommit_AndNoPickle()
        {
            await Pull("refs/pr/1");
            AssertPulled("config.json", "preprocessor_config.json", "model.safetensors");
            Assert.That(Hub.Hub.Requests.First().Path, Is.EqualTo("/api/models/org/model/revision/refs%2Fpr%2F1"));
            Assert.That(Hub.FilePaths, Is.All.StartsWith($"/org/model/resolve/{Hub.Commit}/"));
            Assert.That(Waits, Is.Empty);
        }

        [Test]
        public async Task Pull_WithoutPreprocessor_TakesTheRest()
        {
            Hub.Files.Remove("preprocessor_config.json");
            await Pull();
            AssertPulled("config.json", "model.safetensors");
        }

        [Test]
        public async Task Pull_OfShards_TakesThoseThatTheIndexNames()
        {
            SetShards("model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors");
            Hub.Files["other.safetensors"] = [1];
            await Pull();
            AssertPulled(
                "config.json", "preprocessor_config.json", "model.safetensors.index.json", "model-00001-of-00002.safetensors",
                "model-00002-of-00002.safetensors");
        }

        [TestCase("../config.json")]
        [TestCase("..")]
        [TestCase("")]
        [TestCase("/etc/model.safetensors")]
        [TestCase("folder/model.safetensors")]
        [TestCase("folder\\\\model.safetensors")]
        [TestCase("C:model.safetensors")]
        [TestCase(".safetensors")]
        [TestCase("pytorch_model.bin")]
        [TestCase("model\\u0000.safetensors")]
        [TestCase("model.safetensors\\n")]
        public void Pull_OfAnIndexThatNamesWhatNoShardIs_IsRefused(string shard)
        {
            SetShards("model-00001-of-00001.safetensors");
            Hub.Files["model.safetensors.index.json"] = Encoding.UTF8.GetBytes($$$"""{"weight_map":{"a":"{{{shard}}}"}}""");
            Hub.Files[JsonSerializer.Deserialize<string>($"\"{shard}\"")!] = [1];
            Assert.That(PullAndFail(), Does.Contain("index.json is wrong").And.Contains("weight_map"));
            Assert.That(Directory.Exists(Output) || Directory.Exists(Partial), Is.False);
        }

        [Test]
        public void Pull_OfAShardThatTheRepositoryLacks_IsRefused()
        {
            SetShards("model-00001-of-00001.safetensors");
            Hub.Files.Remove("model-00001-of-00001.safetensors");
            Assert.That(PullAndFail(), Does.Contain("names model-00001-of-00001.safetensors, which the repository lacks"));
        }

        [Test]
        public void Pull_OfPicklesAlone_SaysSo_AndWhatToDo()
        {
            Hub.Files.Remove("model.safetensors");
            Assert.That(PullAndFail(), Does.Contain("no safetensors, only pytorch_model.bin").And.Contains("--revision refs/pr/N"));
            Assert.That(Hub.FilePaths, Is.Empty);
        }

        [Test]
        public void Pull_WithoutConfig_SaysSo()
        {
            Hub.Files.Remove("config.json");
            Assert.That(PullAndFail(), Does.Contain("org/model: there is no config.json"));
        }

        [Test]
        public async Task Pull_ReplacesAnOlderModel_WithAllThatBelongedToIt()
        {
            WriteOlderModel();
            File.WriteAllText(Path.Combine(Output, "notes.txt"), "mine");
            Hub.Files["notes.txt"] = "mine"u8.ToArray();
            await Pull();
            AssertPulled("config.json", "preprocessor_config.json", "model.safetensors", "notes.txt");
        }

        [Test]
        public void Pull_ThatFails_LeavesTheOlderModelAsItWas()
        {
            WriteOlderModel();
            Hub.Intercept = request => request.Path.EndsWith("/model.safetensors") ? new LocalServer.Reply(404, []) : null;
            PullAndFail();
            Assert.That(
                Directory.GetFileSystemEntries(Output).Select(Path.GetFileName),
                Is.EquivalentTo(new[] { "config.json", "model-00001-of-00001.safetensors" }));
            Assert.That(File.ReadAllText(Path.Combine(Output, "config.json")), Is.EqualTo("older"));
        }

        [Test]
        public async Task Pull_ThatWasStopped_IsGoneOnWithByTheNext()
        {
            StopInTheMiddle();
            var present = new FileInfo(Path.Combine(Partial, "model.safetensors.part")).Length;
            Assert.That(present, Is.InRange(1, Hub.Files["model.safetensors"].Length - 1));
            Assert.That(Directory.Exists(Output), Is.False);

            Hub.Hub.Requests.Clear();
            Hub.Storage.Requests.Clear();
            await Pull();
            AssertPulled("config.json", "preprocessor_config.json", "model.safetensors");
            Assert.That(Hub.FilePaths.Select(path => path.Split('/')[^1]), Is.EqualTo(new[] { "model.safetensors" }), "the rest was there");
            Assert.That(Hub.Storage.Requests.Single().Range, Is.EqualTo($"bytes={present}-"));
        }

        [Test]
        public async Task Pull_AfterANewCommit_StartsOver_AndSaysSo()
        {
            StopInTheMiddle();
            Hub.Commit = new string('b', 40);
            Hub.Files["config.json"] = """{"new":1}"""u8.ToArray();
            Hub.Files["model.safetensors"] = FakeHub.MakeBytes(200_000, seed: 2);
            await Pull();
            AssertPulled("config.json", "preprocessor_config.json", "model.safetensors");
            Assert.That(Observer.Texts, Has.Some.Contains("another commit").And.Some.Contains("starting over"));
        }

        [Test]
        public async Task Pull_OfAFileThatWasThereButNotCompared_ComparesIt()
        {
            StopInTheMiddle();
            File.WriteAllBytes(Path.Combine(Partial, "model.safetensors.part"), Hub.Files["model.safetensors"]);
            await Pull();
            AssertPulled("config.json", "preprocessor_config.json", "model.safetensors");
            Assert.That(Hub.Storage.Requests.Last().Range, Is.EqualTo("bytes=300000-"));
        }

        [TestCase(300_000, "the hash of what came")]
        [TestCase(300_001, "300,001 bytes or more came, but the hub says 300,000")]
        public async Task Pull_OverADamagedPartialFile_StartsItOver(int length, string note)
        {
            StopInTheMiddle();
            File.WriteAllBytes(Path.Combine(Partial, "model.safetensors.part"), new byte[length]);
            await Pull();
            AssertPulled("config.json", "preprocessor_config.json", "model.safetensors");
            Assert.That(Observer.Texts, Has.Some.Contains(note));
        }

        [Test]
        public async Task TwoPulls_IntoOneFolder_DoNotMeet()
        {
            string? second = null;
            Observer.Received = _ => second ??= PullAndFail();
            await Pull();
            Assert.That(second, Does.Contain("another process is downloading"));
            AssertPulled("config.json", "preprocessor_config.json", "model.safetensors");
        }

        [Test]
        public void APartialFolder_OfSomebodyElse_IsLeftAlone()
        {
            Directory.CreateDirectory(Partial);
            File.WriteAllText(Path.Combine(Partial, "thesis.txt"), "mine");
            Assert.That(PullAndFail(), Does.Contain("holds something else"));
            Assert.That(Directory.GetFiles(Partial).Select(Path.GetFileName), Is.EqualTo(new[] { "thesis.txt" }));
        }

        [Test]
        public void AnOutputThatIsAFile_IsRefused_BeforeAnythingIsAsked()
        {
            File.WriteAllText(Output, "mine");
            Assert.That(PullAndFail(), Does.Contain("is a file"));
            Assert.That(Hub.Hub.Requests, Is.Empty);
        }

        [Test]
        public void AFolderThatCannotBeWritten_KeepsWhatCame()
        {
            // The lock of the folder's writer can't be made where a file stands in the folder's way.
            Observer.Received = _ => File.WriteAllText(Output, "in the way");
            PullAndFail();
            Assert.That(
                Directory.GetFiles(Partial).Select(Path.GetFileName),
                Is.SupersetOf(new[] { "config.json", "preprocessor_config.json", "model.safetensors" }));
        }

        [Test]
        public void EverySeededMutationOfTheAnswers_GivesAClearError_OrTheVeryFiles()
        {
            var random = new Random(20260102);
            var refused = 0;
            Hub.Files["model.safetensors"] = FakeHub.MakeBytes(1000, seed: 3);
            Hub.Intercept = request => random.Next(6) == 0
                ? new LocalServer.Reply(200, []) { Raw = Mutate(Hub.Answer(request).ToBytes(), random) }
                : request.Path.StartsWith("/api/") ? new LocalServer.Reply(200, Mutate(Hub.List().Body, random)) : null;
            for (var i = 0; i < 120; i++)
            {
                try
                {
                    Pull().GetAwaiter().GetResult();
                    Assert.That(File.ReadAllBytes(Path.Combine(Output, "model.safetensors")), Is.EqualTo(Hub.Files["model.safetensors"]));
                }
                catch (TrainingException error)
                {
                    refused++;
                    Assert.That(error.Message, Has.Length.LessThan(1000).And.Not.Contains("\u001b"));
                }
            }

            Assert.That(refused, Is.InRange(12, 108));
        }

        private static byte[] Mutate(byte[] bytes, Random random)
        {
            var copy = random.Next(4) == 0 ? bytes[..random.Next(bytes.Length)] : bytes.ToArray();
            for (var i = random.Next(3); i > 0 && copy.Length > 0; i--)
            {
                copy[random.Next(Math.Min(copy.Length, 400))] = (byte)random.Next(256);
            }

            return copy;
        }

        private void SetShards(params string[] shards)
        {
            Hub.Files.Remove("model.safetensors");
            var map = shards.ToDictionary(shard => $"tensor of {shard}", shard => shard);
            Hub.Files["model.safetensors.index.json"] = JsonSerializer.SerializeToUtf8Bytes(new { weight_map = map });
            foreach (var shard in shards)
            {
                Hub.Files[shard] = FakeHub.MakeBytes(5000, seed: shard.Length + shard[10]);
            }
        }

        private void WriteOlderModel()
        {
            Directory.CreateDirectory(Output);
            File.WriteAllText(Path.Combine(Output, "config.json"), "older");
            File.WriteAllText(Path.Combine(Output, "model-00001-of-00001.safetensors"), "older");
        }

        private void StopInTheMiddle()
        {
            using var stop = new CancellationTokenSource();
            Hub.Intercept = request => request.Path.Contains("signature")
                ? new LocalServer.Reply(200, Hub.Files["model.safetensors"]) { CutAfter = 100_000, FallsSilent = true }
                : null;
            Observer.Received = present =>
            {
                if (present > 50_000)
                {
                    stop.Cancel();
                }
            };
            Assert.That(() => Pull(cancellation: stop.Token).GetAwaiter().GetResult(), Throws.InstanceOf<OperationCanceledException>());
            Observer.Received = _ => { };
            Hub.Intercept = _ => null;
            Hub.Storage.Requests.Clear();
        }
    }
}
