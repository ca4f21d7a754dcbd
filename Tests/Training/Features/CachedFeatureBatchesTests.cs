using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using NUnit.Framework;
using Saccade.Preprocessing;
using Saccade.Training.Checkpoints;
using Saccade.Training.Data;
using Saccade.Training.Data.Augmenting;
using Saccade.Training.Data.Batches;
using Saccade.Training.Features;
using Saccade.Training.Fitting;
using Saccade.Training.Model;
using Saccade.Training.Progress;
using static TorchSharp.torch;

namespace Saccade.Training.Tests.Features
{
    public sealed class CachedFeatureBatchesTests
    {
        private static readonly PreprocessingRule Rule = PreprocessingRule.Stretch(16, 16);

        private static readonly BatchOptions Plain = new() { BatchSize = 5 };

        private static readonly BatchOptions Varied = new()
        {
            BatchSize = 5,
            Shuffle = true,
            Augmentation = Augmentation.Tutorial,
            RandomAugment = 9,
            Seed = 11,
        };

        private TemporaryFolder _folder = null!;
        private DataSet _data = null!;
        private ImageClassifier _model = null!;

        [SetUp]
        public void Make()
        {
            _folder = new TemporaryFolder();
            _data = DataSet.Open(SyntheticPictures.WriteData(_folder, count: 15));
            manual_seed(1);
            _model = new ImageClassifier(ModelConfig.Parse(SyntheticPictures.Config, "config.json"), 3);
            Initialization.FromScratch(_model);
            _model.SetTrainable(blocks: 0);
        }

        [TearDown]
        public void Release()
        {
            _model.Dispose();
            _folder.Dispose();
        }

        [TestCase(true)]
        [TestCase(false)]
        public void CachedFeatures_EqualWhatTheBackboneMakesOfTheEpochsBatches_OverAndOver(bool onnx)
        {
            using var pictures = Decode(Varied);
            using var engine = onnx ? FeatureEngine.Open(_model, pictures) : FeatureEngine.WithTorch(_model);
            using var cached = Open(pictures, Varied, views: 2, engine);
            Assert.That(engine.Name, Is.EqualTo(onnx ? "ONNX Runtime" : "TorchSharp"));
            for (var epoch = 1; epoch <= 2; epoch++)
            {
                foreach (var (direct, batch) in Epoch(new PixelBatches(pictures, Varied), epoch).Zip(Epoch(cached, epoch)))
                {
                    using var expected = _model.Backbone.call(direct.Inputs);
                    Assert.That(Fixtures.LargestDifference(batch.Inputs, expected), Is.LessThan(1e-5f));
                    Assert.That(batch.Labels.data<long>().ToArray(), Is.EqualTo(direct.Labels.data<long>().ToArray()));
                }
            }

            // The third epoch has the first one's views, in an order of its own.
            Assert.That(Rows(cached, 3).Order(), Is.EqualTo(Rows(cached, 1).Order()));
            Assert.That(Rows(cached, 3), Is.Not.EqualTo(Rows(cached, 1)));
            Assert.That(Rows(cached, 2).Order(), Is.Not.EqualTo(Rows(cached, 1).Order()));
        }

        [TestCase(Augmentation.None)]
        [TestCase(Augmentation.Flip)]
        public void Faces_EqualWhatTheBackboneMakesOfTheEpochsBatches(Augmentation augmentation)
        {
            var options = Varied with { Augmentation = augmentation, RandomAugment = 0 };
            using var pictures = Decode(options);
            using var engine = FeatureEngine.WithTorch(_model);
            using var faces = OpenFaces(pictures, options, engine);
            for (var epoch = 1; epoch <= 3; epoch++)
            {
                foreach (var (direct, batch) in Epoch(new PixelBatches(pictures, options), epoch).Zip(Epoch(faces, epoch)))
                {
                    using var expected = _model.Backbone.call(direct.Inputs);
                    Assert.That(Fixtures.LargestDifference(batch.Inputs, expected), Is.LessThan(1e-5f));
                    Assert.That(batch.Labels.data<long>().ToArray(), Is.EqualTo(direct.Labels.data<long>().ToArray()));
                }
            }

            var changes = !Rows(faces, 1).Order().SequenceEqual(Rows(faces, 2).Order());
            Assert.That(changes, Is.EqualTo(augmentation == Augmentation.Flip));
        }

