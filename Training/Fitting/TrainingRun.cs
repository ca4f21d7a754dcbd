using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using Saccade.Preprocessing;
using Saccade.Training.Checkpoints;
using Saccade.Training.Data;
using Saccade.Training.Export;
using Saccade.Training.Folder;
using Saccade.Training.Model;
using Saccade.Training.Reports;
using static TorchSharp.torch;

namespace Saccade.Training.Fitting
{
    /// <summary>A training run from the folders it reads to the folder it writes.</summary>
    public static class TrainingRun
    {
        // Pictures may take this share of the memory that the process may use; what doesn't fit is decoded in every epoch.
        private const int CacheDivisor = 4;

        /// <summary>Trains a model and writes it.</summary>
        /// <param name="arguments">What to do.</param>
        /// <param name="observer">Told how it goes.</param>
        /// <param name="cancellation">Stops the run at the next step; the output folder keeps the model that it had.</param>
        /// <returns>What was made.</returns>
        /// <exception cref="TrainingException">The data, the settings or the output folder can't be worked with.</exception>
        /// <exception cref="ModelFileException">The model folder is incomplete or wrong.</exception>
        /// <exception cref="InvalidDataException">The weights are damaged or contradict the configuration.</exception>
        /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
        public static FinishReport Execute(TrainingArguments arguments, ITrainingObserver observer, CancellationToken cancellation)
        {
            var clock = Stopwatch.StartNew();
            if (arguments.Threads > 0)
            {
                set_num_threads(arguments.Threads);
            }

            using var scope = NewDisposeScope();
            manual_seed(arguments.Seed);
            var folder = ModelFolder.Open(arguments.Model);
            var data = DataSet.Open(arguments.Data, new DataOptions { PreferredOrder = folder.ModelConfig.Labels });
            var config = MakeConfig(arguments, folder);
            var sizes = ModelConfig.Parse(config, folder.Find(ModelFolder.Config));
            using var model = LoadModel(arguments, folder, sizes, data.Labels, out var newHead);
            model.SetBackboneTrainable(arguments.Train == TrainedPart.All);
            using var writer = ModelFolderWriter.Begin(arguments.Output);
            using var log = new TrainingLog(Path.Combine(arguments.Output, ModelFolder.Training), arguments);
            var observers = new ObserverGroup(observer, log);

            using var train = Prepare(data.Train, "training", folder, observers, cancellation);
            using var validation = Prepare(data.Validation, "validation", folder, observers, cancellation);
            observers.OnStarted(new StartReport(
                data.Labels,
                train.Count,
                validation.Count,
                data.Test.Count,
                model.TrainableParameterCount,
                model.ParameterCount,
                arguments.Trainer.Epochs,
                newHead));

            var (epoch, evaluation) = Fit(arguments, model, train, validation, observers, cancellation);
            var testAccuracy = Test(arguments, model, folder, data.Test, observers, cancellation);

            observers.OnNote("Writing the model");
            log.WriteReports(data.Labels, evaluation.Confusion);
            Write(writer, model, folder, config, data.Labels);
            cancellation.ThrowIfCancellationRequested();
            writer.Commit();

            var report = new FinishReport(
                Path.GetFullPath(arguments.Output),
                epoch,
                evaluation.Loss,
                evaluation.Confusion.Accuracy,
                evaluation.Confusion.MacroAccuracy,
                testAccuracy,
                clock.Elapsed.TotalSeconds);
            observers.OnFinished(report);
            return report;
        }

        // The text of the model's configuration with the head that is asked for.
        private static string MakeConfig(TrainingArguments arguments, ModelFolder folder)
        {
            var text = File.ReadAllText(folder.Find(ModelFolder.Config));
            return arguments.HeadHiddenSize is { } size ? ConfigText.WithHead(text, size, arguments.HeadDropout) : text;
        }

