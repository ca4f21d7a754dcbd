using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;
using Saccade.Training.Hub;

namespace Saccade.Training.Tests.Hub
{
    /// <summary>A hub, a folder to download into, and waits that take no time.</summary>
    public abstract class PullFixture
    {
        private protected static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

        private TemporaryFolder _folder = null!;

        private protected FakeHub Hub { get; private set; } = null!;

        private protected string Output { get; private set; } = null!;

        private protected string Partial => Output + ".partial";

        private protected List<TimeSpan> Waits { get; private set; } = null!;

        private protected Notes Observer { get; private set; } = null!;

        private protected HubOptions Options { get; set; } = null!;

        [SetUp]
        public void Begin()
        {
            _folder = new TemporaryFolder();
            Output = _folder.Combine("model");
            Hub = new FakeHub();
            Waits = [];
            Observer = new Notes();
            Options = new HubOptions
            {
                Endpoint = Hub.Hub.Address,
                Token = "hf_secret",
                Clock = new StoppedClock(),
                Wait = (time, _) =>
                {
                    Waits.Add(time);
                    return Task.CompletedTask;
                },
            };
        }

        [TearDown]
        public void End()
        {
            Hub.Dispose();
            _folder.Dispose();
        }

        private protected Task Pull(string revision = "main", CancellationToken cancellation = default)
        {
            return new ModelPull(Options, Observer).Run(new HubRepository(FakeHub.Name, revision), Output, cancellation);
        }

        private protected string PullAndFail()
        {
            var error = Assert.Throws<TrainingException>(() => Pull().GetAwaiter().GetResult())!;
            Assert.That(error.Message, Does.Not.Contain("secret"), "neither the token nor a signed address is for other eyes");
            return error.Message;
        }

        private protected void AssertPulled(params string[] files)
        {
            Assert.That(Directory.GetFileSystemEntries(Output).Select(Path.GetFileName), Is.EquivalentTo(files));
            foreach (var file in files)
            {
                Assert.That(File.ReadAllBytes(Path.Combine(Output, file)), Is.EqualTo(Hub.Files[file]), file);
            }

            Assert.That(Directory.Exists(Partial), Is.False);
        }

        private protected sealed class Notes : IPullObserver
        {
            internal List<string> Texts { get; } = [];

            internal Action<long> Received { get; set; } = _ => { };

            public void OnNote(string text)
            {
                Texts.Add(text);
            }

            public void OnFile(string file, long present, long? size)
            {
                Texts.Add($"{file} {present}/{size}");
            }

            public void OnBytes(long present)
            {
                Received(present);
            }

            public void OnFileDone()
            {
            }
        }

        private sealed class StoppedClock : TimeProvider
        {
            public override DateTimeOffset GetUtcNow()
            {
                return Now;
            }
        }
    }
}
