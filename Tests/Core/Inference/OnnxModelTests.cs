using System;
using System.IO;
using Microsoft.ML.OnnxRuntime;
using NUnit.Framework;
using Saccade.Capture;
using Saccade.Inference.Onnx;
using Saccade.Preprocessing;
using Saccade.Results;

namespace Saccade.Core.Tests.Inference
{
    /// <summary>ONNX files of every kind that a folder may hold, run in ONNX Runtime.</summary>
    public sealed class OnnxModelTests
    {
        private static readonly InferenceOptions Options = new(ExecutionProvider.Cpu, 1);

        [TestCase("exported/vit-tiny")]
        [TestCase("exported/vit-tiny-maps")]
        [TestCase("exported/vit-tiny-patches")]
        [TestCase("huggingface/optimum")]
        public void Run_OfSeveralPictures_SaysTheSameAsOneByOne(string folder)
        {
            using var model = Load(Fixtures.Find(folder.Split('/')));
            const int Count = 5;
            var single = new Classification[Count];
            for (var i = 0; i < Count; i++)
            {
                single[i] = model.CreateResult(3);
                Fill(model.Input(0), i);
                Assert.That(model.Run(1), Is.True);
                model.Read(0, single[i]);
            }

            for (var i = 0; i < Count; i++)
            {
                Fill(model.Input(i), i);
            }

            Assert.That(model.Run(Count), Is.True);

            for (var i = 0; i < Count; i++)
            {
                var together = model.CreateResult(3);
                model.Read(i, together);
                AssertClose(together.Probabilities, single[i].Probabilities);
                AssertClose(together.Attention == null ? [] : together.Attention.Values,
                    single[i].Attention == null ? [] : single[i].Attention!.Values);
                AssertClose(
                    together.Rollout == null ? [] : together.Rollout.Values, single[i].Rollout == null ? [] : single[i].Rollout!.Values);
                AssertClose(together.Relevance == null ? [] : together.Relevance.Values,
                    single[i].Relevance == null ? [] : single[i].Relevance!.Values);
            }
        }

        [Test]
        public void Load_ModelWithAllMaps_GivesThem()
        {
            using var model = Load(Fixtures.Find("exported", "vit-tiny-maps"));
            var result = model.CreateResult(3);
            Fill(model.Input(0), 1);
            model.Run(1);
            model.Read(0, result);

            var mean = new float[16];
            result.Attention!.Reduce(HeadReduction.Mean, mean);
            Assert.That((result.Rollout!.GridHeight, result.Rollout.GridWidth), Is.EqualTo((4, 4)));
            Assert.That(result.Rollout.Values.ToArray(), Is.All.GreaterThan(0f));
            Assert.That(result.Relevance!.Values.ToArray(), Is.All.GreaterThanOrEqualTo(0f).And.Some.GreaterThan(0f));
            Assert.That(result.Rollout.Values.ToArray(), Is.Not.EqualTo(mean), "they are different outputs");
        }

        [Test]
        public void Load_ModelOfPatches_AsksForPatchesAndSaysTheSameOfThem()
        {
            using var pixels = Load(Fixtures.Find("exported", "vit-tiny"));
            using var patches = Load(Fixtures.Find("exported", "vit-tiny-patches"));
            Assert.That((pixels.Layout, patches.Layout), Is.EqualTo((PixelLayout.Planes, PixelLayout.Patches)));
            Fill(pixels.Input(0), 4);
            ToPatches(pixels.Input(0), patches.Input(0), 32, 8);

            var one = pixels.CreateResult(1);
            var other = patches.CreateResult(1);
            pixels.Run(1);
            pixels.Read(0, one);
            patches.Run(1);
            patches.Read(0, other);

            AssertClose(other.Probabilities, one.Probabilities);
        }

        [Test]
        public void Run_FixedBatch_TakesOnePicture() => With(new TinyOnnx { Batch = 1 }, folder =>
        {
            using var model = Load(folder);

            Assert.That(model.MaxBatch, Is.EqualTo(1));
            Assert.That(BestOfGreen(model), Is.EqualTo(1));
        });

        [Test]
        public void Run_GraphFixedInside_FallsBackToOnePicture() => With(new TinyOnnx { IsFixedInside = true }, folder =>
        {
            using var model = Load(folder);
            Assert.That(model.MaxBatch, Is.EqualTo(OnnxModel.MaximumBatch));

            Fill(model.Input(1), 0);
            Assert.That(model.Run(2), Is.False);

            Assert.That(model.MaxBatch, Is.EqualTo(1));
            Assert.That(BestOfGreen(model), Is.EqualTo(1));
        });

