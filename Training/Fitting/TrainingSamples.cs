using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Saccade.Training.Data;
using static TorchSharp.torch;

namespace Saccade.Training.Fitting
{
    /// <summary>What a run learns from and is judged by: pictures, or what the frozen backbone makes of them.</summary>
    internal sealed class TrainingSamples : IDisposable
    {
        // Pictures may take this share of the memory that the process may use; what doesn't fit is decoded in every epoch.
        private const int CacheDivisor = 4;

        private readonly TrainingArguments _arguments;
        private readonly StartingModel _start;
        private readonly PictureSet _train;
        private readonly PictureSet _validation;
        private readonly List<IDisposable> _owned;

        private TrainingSamples(TrainingArguments arguments, StartingModel start, PictureSet train, PictureSet validation)
        {
            _arguments = arguments;
            _start = start;
            _train = train;
            _validation = validation;
            _owned = [train, validation];
            Train = new PixelBatches(train, Learning);
            Validation = new PixelBatches(validation, Judging);
            Learner = MakeLearner(start, start.Model.call, arguments.Trainer.LayerDecay);
        }

        /// <summary>The samples to learn from.</summary>
        internal IBatchSource Train { get; private set; }

        /// <summary>The samples to judge by.</summary>
        internal IBatchSource Validation { get; private set; }

        /// <summary>The part of the model that the samples go through.</summary>
        internal Learner Learner { get; private set; }

        private BatchOptions Judging => new() { BatchSize = _arguments.BatchSize, Workers = get_num_threads() };

        private BatchOptions Learning => Judging with
        {
            Shuffle = _arguments.Shuffle,
            Augmentation = _arguments.Augment,
            Seed = _arguments.Seed,
        };

        /// <summary>Decodes what fits into memory.</summary>
        internal static TrainingSamples Prepare(
            TrainingArguments arguments,
            StartingModel start,
            IReadOnlyList<LabelledFile> train,
            IReadOnlyList<LabelledFile> validation,
            Action<string> note,
            CancellationToken cancellation)
        {
            var learnt = Prepare(train, "training", start, note, cancellation);
            return new TrainingSamples(arguments, start, learnt, Prepare(validation, "validation", start, note, cancellation));
        }

        /// <summary>Decodes the pictures of one split, as far as they fit into memory.</summary>
        internal static PictureSet Prepare(
            IReadOnlyList<LabelledFile> files, string name, StartingModel start, Action<string> note, CancellationToken cancellation)
        {
            note($"Decoding {files.Count} {name} pictures");
            var cacheBytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / CacheDivisor;
            var pictures = new PictureSet(files, start.Rule, start.PictureSize.Width, start.PictureSize.Height, cacheBytes);
            pictures.Prepare(get_num_threads(), cancellation);
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
        /// Where nothing but the head learns and a picture has at most two faces, replaces the pictures by their features, computed once:
        /// the same training, and far faster.
        /// </summary>
        internal void CacheFeatures(Action<string> note, CancellationToken cancellation)
        {
            if (_arguments is not { Train.Blocks: 0, CacheFeatures: true, Augment: Augmentation.None or Augmentation.Flip })
            {
                return;
            }

            note("Computing the frozen backbone's features, once for all epochs");
            _start.Model.eval();
            FeatureBatches Compute(PictureSet pictures, BatchOptions options)
            {
                var features = new FeatureBatches(_start.Model.Backbone.call, pictures, options, cancellation);
                _owned.Add(features);
                return features;
            }

            Train = Compute(_train, Learning);
            Validation = Compute(_validation, Judging);
            Learner = Learner with { Classify = _start.Model.Classify };
        }

        public void Dispose()
        {
            _owned.ForEach(owned => owned.Dispose());
        }
    }
}
