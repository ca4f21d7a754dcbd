using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Saccade.Training.Checkpoints;
using Saccade.Training.Folder;

namespace Saccade.Training.Hub
{
    /// <summary>What the hub says of a repository at a revision: its commit and its files.</summary>
    internal sealed class RepositoryListing
    {
        private static readonly string[] Unsafe = [".bin", ".pt", ".pth", ".ckpt", ".pkl", ".h5", ".msgpack", ".ot"];

        private RepositoryListing(string commit, HashSet<string> files)
        {
            Commit = commit;
            Files = files;
        }

        /// <summary>The commit's SHA-1. All files are taken from it, whatever is pushed meanwhile.</summary>
        internal string Commit { get; }

        /// <summary>The paths of all files.</summary>
        internal IReadOnlySet<string> Files { get; }

        /// <summary>Reads the hub's JSON.</summary>
        /// <exception cref="InvalidDataException">It isn't what a hub answers.</exception>
        internal static RepositoryListing Parse(ReadOnlyMemory<byte> json)
        {
            try
            {
                using var document = JsonDocument.Parse(json);
                var commit = document.RootElement.GetProperty("sha").GetString();
                if (!BlobHash.IsSha1(commit))
                {
                    throw new InvalidDataException($"sha is '{commit?.Printable()}'; expected 40 hexadecimal digits.");
                }

                var files = document.RootElement.GetProperty("siblings").EnumerateArray()
                    .Select(sibling => sibling.GetProperty("rfilename").GetString() ?? "");
                return new RepositoryListing(commit!, files.ToHashSet(StringComparer.Ordinal));
            }
            catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException)
            {
                throw new InvalidDataException($"expected a JSON object with sha and siblings. {error.Message.Printable()}", error);
            }
        }

        /// <summary>The files of the model without its shards, the weights or their index last.</summary>
        /// <exception cref="TrainingException">The repository lacks what a model needs.</exception>
        internal IReadOnlyList<string> ChooseFiles(HubRepository repository)
        {
            if (!Files.Contains(ModelFolder.Config))
            {
                throw new TrainingException(
                    $"{repository.Name}: there is no {ModelFolder.Config}, so this is no model that can be read. Choose one in the layout "
                    + "of transformers or timm.");
            }

            string[] weights = [WeightFiles.Whole, WeightFiles.Index];
            var found = Array.Find(weights, Files.Contains) ?? throw DescribeNoWeights(repository);
            string[] wanted = [ModelFolder.Config, ModelFolder.Preprocessor, found];
            return wanted.Where(Files.Contains).ToArray();
        }

        private TrainingException DescribeNoWeights(HubRepository repository)
        {
            var others = Files
                .Where(file => !file.Contains('/') && Unsafe.Contains(Path.GetExtension(file)))
                .Order(StringComparer.Ordinal)
                .ToArray();
            var what = others.Length == 0
                ? $"neither {WeightFiles.Whole} nor {WeightFiles.Index}"
                : $"no safetensors, only {string.Join(", ", others.Take(3)).Printable()}, and such files can run code when they are opened";
            return new TrainingException(
                $"{repository.Name}: there is {what}. Look under the repository's Community tab for a converted revision and take it with "
                + "--revision refs/pr/N, or convert with transformers: load it there and call save_pretrained.");
        }
    }
}