        [Test]
        public void Load_WhenNobodyWantsTheModelAnyMore_GivesItUp() => With(new TinyOnnx(), path =>
        {
            LoadStop stop = new();
            stop.Ask();
            Assert.That(
                () => OnnxModel.Load(ModelFolder.Open(path), Options, stop), Throws.TypeOf<OperationCanceledException>());

            // What the model is loaded with listens to the same in the midst of it.
            using SessionOptions options = new();
            options.SetLoadCancellationFlag(true);
            Assert.That(
                () => new InferenceSession(ModelFolder.Open(path).OnnxPath, options).Dispose(), Throws.TypeOf<OnnxRuntimeException>());
        });

        [Test]
        public void OtherFamily_IsClassifiedWithoutAttention() => With(new TinyOnnx { ModelType = "swin" }, path =>
        {
            var folder = ModelFolder.Open(path);
            using var model = OnnxModel.Load(folder, Options);

            Assert.That(folder.Config, Is.Null);
            Assert.That(BestOfGreen(model), Is.EqualTo(1));
            Assert.That(model.CreateResult(1).Attention, Is.Null);
        });

        [TestCase(float.NaN)]
        [TestCase(float.PositiveInfinity)]
        public void Read_LogitsThatAreNoNumbers_SaysSo(float weight) =>
            With(new TinyOnnx { Classes = [[1, 1, weight], [0, 1, 0]] }, folder =>
        {
            using var model = Load(folder);
            var result = model.CreateResult(1);
            Fill(model.Input(0), 1);
            model.Run(1);

            Assert.That(model.Read(0, result), Is.EqualTo("logits"));
        });

        [TestCase("input_ids", "logits")]
        [TestCase("pixel_values", "scores")]
        public void Load_OtherNames_AreMapped(string input, string output) =>
            With(new TinyOnnx { InputName = input, OutputName = output }, folder =>
        {
            using var model = Load(folder);
            Assert.That(BestOfGreen(model), Is.EqualTo(1));
            Assert.That(model.Notice, Is.Null);
        });

        [Test]
        public void Load_OtherOutput_NamesWhatIsThere() => With(new TinyOnnx { OutputName = "last_hidden_state" }, folder =>
            Assert.That(() => Load(folder), Throws.TypeOf<ModelFileException>().With.Message.Contains("outputs are last_hidden_state")));

        [Test]
        public void Load_HalfPrecisionInput_IsConverted() => With(new TinyOnnx { HasHalfInput = true }, folder =>
        {
            using var model = Load(folder);
            Assert.That(BestOfGreen(model), Is.EqualTo(1));
        });

        [Test]
        public void Load_ModelWithoutLabels_CallsClassesAsTransformersDoes() => With(new TinyOnnx(), folder =>
        {
            var config = Path.Combine(folder, "config.json");
            File.WriteAllText(config, """{"model_type": "swin"}""");
            using var model = Load(folder);
            var result = model.CreateResult(3);
            model.Run(1);
            model.Read(0, result);
            Assert.That(result.Top[0].Label, Does.StartWith("LABEL_"));
        });

        [Test]
        public void Load_BackboneWithoutAHead_ShowsItsAttentionAndNamesNothing() => With(new TinyOnnx { IsBackbone = true }, folder =>
        {
            using var model = Load(folder);
            var result = model.CreateResult(3);
            model.Input(0).Fill(1);
            model.Run(1);
            model.Read(0, result);
            Assert.That(result.Attention!.Values.ToArray(), Is.EqualTo(new float[] { 1, 1, 1, 3 }));
            Assert.That((result.Top.Length, result.Best.Index, result.Best.Label), Is.EqualTo((0, -1, "")));
            LabelFilter filter = new();
            filter.Add(result.Probabilities, 0);
            Assert.That(filter.Label, Is.EqualTo(-1));
        });

        [Test]
        public void Load_LabelsThatAreNotTheModels_AreRefusedWithBothNumbers() => With(new TinyOnnx(), folder =>
        {
            File.WriteAllText(Path.Combine(folder, "config.json"), """{"model_type": "swin", "id2label": {"0": "a", "1": "b"}}""");
            Assert.That(
                () => Load(folder),
                Throws.TypeOf<ModelFileException>().With.Message.Contains("2 id2label entries but the model's logits have 3"));
        });