        private static ImageClassifier LoadModel(
            TrainingArguments arguments, ModelFolder folder, ModelConfig config, IReadOnlyList<string> labels, out bool newHead)
        {
            newHead = arguments.FromScratch
                || config.HeadHiddenSize != folder.ModelConfig.HeadHiddenSize
                || !labels.SequenceEqual(folder.ModelConfig.Labels, StringComparer.Ordinal);
            if (!arguments.FromScratch && !WeightFiles.Exist(folder.Directory))
            {
                throw new TrainingException(
                    $"{folder.Find(WeightFiles.Whole)}: the file is missing. Point --model to a whole model folder, or train "
                    + "--from-scratch.");
            }

            if (!arguments.FromScratch)
            {
                newHead = newHead || Checkpoint.CountClasses(folder.Directory, config) == 0;

                // Before memory is asked for: do the weights fit the configuration?
                using var shapes = new ImageClassifier(config, labels.Count, META);
                Checkpoint.Inspect(shapes, folder.Directory, newHead);
            }

            var model = new ImageClassifier(config, labels.Count);
            if (arguments.FromScratch)
            {
                Initialization.FromScratch(model);
                return model;
            }

            if (newHead)
            {
                Initialization.NewHead(model);
            }

            Checkpoint.Load(model, folder.Directory, newHead);
            return model;
        }

        private static PictureSet Prepare(
            IReadOnlyList<LabelledFile> files, string name, ModelFolder folder, ObserverGroup observer, CancellationToken cancellation)
        {
            observer.OnNote($"Decoding {files.Count} {name} pictures");
            var cacheBytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / CacheDivisor;
            var (height, width) = OnnxExporter.FindPictureSize(folder.ModelConfig, folder.Rule);
            var pictures = new PictureSet(files, folder.Rule, width, height, cacheBytes);
            pictures.Prepare(get_num_threads(), cancellation);
            return pictures;
        }

        private static (int Epoch, Evaluation Evaluation) Fit(
            TrainingArguments arguments,
            ImageClassifier model,
            PictureSet train,
            PictureSet validation,
            ObserverGroup observer,
            CancellationToken cancellation)
        {
            var trained = model.parameters().Where(parameter => parameter.requires_grad).ToArray();
            var judging = new BatchOptions { BatchSize = arguments.BatchSize, Workers = get_num_threads() };
            var learning = judging with { Shuffle = true, Augmentation = arguments.Augment, Seed = arguments.Seed };
            if (arguments is not { Train: TrainedPart.Head, CacheFeatures: true, Augment: Augmentation.None or Augmentation.Flip })
            {
                var trainer = new Trainer(model.call, trained, model.Classes, arguments.Trainer, model.train);
                return trainer.Fit(new PixelBatches(train, learning), new PixelBatches(validation, judging), observer, cancellation);
            }

            observer.OnNote("Computing the frozen backbone's features, once for all epochs");
            using var trainFeatures = new FeatureBatches(model.Backbone.call, train, learning, cancellation);
            using var validationFeatures = new FeatureBatches(model.Backbone.call, validation, judging, cancellation);
            var headTrainer = new Trainer(model.Classify, trained, model.Classes, arguments.Trainer, model.train);
            return headTrainer.Fit(trainFeatures, validationFeatures, observer, cancellation);
        }

        private static double? Test(
            TrainingArguments arguments,
            ImageClassifier model,
            ModelFolder folder,
            IReadOnlyList<LabelledFile> files,
            ObserverGroup observer,
            CancellationToken cancellation)
        {
            if (files.Count == 0)
            {
                return null;
            }

            using var pictures = Prepare(files, "test", folder, observer, cancellation);
            var trainer = new Trainer(model.call, [], model.Classes, arguments.Trainer, model.train);
            var options = new BatchOptions { BatchSize = arguments.BatchSize, Workers = get_num_threads() };
            return trainer.Evaluate(new PixelBatches(pictures, options), cancellation).Confusion.Accuracy;
        }

        private static void Write(
            ModelFolderWriter writer, ImageClassifier model, ModelFolder folder, string config, IReadOnlyList<string> labels)
        {
            writer.Write(ModelFolder.Config, path => File.WriteAllText(path, ConfigText.WithLabels(config, labels)));
            writer.Write(ModelFolder.Preprocessor, path => File.WriteAllText(path, folder.Rule.ToJson()));
            writer.Write(ModelFolder.Weights, path => Checkpoint.Save(model, path));
            writer.Write(ModelFolder.Onnx, path => OnnxExporter.Export(model, labels, folder.Rule, path));
        }
    }
}