        [TestCase(Augmentation.Tutorial, 0, 0, 0)]
        [TestCase(Augmentation.Flip, 9, 0, 0)]
        [TestCase(Augmentation.Flip, 0, 0.2, 0)]
        [TestCase(Augmentation.None, 0, 0, 1)]
        public void FeaturesOfTwoFaces_AreRefused_WherePicturesHaveMore(
            Augmentation augmentation, int randomAugment, double mixup, double cutmix)
        {
            var options = new BatchOptions
            {
                BatchSize = 5,
                Augmentation = augmentation,
                RandomAugment = randomAugment,
                Mixup = mixup,
                Cutmix = cutmix,
            };
            using var pictures = Decode(options);
            using var engine = FeatureEngine.WithTorch(_model);
            Assert.That(() => OpenFaces(pictures, options, engine), Throws.ArgumentException);
        }

        [Test]
        public void AnEpoch_CanBeDealtFromItsMiddle()
        {
            using var pictures = Decode(Varied);
            using var engine = FeatureEngine.WithTorch(_model);
            using var cached = Open(pictures, Varied, views: 1, engine);
            var rest = cached.Epoch(1, CancellationToken.None, firstBatch: 4).ToArray();
            Assert.That(rest, Has.Length.EqualTo(cached.Batches - 4));
            Assert.That(Checkpoint.ReadSingles(rest[0].Inputs), Is.EqualTo(Checkpoint.ReadSingles(Epoch(cached, 1)[4].Inputs)));
        }

        [Test]
        public void WithOneView_TheHeadLearnsTheSameAsWithoutACache()
        {
            using var pictures = Decode(Plain);
            var learning = Plain with { Shuffle = true, Seed = 3 };
            var start = Snapshot();
            var expected = Train(new PixelBatches(pictures, learning), _model.call);
            Restore(start);
            using var engine = FeatureEngine.WithTorch(_model);
            using var cached = Open(pictures, learning, views: 1, engine);
            Assert.That(Train(cached, _model.Classify), Is.EqualTo(expected).Within(1e-6f));
            Assert.That(expected, Is.Not.EqualTo(start));
        }

        [Test]
        public void AnInterruptedCache_ComputesOnlyTheRest_AndGivesTheSame()
        {
            using var pictures = Decode(Varied);
            var batches = new PixelBatches(pictures, Varied);
            var key = new FeatureCacheKey("key");
            var calls = 0;
            float[] Compute(int view, Tensor pixelValues)
            {
                calls++;
                using var features = _model.Backbone.call(pixelValues);
                return Checkpoint.ReadSingles(features);
            }

            using var stop = new CancellationTokenSource();
            void StopAtTheThird(int done, int total)
            {
                if (done >= 45 + 32)
                {
                    stop.Cancel();
                }
            }

            using (var cache = FeatureCache.Open(_folder.Combine("cut"), "train", key, 45, 3, 16))
            {
                Assert.That(
                    () => CachedFeatureBatches.Fill(cache, Compute, batches, StopAtTheThird, stop.Token),
                    Throws.InstanceOf<OperationCanceledException>());
                Assert.That(calls, Is.EqualTo(3));
            }

            var reports = new List<(int Done, int Total)>();
            using var again = FeatureCache.Open(_folder.Combine("cut"), "train", key, 45, 3, 16);
            CachedFeatureBatches.Fill(again, Compute, batches, (done, total) => reports.Add((done, total)), CancellationToken.None);
            Assert.That(calls, Is.EqualTo(6));
            Assert.That(reports, Is.EqualTo(new[] { (77, 135), (90, 135), (122, 135), (135, 135) }));

            using var whole = FeatureCache.Open(_folder.Combine("whole"), "train", key, 45, 3, 16);
            CachedFeatureBatches.Fill(whole, Compute, batches, null, CancellationToken.None);
            again.Dispose();
            whole.Dispose();
            var expected = File.ReadAllBytes(_folder.Combine("whole", "train.f32"));
            Assert.That(File.ReadAllBytes(_folder.Combine("cut", "train.f32")), Is.EqualTo(expected));
        }

