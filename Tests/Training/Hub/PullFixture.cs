using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;
using Saccade.Training.Download;
using Saccade.Training.Hub;
using Saccade.Training.ModelFolders;

namespace Saccade.Training.Tests.Hub
{
    /// <summary>A hub with a model, a folder to pull it into, and eyes on both.</summary>
    public abstract class PullFixture
    {
        private TemporaryFolder _folder = null!;

        private protected FakeHub Fake { get; private set; } = null!;

        private protected ImmediateTime Time { get; private set; } = null!;

        private protected List<string> Notes { get; private set; } = null!;

        private protected string Output { get; private set; } = null!;

        private protected string Partial => Output + ".partial";

        [SetUp]
        public void StartHub()
        {
            _folder = new TemporaryFolder();
            Output = _folder.Combine("model");
            Fake = new FakeHub();
            Fake.AddModel();
            Time = new ImmediateTime();
            Notes = [];
        }

        [TearDown]
        public void StopHub()
        {
            Fake.Dispose();
            _folder.Dispose();
        }

        private protected static string[] List(string directory) => Directory.GetFiles(directory, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(directory, path).Replace('\\', '/'))
                .ToArray();

        private protected async Task<PullReport> PullAsync(
            string revision = "main", string? token = null, int attempts = 7, long stopAt = long.MaxValue, double stallSeconds = 30)
        {
            var settings = new DownloadSettings
            {
                Endpoint = Fake.Hub.Origin,
                Token = token,
                Attempts = attempts,
                StallTimeout = TimeSpan.FromSeconds(stallSeconds),
                Time = Time,
            };
            using var cancellation = new CancellationTokenSource();
            var observer = new Observer(Notes, received =>
            {
                if (received >= stopAt)
                {
                    cancellation.Cancel();
                }
            });
            return await ModelPull.RunAsync(new Repository(FakeHub.Name, revision), Output, settings, observer, cancellation.Token);
        }

        /// <summary>The one clear error of a pull that must fail.</summary>
        private protected string PullInVain(string revision = "main", string? token = null, int attempts = 7, double stallSeconds = 30) =>
            Assert.Throws<TrainingException>(
                () => PullAsync(revision, token, attempts, stallSeconds: stallSeconds).GetAwaiter().GetResult())!.Message;

        /// <summary>The model is in its place, byte for byte, and nothing else is.</summary>
        private protected void AssertPulled(params string[] others)
        {
            Assert.That(List(Output), Is.EquivalentTo(Fake.Files.Keys.Append(HubOrigin.File).Concat(others)));
            foreach (var (file, content) in Fake.Files)
            {
                Assert.That(File.ReadAllBytes(Path.Combine(Output, file)).AsSpan().SequenceEqual(content), Is.True, file);
            }

            Assert.That(Directory.Exists(Partial), Is.False);
        }

        /// <summary>Answers a file's first requests for its body otherwise than the storage does.</summary>
        private protected void InterceptStorage(params Func<Request, byte[], Reply>[] answers)
        {
            var left = new Queue<Func<Request, byte[], Reply>>(answers);
            Fake.Intercept = request => request.Path.StartsWith("/model.safetensors", StringComparison.Ordinal) && left.Count > 0
                ? left.Dequeue()(request, Fake.Files["model.safetensors"])
                : null;
        }

        private sealed class Observer(List<string> notes, Action<long> onBytes) : IDownloadObserver
        {
            public void OnNote(string text) => notes.Add(text);

            public void OnBytes(string file, long received, long? total) => onBytes(received);
        }
    }
}
