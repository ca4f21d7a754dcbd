using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Saccade.Files;
using Saccade.Training.Checkpoints;
using Saccade.Training.Download;
using Saccade.Training.ModelFolders;

namespace Saccade.Training.Hub
{
    /// <summary>Takes a model from the hub into a model folder: the files that are needed and no others, all of one commit.</summary>
    /// <remarks>
    /// They grow in <c>DIR.partial</c> and are moved into DIR together, when each is whole and checked; until then DIR is as it was.
    /// </remarks>
    internal sealed class ModelPull : IDisposable
    {
        private const int LongestJson = 64 << 20;

        private readonly Repository _repository;
        private readonly string _output;
        private readonly DownloadSettings _settings;
        private readonly IDownloadObserver _observer;
        private readonly ServerConnection _hub;

        // Every file of the model, and where it is now: in the partial folder, or in the output folder already.
        private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

        private ModelPull(Repository repository, string output, DownloadSettings settings, IDownloadObserver observer)
        {
            _repository = repository;
            _output = Path.TrimEndingDirectorySeparator(Path.GetFullPath(output));
            _settings = settings;
            _observer = observer;
            _hub = new ServerConnection(settings, response => Refusal.Describe(response, repository, settings));
        }

        /// <summary>Pulls a model.</summary>
        /// <param name="repository">What to take.</param>
        /// <param name="output">The model folder; a model that is there already is exchanged at the end, whole.</param>
        /// <param name="settings">Where the hub is.</param>
        /// <param name="observer">Follows the pull.</param>
        /// <param name="cancellation">Stops it; what has come stays for the next one.</param>
        /// <returns>What was done.</returns>
        /// <exception cref="TrainingException">The model can't be had or written; the message says why.</exception>
        /// <exception cref="InvalidDataException">The weights are no safetensors file.</exception>
        /// <exception cref="OperationCanceledException">The pull was stopped.</exception>
        internal static async Task<PullReport> RunAsync(
            Repository repository, string output, DownloadSettings settings, IDownloadObserver observer, CancellationToken cancellation)
        {
            using var pull = new ModelPull(repository, output, settings, observer);
            return await pull.RunAsync(cancellation);
        }

        public void Dispose() => _hub.Dispose();

        private async Task<PullReport> RunAsync(CancellationToken cancellation)
        {
            if (File.Exists(_output))
            {
                throw new TrainingException($"{_output}: a file is there; expected a folder or nothing. Choose another --output.");
            }

            var address = _repository.DescribeAt(_settings.Endpoint);
            var json = await new Retries(_settings, _observer).RunAsync(
                () => _hub.ReadAllAsync(address, LongestJson, cancellation), cancellation);
            var listing = RevisionListing.Parse(json, _repository);
            var weights = listing.FindWeights();
            _observer.OnNote($"{_repository.Name} at {_repository.Revision}, commit {listing.Commit}");

            using var partial = PartialFolder.Open(_output, $"{_repository.Name}@{listing.Commit}", _observer);
            await FetchAsync(ModelLayout.Config);
            if (listing.Has(ModelLayout.Preprocessor))
            {
                await FetchAsync(ModelLayout.Preprocessor);
            }

            await FetchAsync(weights);
            if (weights == WeightFiles.Index)
            {
                foreach (var shard in listing.ReadShards(await File.ReadAllBytesAsync(_files[weights], cancellation)))
                {
                    await FetchAsync(shard);
                }
            }

            var report = new PullReport(
                _output,
                listing.Commit,
                _files.Values.Sum(path => new FileInfo(path).Length),
                _files.Values.All(path => Path.GetDirectoryName(path) == _output));
            if (!report.WasThere)
            {
                MoveIntoPlace(new HubOrigin(_repository.Name, _repository.Revision, listing.Commit));
            }

            partial.Finish();
            return report;

            async Task FetchAsync(string file)
            {
                var isJson = file.EndsWith(".json", StringComparison.Ordinal);
                var download = new FileDownload(_hub, _settings, _observer)
                {
                    Address = _repository.FileAt(_settings.Endpoint, listing.Commit, file),
                    Path = partial.Find(file),
                    Existing = Path.Combine(_output, file),
                    MaxLength = isJson ? LongestJson : long.MaxValue,
                    NeedsHash = !isJson,
                };
                _files[file] = await download.RunAsync(cancellation) ? download.Existing : download.Path;
                if (_files[file] == download.Path && !isJson)
                {
                    CheckWeights(download.Path);
                }
            }
        }

        private static void CheckWeights(string path)
        {
            try
            {
                SafetensorsFile.Open(path).Dispose();
            }
            catch (InvalidDataException)
            {
                // The hub holds it like that: more of it would not help.
                File.Delete(path);
                throw;
            }
        }

        private void MoveIntoPlace(HubOrigin origin)
        {
            var moved = new List<(string From, string To)>();
            using var writer = ModelFolderWriter.Begin(_output);
            try
            {
                foreach (var (file, source) in _files)
                {
                    writer.Write(file, target => Stage(source, target, moved));
                }

                writer.Write(HubOrigin.File, origin.Write);
                writer.Commit();
            }
            catch
            {
                // The writer deletes what it was given; a download is worth keeping.
                moved.ForEach(file => File.Move(file.To, file.From));
                throw;
            }
        }

        private void Stage(string source, string target, List<(string From, string To)> moved)
        {
            if (Path.GetDirectoryName(source) == _output)
            {
                File.Copy(source, target);
                return;
            }

            File.Move(source, target);
            moved.Add((source, target));
        }
    }
}
