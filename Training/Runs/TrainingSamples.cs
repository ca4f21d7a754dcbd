using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Saccade.Training.Data;
using Saccade.Training.Data.Augmenting;
using Saccade.Training.Data.Batches;
using Saccade.Training.Features;
using Saccade.Training.Fitting;
using Saccade.Training.Progress;
using TorchSharp;
using static TorchSharp.torch;

namespace Saccade.Training.Runs
{
    /// <summary>What a run learns from and is judged by: pictures, or what the frozen backbone makes of them.</summary>
    internal sealed class TrainingSamples : IDisposable
    {
        // Pictures may take this share of the memory that the process may use; what doesn't fit is decoded in every epoch.
        private const int CacheDivisor = 4;

        private readonly TrainingArguments _arguments;
        private readonly StartingModel _start;
        private readonly DataSet _data;
        private readonly PictureSet _train;
        private readonly PictureSet _validation;
        private readonly List<IDisposable> _owned;

        private TrainingSamples(TrainingArguments arguments, StartingModel start, DataSet data, PictureSet train, PictureSet validation)
        {
            _arguments = arguments;
            _start = start;
            _data = data;
            _train = train;
            _validation = validation;
            _owned = [train, validation];
            Train = new PixelBatches(train, Learning);
            Validation = new PixelBatches(validation, Judging);
            Learner = MakeLearner(start, start.Model.call, arguments.Trainer.LayerDecay) with
            {
                IsMultiLabel = data.IsMultiLabel,
                ClassWeights = arguments.ClassWeights == ClassWeighting.Balanced
                    ? ClassBalance.WeighClasses(data.Train, data.Labels.Count)
                    : null,
            };
        }

        /// <summary>The samples to learn from.</summary>
        internal IBatchSource Train { get; private set; }

        /// <summary>The samples to judge by.</summary>
        internal IBatchSource Validation { get; private set; }

        /// <summary>What is to be said of the pictures that were decoded so far, a sentence each.</summary>
        internal IEnumerable<string> Doubts => _train.Doubts.Concat(_validation.Doubts);

        /// <summary>The part of the model that the samples go through.</summary>
        internal Learner Learner { get; private set; }

        private BatchOptions Judging => MakeJudging(_arguments, _data);

        private BatchOptions Learning => Judging with
        {
            Shuffle = _arguments.Shuffle,
            Augmentation = _arguments.Augment,
            RandomAugment = _arguments.RandomAugment,
            Variation = _arguments.Variation,
            Mixup = _arguments.Mixup,
            Cutmix = _arguments.Cutmix,
            Seed = _arguments.Seed,
            Weights = _arguments.Sampling == SamplingKind.Balanced
                ? ClassBalance.WeighPictures(_data.Train, _data.Labels.Count)
                : null,
        };

        /// <summary>Decodes what fits into memory.</summary>
        internal static TrainingSamples Prepare(
            TrainingArguments arguments,
            StartingModel start,
            DataSet data,
            Action<string> note,
            CancellationToken cancellation)
        {
            var learnt = Prepare(data.Train, "training", start, note, cancellation, arguments.Augment);
            return new TrainingSamples(arguments, start, data, learnt, Prepare(data.Validation, "validation", start, note, cancellation));
        }

        /// <summary>How pictures become batches to judge by.</summary>
        internal static BatchOptions MakeJudging(TrainingArguments arguments, DataSet data) => new()
        {
            BatchSize = arguments.BatchSize,
            Workers = get_num_threads(),
            Classes = data.Labels.Count,
            IsMultiLabel = data.IsMultiLabel,
        };

        /// <summary>Decodes the pictures of one split, as far as they fit into memory.</summary>
        internal static PictureSet Prepare(
            IReadOnlyList<LabelledFile> files,
            string name,
            StartingModel start,
            Action<string> note,
            CancellationToken cancellation,
            Augmentation augmentation = Augmentation.None)
        {
            if (files.Count > 0)
            {
                note($"Decoding {files.Count} {name} pictures");
            }

            var cacheBytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / CacheDivisor;
            var (height, width) = start.PictureSize;
            var pictures = new PictureSet(
                files, start.Rule, width, height, cacheBytes, augmentation, "With --skip-bad such files are left out.");
            pictures.Prepare(get_num_threads(), cancellation, new SlowProgress(note, "Decoding", files.Count, TimeProvider.System));
            return pictures;
        }

        /// <summary>A learner of a model's trained parameters.</summary>
        internal static Learner MakeLearner(StartingModel start, Func<Tensor, Tensor> classify, double layerDecay = 1)
        {
            var trained = start.Model.named_parameters()
                .Where(named => named.parameter.requires_grad)
                .Select(named => new TrainedParameter(
                    named.name, named.parameter, Math.Pow(layerDecay, start.Model.GetDepth(named.name))));
            return new Learner(classify, start.Model.Classes, trained.ToArray())
            {
                SetLearning = learning => start.Model.train(learning),
                Device = start.Model.parameters().First().device,
            };
        }

        /// <summary>
        /// Where nothing but the head learns, replaces the pictures by what the frozen backbone makes of them, computed once and kept on
        /// the disk: of the views that were asked for, or of a picture's two faces where it has no more.
        /// </summary>
        /// <param name="directory">The folder for the features.</param>
        /// <param name="data">The data set's fingerprint.</param>
        /// <param name="note">Told what is done and how far it is.</param>
        /// <param name="cancellation">Stops the computation; what is done is kept.</param>
        /// <exception cref="TrainingException">A cache is asked for, but more than the head learns.</exception>
        internal void KeepFeatures(string directory, string data, Action<string> note, CancellationToken cancellation)
        {
            var views = _arguments.FeatureCache;
            if (_arguments.Train.Blocks != 0)
            {
                if (views > 0)
                {
                    throw new TrainingException(
                        $"--feature-cache {views} keeps what a frozen backbone computes, but with --train {_arguments.Train} it is "
                        + "not frozen. Leave one of them out.");
                }

                return;
            }

            if (views == 0 && !Learning.HasTwoFaces)
            {
                return;
            }

            _start.Model.eval();
            var place = new FeatureCachePlace(directory, FeatureCacheKey.HashWeights(_start.Model), data);
            using var engine = Learner.Device.type == DeviceType.CPU
                ? FeatureEngine.Open(_start.Model, _train, _arguments.Threads)
                : FeatureEngine.WithTorch(_start.Model);
            note($"Computing the frozen backbone's features once for all epochs, with {engine.Name}");
            var learning = views > 0
                ? CachedFeatureBatches.Open(place, "train", views, engine, _train, Learning, MakeProgress(note), cancellation)
                : CachedFeatureBatches.OpenFaces(place, "train", engine, _train, Learning, MakeProgress(note), cancellation);
            _owned.Add(learning);
            var judging = CachedFeatureBatches.OpenFaces(
                place, "validation", engine, _validation, Judging, MakeProgress(note), cancellation);
            _owned.Add(judging);
            (Train, Validation) = (learning, judging);
            Learner = Learner with { Classify = _start.Model.Classify };
        }

        private static Action<int, int> MakeProgress(Action<string> note)
        {
            SlowProgress? progress = null;
            return (done, total) =>
            {
                progress ??= new SlowProgress(note, "Computing features", total, TimeProvider.System, before: done);
                progress.Report(done);
            };
        }

        public void Dispose() => _owned.ForEach(owned => owned.Dispose());
    }
}