        [Test]
        public void Load_OtherPictureSize_NamesBoth() => With(new TinyOnnx(), folder =>
        {
            var rule = Path.Combine(folder, "preprocessor_config.json");
            File.WriteAllText(rule, File.ReadAllText(rule).Replace("8", "16"));

            Assert.That(() => Load(folder),
                Throws.TypeOf<ModelFileException>().With.Message.Contains("[-1, 3, 8, 8]").And.Message.Contains("[1, 3, 16, 16]"));
        });

        [TestCase(ExecutionProvider.Cuda)]
        [TestCase(ExecutionProvider.TensorRT)]
        [TestCase(ExecutionProvider.DirectML)]
        [TestCase(ExecutionProvider.CoreML)]
        public void Load_ProviderThatIsNotThere_TakesTheProcessorAndSaysSo(ExecutionProvider provider)
        {
            using var model = OnnxModel.Load(ModelFolder.Open(Fixtures.Find("exported", "vit-tiny")), new InferenceOptions(provider, 1));
            if (model.Provider == provider)
            {
                Assert.Ignore($"This machine has {provider}.");
            }

            Assert.That(model.Provider, Is.EqualTo(ExecutionProvider.Cpu));
            Assert.That(model.Notice, Does.Contain(provider.ToString()).And.Contain("CPUExecutionProvider").And.Contain("runs on Cpu"));
        }

        [Test]
        public void Load_Auto_TakesWhatThereIsWithoutAWord()
        {
            using var model =
                OnnxModel.Load(ModelFolder.Open(Fixtures.Find("exported", "vit-tiny")), new InferenceOptions(ExecutionProvider.Auto, 1));

            Assert.That(model.Notice, Is.Null);
        }

        [Test]
        public void SteadyState_AllocatesNothing()
        {
            using var model = Load(Fixtures.Find("exported", "vit-tiny-maps"));
            var result = model.CreateResult(3);

            // The runtime itself allocates a little in a method's first calls.
            for (var run = 0; run < 20; run++)
            {
                Classify(1 + run % 4);
            }

            var before = GC.GetAllocatedBytesForCurrentThread();

            for (var run = 0; run < 50; run++)
            {
                Classify(1 + run % 4);
            }

            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

            void Classify(int count)
            {
                for (var i = 0; i < count; i++)
                {
                    model.Input(i).Fill(i);
                }

                model.Run(count);
                for (var i = 0; i < count; i++)
                {
                    model.Read(i, result);
                }
            }
        }

        private static OnnxModel Load(string folder) => OnnxModel.Load(ModelFolder.Open(folder), Options);

        private static void With(TinyOnnx onnx, Action<string> test)
        {
            var folder = onnx.Write();
            try
            {
                test(folder);
            }
            finally
            {
                Directory.Delete(folder, true);
            }
        }

        private static int BestOfGreen(OnnxModel model)
        {
            var input = model.Input(0);
            input.Fill(-1);
            input.Slice(TinyOnnx.Side * TinyOnnx.Side, TinyOnnx.Side * TinyOnnx.Side).Fill(1);
            var result = model.CreateResult(1);
            Assert.That(model.Run(1), Is.True);
            model.Read(0, result);
            return result.Best.Index;
        }

        private static void Fill(Span<float> input, int seed)
        {
            Random random = new(seed);
            for (var i = 0; i < input.Length; i++)
            {
                input[i] = (float)random.NextDouble() * 2 - 1;
            }
        }

        private static void ToPatches(ReadOnlySpan<float> planes, Span<float> patches, int side, int patch)
        {
            var grid = side / patch;
            for (var i = 0; i < patches.Length; i++)
            {
                var token = i / (3 * patch * patch);
                var channel = i / (patch * patch) % 3;
                var y = token / grid * patch + i / patch % patch;
                var x = token % grid * patch + i % patch;
                patches[i] = planes[(channel * side + y) * side + x];
            }
        }

        private static void AssertClose(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
        {
            Assert.That(actual.Length, Is.EqualTo(expected.Length));
            for (var i = 0; i < actual.Length; i++)
            {
                Assert.That(actual[i], Is.EqualTo(expected[i]).Within(1e-5f), $"at {i}");
            }
        }
    }
}