        [Test]
        public void OtherWeights_Data_Transforms_OrEngines_HaveOtherKeys()
        {
            using var pictures = Decode(Varied);
            using var others = new PictureSet(_data.Validation, Rule, 16, 16, long.MaxValue);
            using var bicubic = new PictureSet(
                _data.Train, PreprocessingRule.Stretch(16, 16, ResampleFilter.Bicubic), 16, 16, long.MaxValue);
            var weights = FeatureCacheKey.HashWeights(_model);
            string Make(
                PictureSet? set = null,
                BatchOptions? options = null,
                string? hash = null,
                string data = "d",
                int views = 2,
                string engine = "e") => FeatureCacheKey.Make(hash ?? weights, data, set ?? pictures, options ?? Varied, views, engine).Hash;

            Assert.That(FeatureCacheKey.HashWeights(_model), Is.EqualTo(weights));
            using (no_grad())
            {
                _model.Head!.Output.weight.add_(1);
                Assert.That(FeatureCacheKey.HashWeights(_model), Is.EqualTo(weights));
                _model.Backbone.Blocks[1].Mlp.Second.bias!.add_(1e-3f);
            }

            string[] keys =
            [
                Make(),
                Make(hash: FeatureCacheKey.HashWeights(_model)),
                Make(set: others),
                Make(set: bicubic),
                Make(data: "other"),
                Make(views: 3),
                Make(engine: "other"),
                Make(options: Varied with { Seed = 12 }),
                Make(options: Varied with { RandomAugment = 10 }),
                Make(options: Varied with { Augmentation = Augmentation.Flip }),
            ];
            Assert.That(keys, Is.Unique);
            Assert.That(Make(options: Varied with { BatchSize = 7, Workers = 3 }), Is.EqualTo(Make()));
            Assert.That(Make(options: Plain with { Seed = 1 }), Is.EqualTo(Make(options: Plain with { Seed = 2 })));
        }

        [Test]
        public void MixedBatches_AreRefused()
        {
            using var pictures = Decode(Varied);
            using var engine = FeatureEngine.WithTorch(_model);
            Assert.That(
                () => Open(pictures, Varied with { Mixup = 0.2 }, 1, engine),
                Throws.TypeOf<TrainingException>().With.Message.Contains("--mixup"));
        }

        private static Batch[] Epoch(IBatchSource source, int epoch) => source.Epoch(epoch, CancellationToken.None).ToArray();

        private static string[] Rows(IBatchSource source, int epoch) =>
            Epoch(source, epoch).SelectMany(batch => Checkpoint.ReadSingles(batch.Inputs).Chunk(16))
                .Select(row => string.Join(' ', row)).ToArray();

        private PictureSet Decode(BatchOptions options) => new PictureSet(_data.Train, Rule, 16, 16, long.MaxValue, options.Augmentation);

        private CachedFeatureBatches Open(PictureSet pictures, BatchOptions options, int views, FeatureEngine engine)
        {
            var place = new FeatureCachePlace(_folder.Combine("features"), FeatureCacheKey.HashWeights(_model), "data");
            return CachedFeatureBatches.Open(place, "train", views, engine, pictures, options, null, CancellationToken.None);
        }

        private CachedFeatureBatches OpenFaces(PictureSet pictures, BatchOptions options, FeatureEngine engine)
        {
            var place = new FeatureCachePlace(_folder.Combine("features"), FeatureCacheKey.HashWeights(_model), "data");
            return CachedFeatureBatches.OpenFaces(place, "train", engine, pictures, options, null, CancellationToken.None);
        }

        private float[] Train(IBatchSource source, Func<Tensor, Tensor> classify)
        {
            var options = new TrainerOptions { Epochs = 3 };
            TrainedParameter[] head = [new("weight", _model.Head!.Output.weight), new("bias", _model.Head.Output.bias!)];
            using var optimizer = new AdamW(head, options.WeightDecay);
            var trainer = new Trainer(new Learner(classify, 3, head), options, seed: 1, TimeProvider.System);
            trainer.Fit(source, source, new TrainingState(), optimizer, new NoStore(), new Silence(), CancellationToken.None);
            return Snapshot();
        }

        private float[] Snapshot() => Checkpoint.ReadSingles(_model.Head!.Output.weight.detach());

        private void Restore(float[] weights)
        {
            using var frozen = no_grad();
            _model.Head!.Output.weight.copy_(tensor(weights, _model.Head.Output.weight.shape));
            _model.Head.Output.bias!.zero_();
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
