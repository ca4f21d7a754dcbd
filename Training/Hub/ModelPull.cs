using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Saccade.Preprocessing;
using Saccade.Training.Checkpoints;
using Saccade.Training.Folder;

namespace Saccade.Training.Hub
{
    /// <summary>Fetches a model folder from the hub: configuration, preprocessing and safetensors weights, never pickles.</summary>
    internal sealed class ModelPull(HubOptions options, IPullObserver observer)
    {
        private const string CommitFile = "commit";
        private const string LockFile = "lock";

        /// <summary>
        /// Fetches a model. What has come lies in DIR.partial until it is complete, so that a stopped run goes on when it is started
        /// again; the folder's own model stays until then.
        /// </summary>
        /// <param name="name">ORG/NAME.</param>
        /// <param name="revision">A branch, tag or commit.</param>
        /// <param name="directory">The model folder to write.</param>
        /// <param name="cancellation">Stops it.</param>
        /// <exception cref="HubException">The model can't be had.</exception>
        /// <exception cref="ModelFileException">It is no model that Saccade reads.</exception>
        /// <exception cref="TrainingException">The folder can't be written to.</exception>
        /// <exception cref="IOException">The partial files can't be written.</exception>
        internal async Task Run(string name, string revision, string directory, CancellationToken cancellation)
        {
            if (!HubRepository.IsName(name))
            {
                throw new HubException($"'{name}' is no repository's name; expected ORG/NAME, such as google/vit-base-patch16-224.");
            }

            directory = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
            var partial = directory + ".partial";
            using var connection = new HubConnection(options);
            var repository = await HubRepository.Open(connection, name, revision, cancellation).ConfigureAwait(false);
            Directory.CreateDirectory(partial);
            using (Lock(partial))
            {
                StartOverFromAnotherCommit(partial, repository);
                var files = await Fetch(connection, repository, partial, cancellation).ConfigureAwait(false);
                using var writer = ModelFolderWriter.Begin(directory);
                foreach (var file in files)
                {
                    writer.Write(file, path => File.Move(Path.Combine(partial, file), path));
                }

                cancellation.ThrowIfCancellationRequested();
                writer.Commit();
            }

            Directory.Delete(partial, recursive: true);
        }

        private static FileStream Lock(string partial)
        {
            try
            {
                return new FileStream(Path.Combine(partial, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            }
            catch (IOException error) when (error is not DirectoryNotFoundException)
            {
                throw new HubException($"{partial}: another run is fetching into this folder. Wait for it, or choose another --output.", error);
            }
        }

        // Files of two commits don't make a model.
        private void StartOverFromAnotherCommit(string partial, HubRepository repository)
        {
            var path = Path.Combine(partial, CommitFile);
            var own = $"{options.Endpoint} {repository.Name} {repository.Commit}";
            if (File.Exists(path) && File.ReadAllText(path) == own)
            {
                return;
            }

            var old = Directory.GetFiles(partial).Where(file => Path.GetFileName(file) != LockFile).ToArray();
            if (old.Length > 0)
            {
                observer.OnNote("What an earlier run fetched is of another commit; starting over");
            }

            Array.ForEach(old, File.Delete);
            File.WriteAllText(path, own);
        }

        private async Task<IReadOnlyList<string>> Fetch(
            HubConnection connection, HubRepository repository, string partial, CancellationToken cancellation)
        {
            var (required, weights) = Choose(repository);
            observer.OnStarted(repository.Commit, Sum(repository, required.Append(weights)));
            var download = new FileDownload(connection, repository, observer);
            foreach (var file in required)
            {
                await download.Run(file, partial, cancellation).ConfigureAwait(false);
            }

            // Before gigabytes come: is this a model that can be read at all?
            ModelConfig.ReadFile(Path.Combine(partial, ModelFolder.Config));
            await download.Run(weights, partial, cancellation).ConfigureAwait(false);
            var files = required.Append(weights).ToList();
            if (weights == WeightFiles.Index)
            {
                var shards = ReadShards(Path.Combine(partial, weights));
                observer.OnStarted(repository.Commit, Sum(repository, files.Concat(shards)));
                foreach (var shard in shards)
                {
                    await download.Run(shard, partial, cancellation).ConfigureAwait(false);
                }

                files.AddRange(shards);
            }

            return files;
        }

        private static (List<string> Required, string Weights) Choose(HubRepository repository)
        {
            if (!repository.Files.ContainsKey(ModelFolder.Config))
            {
                throw new HubException($"{repository.Name}: the repository has no config.json, so it holds no model. Check the name.");
            }

            var required = new List<string> { ModelFolder.Config };
            if (repository.Files.ContainsKey(ModelFolder.Preprocessor))
            {
                required.Add(ModelFolder.Preprocessor);
            }

            var weights = new[] { WeightFiles.Whole, WeightFiles.Index }.FirstOrDefault(repository.Files.ContainsKey);
            return weights is not null
                ? (required, weights)
                : throw new HubException(
                    $"{repository.Name}: there are no safetensors weights in this revision, and pickles, which can run code, are not read. Look for a "
                    + "converted revision (--revision refs/pr/N), or convert the model with transformers: save_pretrained.");
        }

        private static long? Sum(HubRepository repository, IEnumerable<string> files)
        {
            var sizes = files.Select(file => repository.Files.GetValueOrDefault(file)).ToArray();
            return sizes.All(size => size is not null) ? sizes.Sum() : null;
        }

        private static string[] ReadShards(string index)
        {
            try
            {
                using var json = JsonDocument.Parse(File.ReadAllBytes(index));
                var shards = json.RootElement.GetProperty("weight_map").EnumerateObject()
                    .Select(entry => entry.Value.GetString() ?? "")
                    .Distinct(StringComparer.Ordinal)
                    .ToArray();
                return shards.All(shard => shard == Path.GetFileName(shard) && shard.EndsWith(".safetensors", StringComparison.Ordinal))
                    ? shards
                    : throw new JsonException("It names files outside of the repository's root or of another kind.");
            }
            catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                throw new HubException($"{WeightFiles.Index}: the index is not one of safetensors shards. {error.Message}", error);
            }
        }
    }
}
