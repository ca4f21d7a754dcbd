using System;
using System.Collections.Generic;
using System.Formats.Tar;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;
using Saccade.Training.Data.Pets;
using Saccade.Training.Download;
using Saccade.Training.Tests.Hub;

namespace Saccade.Training.Tests.Data.Pets
{
    /// <summary>A small data set in Oxford-IIIT Pet's two archives, a server that has them, and a folder to download it into.</summary>
    public abstract class PetFixture
    {
        private protected const string Images = "images.tar.gz";
        private protected const string Annotations = "annotations.tar.gz";

        private TemporaryFolder _folder = null!;

        private protected ScriptedServer Server { get; private set; } = null!;

        private protected ImmediateTime Time { get; private set; } = null!;

        private protected List<string> Notes { get; private set; } = null!;

        private protected string Output { get; private set; } = null!;

        private protected string Partial => Path.Combine(Output, "oxford-pet.partial");

        /// <summary>The files that the data set consists of.</summary>
        private protected Dictionary<string, byte[]> Files { get; private set; } = null!;

        /// <summary>The archives as they are published.</summary>
        private protected Dictionary<string, byte[]> Packed { get; private set; } = null!;

        private protected PetArchives Archives { get; set; } = null!;

        /// <summary>Answers instead of the server, or not (null).</summary>
        private protected Func<Request, byte[], Reply?> Intercept { get; set; } = null!;

        private protected string Mirror => Server.Origin + "/data/pets";

        [SetUp]
        public void StartServer()
        {
            _folder = new TemporaryFolder();
            Output = _folder.Combine("pets");
            Time = new ImmediateTime();
            Notes = [];
            Intercept = (_, _) => null;
            Files = MakeFiles();
            Publish(
                [.. Select("images/"), TarGz.MakeFile("images/._Abyssinian_1.jpg", 1), TarGz.MakeFile("images/Abyssinian_101.mat", 2)],
                [
                    TarGz.MakeFile("./._annotations", 3),
                    new PaxTarEntry(TarEntryType.Directory, "./annotations/"),
                    .. Select("annotations/"),
                ]);
            Server = new ScriptedServer(request =>
            {
                var content = Packed[Path.GetFileName(request.Path)];
                return Intercept(request, content) ?? FakeHub.SendRange(content, request);
            });
        }

        [TearDown]
        public void StopServer()
        {
            Server.Dispose();
            _folder.Dispose();
        }

        /// <summary>Makes these the published archives, with their sums.</summary>
        private protected void Publish(IEnumerable<TarEntry> images, IEnumerable<TarEntry> annotations)
        {
            Packed = new() { [Images] = TarGz.Pack(images), [Annotations] = TarGz.Pack(annotations) };
            Archives = new PetArchives
            {
                Images = Describe(Images, "images"),
                Annotations = Describe(Annotations, "annotations"),
                TrainCount = 2,
                TestCount = 1,
                UnpackedLength = 1_000_000,
            };
        }

        private protected IEnumerable<TarEntry> Select(string folder) =>
            Files.Where(file => file.Key.StartsWith(folder, StringComparison.Ordinal))
                .Select(file => TarGz.MakeFile(file.Key, file.Value));

        /// <param name="stopAt">Cancels when this much of <paramref name="stopIn"/> is there.</param>
        /// <param name="stopIn">A file, or what is said of it.</param>
        /// <param name="keepsArchives">Whether the archives stay.</param>
        /// <param name="attempts">How often the same thing may fail.</param>
        /// <param name="stallSeconds">How long nothing may come.</param>
        private protected async Task<bool> DownloadAsync(
            long stopAt = long.MaxValue, string stopIn = Images, bool keepsArchives = false, int attempts = 7, double stallSeconds = 30)
        {
            var settings = new DownloadSettings
            {
                Endpoint = Mirror,
                EndpointName = "--mirror",
                Attempts = attempts,
                StallTimeout = TimeSpan.FromSeconds(stallSeconds),
                Time = Time,
            };
            using var cancellation = new CancellationTokenSource();
            var observer = new Observer(Notes, (file, received) =>
            {
                if (file == stopIn && received >= stopAt)
                {
                    cancellation.Cancel();
                }
            });
            var download = new PetDownload(Archives, settings, observer) { Output = Output, KeepsArchives = keepsArchives };
            return await download.RunAsync(cancellation.Token);
        }

        /// <summary>A download that is stopped in the middle of the pictures.</summary>
        private protected void DownloadAPart() =>
            Assert.That(() => DownloadAsync(stopAt: 100_000), Throws.InstanceOf<OperationCanceledException>());

        /// <summary>The one clear error of a download that must fail.</summary>
        private protected string DownloadInVain(int attempts = 7) =>
            Assert.Throws<TrainingException>(() => DownloadAsync(attempts: attempts).GetAwaiter().GetResult())!.Message;

        /// <summary>The data set is in its place, byte for byte, and nothing else is.</summary>
        private protected void AssertWhole(params string[] others)
        {
            Assert.That(List(Output), Is.EquivalentTo(Files.Keys.Concat(others)));
            foreach (var (file, content) in Files)
            {
                Assert.That(File.ReadAllBytes(Path.Combine(Output, file)).AsSpan().SequenceEqual(content), Is.True, file);
            }

            Assert.That(Directory.Exists(Partial), Is.False);
        }

        private protected string[] FindRanges(string archive) =>
            Server.Requests.Where(request => request.Path.EndsWith(archive, StringComparison.Ordinal))
                .Select(request => request.Range ?? "whole")
                .ToArray();

        private protected static string[] List(string directory) => Directory.GetFiles(directory, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(directory, path).Replace('\\', '/'))
                .ToArray();

        private static Dictionary<string, byte[]> MakeFiles()
        {
            var random = new Random(1);
            byte[] Draw()
            {
                var picture = new byte[100_000];
                random.NextBytes(picture);
                return picture;
            }

            return new()
            {
                ["images/Abyssinian_1.jpg"] = Draw(),
                ["images/beagle_2.jpg"] = Draw(),
                ["images/pug_3.jpg"] = Draw(),
                ["annotations/list.txt"] = "#Image CLASS-ID\nAbyssinian_1 1 1 1\n"u8.ToArray(),
                ["annotations/trainval.txt"] = "Abyssinian_1 1 1 1\nbeagle_2 2 2 1\n"u8.ToArray(),
                ["annotations/test.txt"] = Encoding.ASCII.GetBytes("#Image CLASS-ID\npug_3 3 2 2\n"),
                ["annotations/trimaps/pug_3.png"] = [4, 5, 6],
            };
        }

        private PetArchive Describe(string name, string folder) =>
#pragma warning disable CA5351 // What Oxford publishes, not ours to choose.
            new PetArchive(name, folder, Packed[name].Length, Convert.ToHexStringLower(MD5.HashData(Packed[name])));
#pragma warning restore CA5351


        private sealed class Observer(List<string> notes, Action<string, long> onBytes) : IDownloadObserver
        {
            public void OnNote(string text) => notes.Add(text);

            public void OnBytes(string file, long received, long? total) => onBytes(file, received);
        }
    }
}
