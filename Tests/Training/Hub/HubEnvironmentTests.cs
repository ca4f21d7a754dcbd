using System.Collections.Generic;
using System.IO;
using System.Threading;
using NUnit.Framework;
using Saccade.Training.Download;
using Saccade.Training.Hub;

namespace Saccade.Training.Tests.Hub
{
    /// <summary>What users write: environment variables, names, revisions; and what hubs write: hashes.</summary>
    public sealed class HubEnvironmentTests
    {
        [TestCase(null, null)]
        [TestCase("", null)]
        [TestCase(" \r\n", null)]
        [TestCase("hf_abc\n", "hf_abc")]
        [TestCase(" hf_abc\r\n", "hf_abc")]
        [TestCase("hf_\r\nabc", "hf_abc")]
        public void AToken_IsReadWithoutWhatSurroundsIt(string? text, string? token) =>
            Assert.That(Read("HF_TOKEN", text).Token, Is.EqualTo(token));

        [TestCase("hf_a bc")]
        [TestCase("hf_ä")]
        [TestCase("hf_\u0007")]
        public void ATokenThatIsNone_IsRefused_AndNotRepeated(string text) => Assert.That(
                () => Read("HF_TOKEN", text),
                Throws.TypeOf<TrainingException>().With.Message.StartsWith("HF_TOKEN").And.Message.Not.Contains(text));

        [TestCase(null, "https://huggingface.co")]
        [TestCase(" ", "https://huggingface.co")]
        [TestCase("https://mirror.example/hub/", "https://mirror.example/hub")]
        [TestCase("http://localhost:8080", "http://localhost:8080")]
        public void AnEndpoint_IsAnAddress_WithoutItsLastSlash(string? text, string endpoint) =>
            Assert.That(Read("HF_ENDPOINT", text).Endpoint, Is.EqualTo(endpoint));

        [TestCase("mirror.example")]
        [TestCase("ftp://mirror.example")]
        [TestCase("file:///models")]
        [TestCase("https://user:password@mirror.example")]
        [TestCase("https://mirror.example?x=1")]
        [TestCase("https://")]
        public void AnEndpointThatIsNone_IsRefused_AndNotRepeated(string text) => Assert.That(
                () => Read("HF_ENDPOINT", text),
                Throws.TypeOf<TrainingException>().With.Message.StartsWith("HF_ENDPOINT").And.Message.Not.Contains("password"));

        [TestCase("google/vit-base-patch16-224", ExpectedResult = true)]
        [TestCase("gpt2", ExpectedResult = true)]
        [TestCase("timm/vit_tiny.augreg_in21k", ExpectedResult = true)]
        [TestCase("", ExpectedResult = false)]
        [TestCase("a/b/c", ExpectedResult = false)]
        [TestCase("../etc", ExpectedResult = false)]
        [TestCase("a/..", ExpectedResult = false)]
        [TestCase("a..b/c", ExpectedResult = false)]
        [TestCase("a--b/c", ExpectedResult = false)]
        [TestCase("-a/b", ExpectedResult = false)]
        [TestCase("a/.b", ExpectedResult = false)]
        [TestCase("a/b?x", ExpectedResult = false)]
        [TestCase("a/b\n", ExpectedResult = false)]
        [TestCase("a\\b", ExpectedResult = false)]
        [TestCase("ä/b", ExpectedResult = false)]
        [TestCase("https://huggingface.co/a/b", ExpectedResult = false)]
        public bool AName_IsOneThatTheHubMayHave(string name) => Repository.FindFault(name) is null;

        [TestCase("main", ExpectedResult = true)]
        [TestCase("refs/pr/1", ExpectedResult = true)]
        [TestCase("v1.0", ExpectedResult = true)]
        [TestCase("", ExpectedResult = false)]
        [TestCase("..", ExpectedResult = false)]
        [TestCase(".", ExpectedResult = false)]
        [TestCase("a/../b", ExpectedResult = false)]
        [TestCase("a\tb", ExpectedResult = false)]
        public bool ARevision_IsOneThatGitMayHave(string revision) => Repository.FindFaultOfRevision(revision) is null;

        // What `sha256sum` and `git hash-object` say about these bytes.
        [TestCase("\"5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03\"")]
        [TestCase("W/\"ce013625030ba8dba906f756967f9e9ca394464a\"")]
        [TestCase("CE013625030BA8DBA906F756967F9E9CA394464A")]
        public void AHash_IsThatOfSha256sumOrGit(string tag)
        {
            using var folder = new TemporaryFolder();
            File.WriteAllText(folder.Combine("a"), "hello\n");
            var hash = ContentHash.Parse(tag)!;
            Assert.That(hash.Compute(folder.Combine("a"), CancellationToken.None), Is.EqualTo(hash));
        }

        [TestCase(null)]
        [TestCase("")]
        [TestCase("\"W/\"")]
        [TestCase("\"d41d8cd98f00b204e9800998ecf8427e\"")]
        [TestCase("\"zz013625030ba8dba906f756967f9e9ca394464a\"")]
        [TestCase("\"ce013625030ba8dba906f756967f9e9ca394464a-2\"")]
        public void ATagOfAnotherKind_IsNoHash(string? tag) => Assert.That(ContentHash.Parse(tag), Is.Null);

        private static DownloadSettings Read(string name, string? text) =>
            HubEnvironment.Read(new Dictionary<string, string?> { [name] = text }.GetValueOrDefault);
    }
}
