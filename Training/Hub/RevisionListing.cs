using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using Saccade.Files;
using Saccade.Training.Checkpoints;

namespace Saccade.Training.Hub
{
    /// <summary>What the hub says about a revision: its commit, and the names of its files.</summary>
    internal sealed partial class RevisionListing
    {
        private static readonly string[] PickleEndings = [".bin", ".pt", ".pth", ".ckpt", ".pkl"];

        private readonly Repository _repository;
        private readonly HashSet<string> _files;

        private RevisionListing(Repository repository, string commit, HashSet<string> files)
        {
            _repository = repository;
            Commit = commit;
            _files = files;
        }

        /// <summary>The commit, 40 hexadecimal digits.</summary>
        internal string Commit { get; }

        /// <summary>Reads the hub's answer.</summary>
        /// <exception cref="TrainingException">It is not what a hub answers.</exception>
        internal static RevisionListing Parse(byte[] json, Repository repository) =>
            Read(json, $"{repository.Name}: the hub's answer", root =>
            {
                var commit = ReadText(root.GetProperty("sha"));
                var files = root.GetProperty("siblings").EnumerateArray().Select(file => ReadText(file.GetProperty("rfilename")));
                return CommitPattern().IsMatch(commit)
                    ? new RevisionListing(repository, commit, files.ToHashSet(StringComparer.Ordinal))
                    : throw new JsonException($"sha is no commit: '{commit}'");
            });

        internal bool Has(string file) => _files.Contains(file);

        /// <summary>Finds the file of weights, or the index that names several.</summary>
        /// <exception cref="TrainingException">There is no model in this repository that can be read without running code.</exception>
        internal string FindWeights()
        {
            if (!Has(ModelLayout.Config))
            {
                throw new TrainingException(
                    $"{_repository.Name}: there is no {ModelLayout.Config} at '{_repository.Revision}', so no model that Transformers or "
                    + "Saccade reads. Check the name and --revision.");
            }

            if (Has(ModelLayout.Weights) || Has(WeightFiles.Index))
            {
                return Has(ModelLayout.Weights) ? ModelLayout.Weights : WeightFiles.Index;
            }

            var pickle = _files.Order(StringComparer.Ordinal).FirstOrDefault(
                file => !file.Contains('/') && PickleEndings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)));
            throw new TrainingException(
                $"{_repository.Name}: there is no {ModelLayout.Weights} at '{_repository.Revision}'"
                + (pickle is null ? ". " : ", only pickles, which may run code when they are read. ")
                + "Look for a converted revision (--revision refs/pr/NUMBER) among the repository's discussions, or load the model in "
                + "Python with Transformers' from_pretrained and save it with save_pretrained.");
        }

        /// <summary>Reads which files the index names.</summary>
        /// <exception cref="TrainingException">
        /// It is no index, names a file of another kind or place, or one that the repository doesn't have.
        /// </exception>
        internal string[] ReadShards(byte[] json)
        {
            var shards = Read(json, $"{_repository.Name}: {WeightFiles.Index}", root =>
                root.GetProperty("weight_map").EnumerateObject().Select(tensor => ReadText(tensor.Value)).Distinct().ToArray());
            return Array.Find(shards, shard => !ShardPattern().IsMatch(shard) || !Has(shard)) is { } wrong
                ? throw new TrainingException(
                    $"{_repository.Name}: {WeightFiles.Index} names '{Printable(wrong)}'; expected safetensors files beside it, such as "
                    + "model-00001-of-00002.safetensors. The repository is broken; look for another revision.")
                : shards.Length > 0 ? shards
                : throw new TrainingException($"{_repository.Name}: {WeightFiles.Index} names no file of weights.");
        }

        private static T Read<T>(byte[] json, string what, Func<JsonElement, T> read)
        {
            try
            {
                using var document = JsonDocument.Parse(json);
                return read(document.RootElement);
            }
            catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
            {
                // A property that is missing or of another type, or text that is no UTF-8, gives one of these.
                throw new TrainingException($"{what} is not what it should be: {Printable(error.Message)} Check HF_ENDPOINT.", error);
            }
        }

        private static string ReadText(JsonElement value) => value.GetString() ?? throw new JsonException("null where a text belongs");

        private static string Printable(string text) =>
            new string(text.Take(200).Select(letter => char.IsControl(letter) ? '?' : letter).ToArray());

        [GeneratedRegex(@"^[0-9a-f]{40}\z")]
        private static partial Regex CommitPattern();

        [GeneratedRegex(@"^\w[\w.-]{0,200}\.safetensors\z", RegexOptions.ECMAScript)]
        private static partial Regex ShardPattern();
    }
}
