using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Files;
using Saccade.Preprocessing;
using Saccade.Training.Checkpoints;
using Saccade.Training.Model;
using static TorchSharp.torch;

namespace Saccade.Training.ModelFolders
{
    /// <summary>A model folder with its weights loaded.</summary>
    public sealed class PretrainedModel : IDisposable
    {
        private PretrainedModel(ModelDescription folder, ImageClassifier model, IReadOnlyList<string> labels, LoadReport report)
        {
            Folder = folder;
            Model = model;
            Labels = labels;
            Report = report;
        }

        /// <summary>The folder.</summary>
        public ModelDescription Folder { get; }

        /// <summary>The model; it has a head if the weights have one.</summary>
        public ImageClassifier Model { get; }

        /// <summary>
        /// The class names in the order of the logits. Where the configuration names none they are LABEL_0, LABEL_1, as in
        /// transformers; without a head there are none.
        /// </summary>
        public IReadOnlyList<string> Labels { get; }

        /// <summary>What became of the checkpoint's tensors.</summary>
        public LoadReport Report { get; }

        /// <summary>Loads a model folder.</summary>
        /// <param name="directory">The folder.</param>
        /// <exception cref="ModelFileException">A JSON file is missing or wrong, or its labels aren't as many as the logits.</exception>
        /// <exception cref="InvalidDataException">The weights are missing, damaged, or contradict the configuration.</exception>
        public static PretrainedModel Load(string directory)
        {
            var folder = ModelDescription.Open(directory);
            var labels = FindLabels(folder);

            // Whether the weights fit the configuration shows without memory for it: what it asks for may be beyond all bounds.
            using (var shapes = new ImageClassifier(folder.ModelConfig, labels.Count, META))
            {
                Checkpoint.Inspect(shapes, directory, newHead: false);
            }

            var model = new ImageClassifier(folder.ModelConfig, labels.Count);
            try
            {
                var report = Checkpoint.Load(model, directory, newHead: false);
                model.eval();
                return new PretrainedModel(folder, model, labels, report);
            }
            catch
            {
                model.Dispose();
                throw;
            }
        }

        /// <summary>The class names of a model folder's head, see <see cref="Labels"/>.</summary>
        /// <param name="folder">The folder.</param>
        /// <exception cref="ModelFileException">There are other class names than logits.</exception>
        internal static IReadOnlyList<string> FindLabels(ModelDescription folder)
        {
            var classes = Checkpoint.CountClasses(folder.Directory, folder.ModelConfig);
            var labels = folder.ModelConfig.Labels;
            if (classes == 0)
            {
                return [];
            }

            ProblemTypes.RequireClasses(folder.ModelConfig.ProblemType, folder.Find(ModelLayout.Config));

            if (labels.Count == 0)
            {
                return Enumerable.Range(0, classes).Select(index => $"LABEL_{index}").ToArray();
            }

            return labels.Count == classes
                ? labels
                : throw new ModelFileException(
                    $"{folder.Find(ModelLayout.Config)}: there are {labels.Count} labels, but the head in the weights gives {classes} "
                    + "logits. Point to the config.json and the weights of one model.");
        }

        /// <summary>Lets go of the weights.</summary>
        public void Dispose() => Model.Dispose();
    }
}
