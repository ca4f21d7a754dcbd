using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using Saccade.Files;
using Saccade.Host.Tooling;
using Saccade.Preprocessing;
using Saccade.Training.Data;
using Saccade.Training.Data.Augmenting;
using Saccade.Training.Data.Batches;
using Saccade.Training.Features;
using Saccade.Training.Fitting;
using Saccade.Training.Model;
using Saccade.Training.Progress;
using static TorchSharp.torch;

namespace Saccade.Benchmarks.Comparison
{
    /// <summary>A head's training through the frozen backbone and from cached features, part by part.</summary>
    internal sealed class FeatureComparison : IDisposable
    {
        private const int Classes = 37;
        private const int Side = 224;
        private const int Files = 32;
        private const string Plain = "through the backbone, an epoch";
        private const string View = "a view of the training pictures for the cache";
        private const string Validation = "the validation pictures for the cache";
        private const string Head = "from the cache, an epoch";

        private const string Config =
            """
            { "model_type": "vit", "hidden_size": 192, "num_attention_heads": 3, "intermediate_size": 768 }
            """;

        private static readonly BatchOptions Judging = new() { BatchSize = 32, Workers = Environment.ProcessorCount };

        private static readonly BatchOptions Learning = Judging with { Shuffle = true, Augmentation = Augmentation.Tutorial };

        private readonly string _folder;
        private readonly ImageClassifier _model;
        private readonly PictureSet _train;
        private readonly PictureSet _validation;
        private readonly FeatureEngine _engine;
        private readonly double _opening;
        private int _caches;

        /// <summary>Draws the pictures, decodes them, and makes the model.</summary>
        /// <param name="folder">Where pictures and caches go.</param>
        /// <param name="count">Pictures of either split.</param>
        internal FeatureComparison(string folder, int count)
        {
            _folder = folder;
            var paths = Enumerable.Range(0, Math.Min(Files, count)).Select(i => Path.Combine(folder, $"{i}.jpg")).ToArray();
            foreach (var path in paths)
            {
                SyntheticPhotograph.Write(path, 500, 375);
            }

            var files = Enumerable.Range(0, count).Select(i => new LabelledFile(paths[i % paths.Length], i % Classes)).ToArray();
            _train = Prepare(files, Augmentation.Tutorial);
            _validation = Prepare(files, Augmentation.None);
            random.manual_seed(1);
            _model = new ImageClassifier(ModelConfig.Parse(Config, ModelLayout.Config), Classes);
            Initialization.FromScratch(_model);
            _model.SetTrainable(blocks: 0);
            var start = Stopwatch.GetTimestamp();
            _engine = FeatureEngine.Open(_model, _train);
            _opening = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        /// <summary>Measures the parts and adds them up.</summary>
        /// <param name="rounds">How often each part runs.</param>
        /// <param name="views">Views of each picture in the cache.</param>
        /// <param name="epochs">Epochs of the training.</param>
        /// <param name="onRound">Called after each round.</param>
        /// <returns>The table.</returns>
        internal string Measure(int rounds, int views, int epochs, Action onRound)
        {
            using var train = Cache(_train, Learning);
            using var validation = Cache(_validation, Judging);
            Contestant[] contestants =
            [
                Contestant.Time(Plain, () => Fit(_model.call, new PixelBatches(_train, Learning), new PixelBatches(_validation, Judging))),
                Contestant.Time(View, () => Cache(_train, Learning).Dispose()),
                Contestant.Time(Validation, () => Cache(_validation, Judging).Dispose()),
                Contestant.Time(Head, () => Fit(_model.Classify, train, validation)),
            ];
            var results = Measurement.Take(contestants, rounds, onRound);
            double Find(string name) => results.Single(result => result.Name == name).Milliseconds / 1000;
            var plain = epochs * Find(Plain);
            var cached = _opening / 1000 + views * Find(View) + Find(Validation) + epochs * Find(Head);
            var table = MarkdownTable.Write(
                [$"A head's training, {_train.Count} pictures and as many to validate", "ms", "ratio", "quartiles", "to"],
                results.Select(result => result.Describe()));
            return $"{table}\n{epochs} epochs through the backbone: {plain:0.0} s. From a cache of {views} views, computed by "
                + $"{_engine.Name}: {cached:0.0} s, the cache included, which is {plain / cached:0.0} times as fast.\n";
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _engine.Dispose();
            _model.Dispose();
            _train.Dispose();
            _validation.Dispose();
        }

        private static PictureSet Prepare(LabelledFile[] files, Augmentation augmentation)
        {
            PictureSet pictures = new(files, PreprocessingRule.Stretch(Side, Side), Side, Side, long.MaxValue, augmentation);
            pictures.Prepare(Environment.ProcessorCount, CancellationToken.None);
            return pictures;
        }

        private CachedFeatureBatches Cache(PictureSet pictures, BatchOptions options)
        {
            var folder = Path.Combine(_folder, $"cache-{_caches++}");
            return CachedFeatureBatches.Open(
                new FeatureCachePlace(folder, "", ""), "features", 1, _engine, pictures, options, null, CancellationToken.None);
        }

        private void Fit(Func<Tensor, Tensor> classify, IBatchSource train, IBatchSource validation)
        {
            TrainerOptions options = new() { Epochs = 1 };
            TrainedParameter[] head = [new("weight", _model.Head!.Output.weight), new("bias", _model.Head.Output.bias!)];
            using AdamW optimizer = new(head, options.WeightDecay);
            Trainer trainer = new(new Learner(classify, Classes, head), options, 1, TimeProvider.System);
            trainer.Fit(train, validation, new TrainingState(), optimizer, new NoStore(), new Silence(), CancellationToken.None);
        }

        private sealed class NoStore : ITrainingStore
        {
            public void Save(TrainingState state, AdamW optimizer)
            {
            }

            public void SaveBest()
            {
            }
        }

        private sealed class Silence : ITrainerObserver
        {
            public void OnStep(StepReport report)
            {
            }

            public void OnEpoch(EpochReport report)
            {
            }
        }
    }
}
