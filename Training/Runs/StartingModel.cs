using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Files;
using Saccade.Preprocessing;
using Saccade.Training.Checkpoints;
using Saccade.Training.Export;
using Saccade.Training.Model;
using Saccade.Training.ModelFolders;
using Saccade.Training.Naming;
using static TorchSharp.torch;

namespace Saccade.Training.Runs
{
    /// <summary>The model that a run begins with, and all that the trained folder will say of it.</summary>
    internal sealed class StartingModel : IDisposable
    {
        private StartingModel(ImageClassifier model, string config, PreprocessingRule rule, bool hasNewHead, string? sizeChange)
        {
            SizeChange = sizeChange;
            Model = model;
            Config = config;
            Rule = rule;
            HasNewHead = hasNewHead;
        }

        /// <summary>The model.</summary>
        internal ImageClassifier Model { get; }

        /// <summary>The text of its <c>config.json</c>, with the head that was asked for and the labels it had.</summary>
        internal string Config { get; }

        /// <summary>How pictures are brought to its size.</summary>
        internal PreprocessingRule Rule { get; }

        /// <summary>Whether the head starts from nothing.</summary>
        internal bool HasNewHead { get; }

        /// <summary>What was done to the model because its pictures get another size; null for nothing.</summary>
        internal string? SizeChange { get; }

        /// <summary>The size of its pictures.</summary>
        internal (int Height, int Width) PictureSize => OnnxExporter.FindPictureSize(Model.Config, Rule);

        public void Dispose() => Model.Dispose();

        /// <summary>Loads or makes the model.</summary>
        /// <param name="arguments">What to do.</param>
        /// <param name="folder">The folder to start from.</param>
        /// <param name="labels">The classes of the data, in the order of the logits.</param>
        /// <param name="isMultiLabel">Whether a picture may show several of them.</param>
        /// <exception cref="TrainingException">There are no weights.</exception>
        /// <exception cref="InvalidDataException">The weights are damaged or contradict the configuration.</exception>
        internal static StartingModel Load(
            TrainingArguments arguments, ModelDescription folder, IReadOnlyList<string> labels, bool isMultiLabel)
        {
            var text = JsonFile.ReadText(folder.Find(ModelLayout.Config));
            text = arguments.HeadHiddenSize is { } size ? ConfigText.WithHead(text, size, arguments.HeadDropout) : text;
            var config = ModelConfig.Parse(text, folder.Find(ModelLayout.Config));
            var newHead = arguments.FromScratch
                || arguments.NewHead
                || config.HeadHiddenSize != folder.ModelConfig.HeadHiddenSize
                || !labels.SequenceEqual(folder.ModelConfig.Labels, ClassName.Comparer);
            var rule = FindRule(arguments, folder);
            var sides = PictureSizes.FindChange(config, rule, arguments.ImageSize);
            var sizeChange = sides is { } change ? PictureSizes.Describe(config, change) : null;
            if (!newHead)
            {
                ProblemTypes.RequireClasses(config.ProblemType, folder.Find(ModelLayout.Config));
            }

            // What is learnt decides, whatever the head was that the folder had.
            text = ConfigText.WithProblemType(text, isMultiLabel ? ProblemTypes.MultiLabel : ProblemTypes.SingleLabel);
            text = sides is { } wanted ? ConfigText.WithPictureSize(text, wanted.Height, wanted.Width) : text;
            var sized = ModelConfig.Parse(text, folder.Find(ModelLayout.Config));
            var model = Load(arguments, folder, (config, sized), labels.Count, ref newHead);
            model.SetTrainable(arguments.Train.Blocks);
            model.SetStochasticDepth(arguments.StochasticDepth);
            return new StartingModel(model, text, rule, newHead, sizeChange);
        }

        /// <summary>The rule by which pictures are brought to the model's size.</summary>
        private static PreprocessingRule FindRule(TrainingArguments arguments, ModelDescription folder)
        {
            var rule = PictureSizes.Choose(folder.ModelConfig, folder.Rule, arguments.ImageSize);
            var (height, width) = OnnxExporter.FindPictureSize(folder.ModelConfig, rule);
            return arguments.Preprocess == EvaluationTransform.Tutorial ? rule.WithCentreCrop(width, height) : rule;
        }

        private static ImageClassifier Resize(ImageClassifier model, ModelConfig wanted)
        {
            using (model)
            {
                return PictureResizing.Apply(model, wanted);
            }
        }

        private static ImageClassifier Load(
            TrainingArguments arguments,
            ModelDescription folder,
            (ModelConfig Stored, ModelConfig Wanted) configs,
            int classes,
            ref bool newHead)
        {
            // What differs beside the size are words, which no weight depends on.
            var (stored, wanted) = configs;
            var isSized = (stored.GridHeight, stored.GridWidth) == (wanted.GridHeight, wanted.GridWidth);
            var config = isSized ? wanted : stored;
            if (arguments.FromScratch)
            {
                var fresh = new ImageClassifier(wanted, classes, ComputeDevice.Open(arguments.Device));
                Initialization.FromScratch(fresh);
                return fresh;
            }

            if (!WeightFiles.Exist(folder.Directory))
            {
                throw new TrainingException(
                    MistakenFolder.ExplainContent(folder.Directory)
                    ?? $"{folder.Find(WeightFiles.Whole)}: the file is missing. Point --model to a whole model folder, or train "
                    + "--from-scratch.");
            }

            newHead = newHead || Checkpoint.CountClasses(folder.Directory, config) == 0;

            // Before memory is asked for: do the weights fit the configuration?
            using (var shapes = new ImageClassifier(config, classes, META))
            {
                Checkpoint.Inspect(shapes, folder.Directory, newHead);
            }

            var model = new ImageClassifier(config, classes, ComputeDevice.Open(arguments.Device));
            if (newHead)
            {
                Initialization.NewHead(model);
            }

            Checkpoint.Load(model, folder.Directory, newHead);
            return isSized ? model : Resize(model, wanted);
        }
    }
}
