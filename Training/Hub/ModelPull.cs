using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Saccade.Training.Checkpoints;
using Saccade.Training.Folder;

namespace Saccade.Training.Hub
{
    /// <summary>Downloads a model from the hub into a model folder.</summary>
    /// <remarks>
    /// Unlike the hub's own Python client it compares the hashes of what came with the hub's, and waits when it is told to.
    /// </remarks>
    public sealed class ModelPull
    {
        private const long LargestJson = 64 << 20;

        private readonly HubOptions _options;
        private readonly IPullObserver _observer;
        private readonly Retry _retry;

        /// <summary>Prepares a download.</summary>
        /// <param name="options">Where from.</param>
        /// <param name="observer">Is told how it goes on.</param>
        public ModelPull(HubOptions options, IPullObserver observer)
        {
            _options = options;
            _observer = observer;
            _retry = new Retry(options, observer);
        }

        /// <summary>
        /// Fetches config.json, preprocessor_config.json if there is one, and the safetensors, all from one commit, into
        /// <c>DIR.partial</c>; when all is there it replaces the folder's model at once.
        /// </summary>
        /// <param name="repository">The model.</param>
        /// <param name="directory">The model folder, DIR.</param>
        /// <param name="cancellation">Stops the download. What has come stays in <c>DIR.partial</c> for the next call.</param>
        /// <exception cref="TrainingException">The model can't be had; the folder's model is as it was.</exception>
        /// <exception cref="OperationCanceledException">It was stopped; the folder's model is as it was.</exception>
        public async Task Run(HubRepository repository, string directory, CancellationToken cancellation)
        {
            if (File.Exists(directory))
            {
                throw new TrainingException($"--output: {directory} is a file; expected a folder or a new name.");
            }

            using var client = new HubClient(_options);
            var listing = await _retry.Run(() => ReadListing(client, repository, cancellation), () => 0, cancellation);
            var files = listing.ChooseFiles(repository);
            var source = $"{_options.Endpoint.Printable()} {repository.Name} {listing.Commit}";
            using var partial = PartialFolder.Open(directory, source, _observer);
            var download = new FileDownload(client, _retry, _observer, repository, listing.Commit, _options.Token is not null);
            foreach (var file in files)
            {
                var largest = file == WeightFiles.Whole ? long.MaxValue : LargestJson;
                await download.Fetch(file, partial.Path, largest, cancellation);
            }

            var shards = files.Contains(WeightFiles.Index) ? ReadShards(listing, repository, partial) : [];
            foreach (var shard in shards)
            {
                await download.Fetch(shard, partial.Path, long.MaxValue, cancellation);
            }

            cancellation.ThrowIfCancellationRequested();
            Install([.. files, .. shards], partial, directory);
            partial.Clear();
        }

        private async Task<RepositoryListing> ReadListing(HubClient client, HubRepository repository, CancellationToken cancellation)
        {
            using var answer = await client.Open(repository.InfoPath, 0, cancellation);
            if (answer.Message.StatusCode != HttpStatusCode.OK)
            {
                throw HubRefusal.Explain(answer, repository, null, _options.Token is not null);
            }

            try
            {
                using var json = new MemoryStream();
                await client.Read(
                    answer,
                    bytes =>
                    {
                        json.Write(bytes.Span);
                        return json.Length <= LargestJson
                            ? ValueTask.CompletedTask
                            : throw new InvalidDataException($"more than {Texts.Bytes(LargestJson)} came.");
                    },
                    cancellation);
                return RepositoryListing.Parse(json.GetBuffer().AsMemory(0, (int)json.Length));
            }
            catch (InvalidDataException error)
            {
                throw new TrainingException(
                    $"{answer.Address.Printable()}: the answer is not a hub's: {error.Message.TrimEnd('.')}. Check HF_ENDPOINT.", error);
            }
        }

        private static IReadOnlyList<string> ReadShards(RepositoryListing listing, HubRepository repository, PartialFolder partial)
        {
            try
            {
                var shards = ShardIndex.ReadShards(partial.Find(WeightFiles.Index));
                return shards.FirstOrDefault(shard => !listing.Files.Contains(shard)) is { } missing
                    ? throw new InvalidDataException($"weight_map names {missing}, which the repository lacks.")
                    : shards;
            }
            catch (InvalidDataException error)
            {
                // Going on from here would end here again.
                partial.Clear();
                throw new TrainingException(
                    $"{repository.Name}: {WeightFiles.Index} is wrong: {error.Message.TrimEnd('.')}. Choose another --revision or model.",
                    error);
            }
        }

        private static void Install(IReadOnlyList<string> files, PartialFolder partial, string directory)
        {
            using var writer = ModelFolderWriter.Begin(directory);
            var moved = new Stack<(string From, string To)>();
            try
            {
                foreach (var file in files)
                {
                    writer.Write(file, path =>
                    {
                        File.Move(partial.Find(file), path);
                        moved.Push((partial.Find(file), path));
                    });
                }

                writer.Commit();
            }
            catch
            {
                // A full or locked folder is no reason to download it all again.
                foreach (var (from, to) in moved)
                {
                    File.Move(to, from);
                }

                throw;
            }
        }
    }
}
