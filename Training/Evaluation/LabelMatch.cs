using System;
using System.Collections.Generic;
using System.Linq;
using Saccade.Training.Data;
using Saccade.Training.Naming;

namespace Saccade.Training.Evaluation
{
    /// <summary>Finds a data set's classes among a model's, by name: the two may be in different orders.</summary>
    internal static class LabelMatch
    {
        private const int MaxNames = 5;

        /// <summary>Whether a model knows all classes of a data set.</summary>
        internal static bool Fits(IReadOnlyList<string> modelLabels, IReadOnlyList<string> dataLabels) =>
            !dataLabels.Except(modelLabels, ClassName.Comparer).Any();

        /// <summary>The same files with indices into the model's labels.</summary>
        /// <param name="files">The files, with indices into the data set's labels.</param>
        /// <param name="data">The data set and its class names.</param>
        /// <param name="model">The model folder and its class names.</param>
        /// <exception cref="TrainingException">The model lacks a class, or has two of the same name.</exception>
        internal static LabelledFile[] Match(
            IReadOnlyList<LabelledFile> files,
            (string Directory, IReadOnlyList<string> Labels) data,
            (string Directory, IReadOnlyList<string> Labels) model)
        {
            var missing = data.Labels.Except(model.Labels, ClassName.Comparer).ToArray();
            if (missing.Length > 0)
            {
                throw new TrainingException(
                    $"labels: {missing.Length} of the {data.Labels.Count} classes in {data.Directory} are not among the "
                    + $"{model.Labels.Count} of {model.Directory}: {Name(missing)}; the model's are {Name(model.Labels)}. Point --model to "
                    + "one that was trained on these classes, or train one with saccade train.");
            }

            var twice = model.Labels.GroupBy(label => label, ClassName.Comparer).FirstOrDefault(
                group => group.Count() > 1 && data.Labels.Contains(group.Key, ClassName.Comparer));
            if (twice is not null)
            {
                throw new TrainingException(
                    $"labels: '{twice.Key}' is the name of {twice.Count()} classes of {model.Directory}, and pictures of {data.Directory} "
                    + "are called so. Rename the classes in config.json.");
            }

            var known = model.Labels.Select(ClassName.Normalize).ToList();
            var indices = data.Labels.Select(label => known.IndexOf(ClassName.Normalize(label))).ToArray();
            return files.Select(file => file.Several is { } several
                ? LabelledFile.ShowingSeveral(file.Path, several.Select(label => indices[label]))
                : file with { Label = indices[file.Label] }).ToArray();
        }

        private static string Name(IReadOnlyList<string> labels) =>
            string.Join(", ", labels.Take(MaxNames).Select(label => $"'{label}'")) + (labels.Count > MaxNames ? ", ..." : "");
    }
}
