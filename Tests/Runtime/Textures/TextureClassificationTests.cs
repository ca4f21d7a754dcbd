using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;
using Saccade.Capture;
using Saccade.Core.Tests;
using Saccade.Core.Tests.Inference;
using UnityEngine;
using UnityEngine.Rendering;
using UnityEngine.Video;
using Object = UnityEngine.Object;

namespace Saccade.Runtime.Tests.Textures
{
    /// <summary>Textures, webcams and videos classified without a camera, with a real model.</summary>
    [NonParallelizable]
    public sealed class TextureClassificationTests
    {
        private const int Width = 60;
        private const int Height = 40;
        private const double Tolerance = 1e-5;

        private static readonly byte[] Picture = TextureStage.Noise(Width, Height, 1);

        private TextureStage _stage = null!;

        [SetUp]
        public void Start() => _stage = new TextureStage();

        [TearDown]
        public void Stop() => _stage.Dispose();

        [TestCase("OpenGL")]
        [TestCase("compute shader")]
        [TestCase("readback")]
        public void Await_GivesWhatTheModelSaysOfTheSamePixels(string backend)
        {
            TextureStage.Prefer(backend);
            using TextureClassification classification = new(TextureStage.Model);
            var texture = TextureStage.CreateTexture(Picture, Width, Height, mipChain: true);
            texture.Apply(true, true);

            var result = _stage.Await(classification.ClassifyAsync(texture)).Result;

            Assert.That(texture.isReadable, Is.False);
            Assert.That(result.Probabilities.ToArray(), Is.EqualTo(TextureStage.Expect(Picture, Width, Height)).Within(Tolerance));
            Assert.That(result.VideoFrame, Is.EqualTo(-1));
            Assert.That(_stage.Log, Is.Empty);
        }

        [Test]
        public void Format_DoesNotMatter(
            [Values(ColorSpace.Gamma, ColorSpace.Linear)] ColorSpace colorSpace,
            [Values(TextureFormat.RGB24, TextureFormat.RGBAHalf, TextureFormat.RGBAFloat)] TextureFormat format)
        {
            _stage.Dispose();
            _stage = new TextureStage(colorSpace);
            using TextureClassification classification = new(TextureStage.Model);
            Texture2D texture = new(Width, Height, format, false);
            var levels = TextureStage.FromBottom(Picture, Width);
            if (format == TextureFormat.RGB24)
            {
                texture.SetPixelData(Fixtures.DropAlpha(levels), 0);
            }
            else if (format == TextureFormat.RGBAFloat)
            {
                texture.SetPixelData(Array.ConvertAll(levels, ToShader), 0);
            }
            else
            {
                texture.SetPixelData(Array.ConvertAll(levels, level => (Half)ToShader(level)), 0);
            }

            texture.Apply();

            var result = _stage.Await(classification.ClassifyAsync(texture)).Result;

            Assert.That(result.Probabilities.ToArray(), Is.EqualTo(TextureStage.Expect(Picture, Width, Height)).Within(Tolerance));

            // In a project with linear colours, numbers are linear light.
            float ToShader(byte level) => colorSpace == ColorSpace.Gamma ? level / 255f
                : level <= 10 ? level / 255f / 12.92f : MathF.Pow((level / 255f + 0.055f) / 1.055f, 2.4f);
        }

        [Test]
        public void RenderTexture_IsReadWhereItIs()
        {
            using TextureClassification classification = new(TextureStage.Model);
            RenderTexture target = new(Width, Height, 0, RenderTextureFormat.ARGB32);
            Graphics.Blit(TextureStage.CreateTexture(Picture, Width, Height), target, Vector2.one, Vector2.zero);
            RenderTexture active = new(4, 4, 0);
            RenderTexture.active = active;

            var result = _stage.Await(classification.ClassifyAsync(target)).Result;

            Assert.That(result.Probabilities.ToArray(), Is.EqualTo(TextureStage.Expect(Picture, Width, Height)).Within(Tolerance));
            Assert.That(RenderTexture.active, Is.SameAs(active));
        }

        [Test]
        public void KeptResult_IsNotOverwrittenByLaterOnes()
        {
            using TextureClassification classification = new(TextureStage.Model);
            var first = _stage.Await(classification.ClassifyAsync(TextureStage.CreateTexture(Picture, Width, Height))).Result;
            var before = first.Probabilities.ToArray();
            var attention = first.Attention!.Values.ToArray();
            for (var i = 0; i < 4; i++)
            {
                var other = TextureStage.CreateTexture(TextureStage.Noise(Width, Height, i + 2), Width, Height);
                Assert.That(_stage.Await(classification.ClassifyAsync(other)).Result.Frame, Is.GreaterThan(first.Frame));
            }

            Assert.That(first.Probabilities.ToArray(), Is.EqualTo(before));
            Assert.That(first.Attention.Values.ToArray(), Is.EqualTo(attention));
        }

        [Test]
        public void Regions_AreClassifiedInOneRun_AndEqualSingleOnes()
        {
            using TextureClassification classification = new(TextureStage.Model);
            var texture = TextureStage.CreateTexture(Picture, Width, Height);
            Rect[] regions = [new(0, 0, 1, 1), new(0, 0, 0.5f, 0.5f), new(0.5f, 0.5f, 0.5f, 0.5f), new(0.25f, 0.1f, 0.3f, 0.8f)];

            var together = _stage.Await(classification.ClassifyAsync(texture, regions)).Result;

            Assert.That(together.Select(result => result.InferenceSeconds).Distinct().Count(), Is.EqualTo(1), "one run has one time");
            Assert.That(together[2].Region, Is.EqualTo(new Region(0.5f, 0, 0.5f, 0.5f)));
            for (var i = 0; i < regions.Length; i++)
            {
                var alone = _stage.Await(classification.ClassifyAsync(texture, [regions[i]])).Result[0];
                Assert.That(together[i].Probabilities.ToArray(), Is.EqualTo(alone.Probabilities.ToArray()).Within(Tolerance), $"{i}");
            }
        }

        [Test]
        public void SeveralAwaited_EachGetsItsOwn()
        {
            using TextureClassification classification = new(TextureStage.Model);
            var pictures = Enumerable.Range(0, 20).Select(seed => TextureStage.Noise(Width, Height, seed)).ToArray();

            var textures = pictures.Select(pixels => TextureStage.CreateTexture(pixels, Width, Height));
            var asked = textures.Select(texture => classification.ClassifyAsync(texture)).ToArray();
            _stage.Await(Task.WhenAll(asked));

            for (var i = 0; i < pictures.Length; i++)
            {
                Assert.That(
                    asked[i].Result.Probabilities.ToArray(),
                    Is.EqualTo(TextureStage.Expect(pictures[i], Width, Height)).Within(Tolerance),
                    $"{i}");
            }
        }

        [Test]
        public void WhatIsAwaited_GoesOnOnTheMainThread()
        {
            using TextureClassification classification = new(TextureStage.Model);
            var thread = Environment.CurrentManagedThreadId;

            // A frame that began knows where the main thread's work goes on.
            _stage.Engine.Step();
            Assert.That(_stage.Await(Ask()).Result, Is.EqualTo(thread));

            async Task<int> Ask()
            {
                await classification.ClassifyAsync(TextureStage.CreateTexture(Picture, Width, Height));
                return Environment.CurrentManagedThreadId;
            }
        }

        [Test]
        public void Cancelled_GetsOneError_AndTheNextIsServed()
        {
            using TextureClassification classification = new(TextureStage.Model);
            var texture = TextureStage.CreateTexture(Picture, Width, Height);
            using CancellationTokenSource source = new();

            var waiting = classification.ClassifyAsync(texture, source.Token);
            source.Cancel();
            _stage.Engine.Step();
            Assert.That(waiting.IsCanceled, Is.True);

            Assert.That(_stage.Await(classification.ClassifyAsync(texture)).IsCompletedSuccessfully, Is.True);
            using CancellationTokenSource late = new();
            var started = classification.ClassifyAsync(texture, late.Token);
            late.Cancel();
            Assert.That(_stage.Await(started).IsCanceled, Is.True);
            Assert.That(classification.ClassifyAsync(texture, late.Token).IsCanceled, Is.True, "at once");
        }

        [Test]
        public void Disposed_AnswersWhatWaits_AndWhatIsAskedLater()
        {
            TextureClassification classification = new(TextureStage.Model);
            var texture = TextureStage.CreateTexture(Picture, Width, Height);
            _stage.Await(classification.ClassifyAsync(texture));

            var waiting = classification.ClassifyAsync(texture);
            classification.Dispose();
            classification.Dispose();

            Assert.That(waiting.Exception!.InnerException, Is.TypeOf<ObjectDisposedException>());
            Assert.That(classification.ClassifyAsync(texture).Exception!.InnerException, Is.TypeOf<ObjectDisposedException>());
            Assert.That(classification.TryClassify(texture), Is.False);
        }

        [Test]
        public void TextureDestroyedWhileItWaits_IsOneErrorThatSaysSo()
        {
            using TextureClassification classification = new(TextureStage.Model);
            var texture = TextureStage.CreateTexture(Picture, Width, Height);
            var waiting = classification.ClassifyAsync(texture);

            Object.DestroyImmediate(texture);

            Assert.That(_stage.Await(waiting.ContinueWith(_ => 0)).Result, Is.Zero);
            Assert.That(waiting.Exception!.InnerException!.Message, Does.Contain("texture was destroyed"));
            Assert.That(() => classification.ClassifyAsync((Texture)null!), Throws.ArgumentNullException);
        }

        [Test]
        public void MissingModel_AnswersEveryoneWithItsReason()
        {
            using TextureClassification classification = new(Fixtures.Find("no-such-model"));

            var asked = classification.ClassifyAsync(TextureStage.CreateTexture(Picture, Width, Height));

            Assert.That(asked.Exception!.InnerException!.Message, Is.EqualTo(classification.Error).And.Contain("no-such-model"));
        }

        [Test]
        public void ModelThatBreaks_AnswersEachOnce_AndServesAgainWhenLoadedAnew()
        {
            var broken = _stage.Keep(new TinyOnnx { Classes = [[float.NaN, 0, 0], [0, 1, 0]] }.Write());
            using TextureClassification classification = new(broken);
            var texture = TextureStage.CreateTexture(Picture, Width, Height);

            var asked = Enumerable.Range(0, 5).Select(_ => classification.ClassifyAsync(texture)).ToArray();

            foreach (var task in asked)
            {
                _stage.Await(task.ContinueWith(_ => 0));
                Assert.That(task.Exception!.InnerException, Is.TypeOf<InvalidOperationException>());
            }

            classification.Load(TextureStage.Model);
            Assert.That(_stage.Await(classification.ClassifyAsync(texture)).IsCompletedSuccessfully, Is.True);
        }

        [Test]
        public void EndOfTheGame_AnswersWhatWaits()
        {
            TextureClassification classification = new(TextureStage.Model);
            var waiting = classification.ClassifyAsync(TextureStage.CreateTexture(Picture, Width, Height));

            _stage.Engine.LeavePlayMode();

            Assert.That(waiting.Exception!.InnerException!.Message, Does.Contain("game has ended"));
            Assert.That(() => new TextureClassification(TextureStage.Model), Throws.InvalidOperationException);
        }

        [TestCase(TextureDimension.Cube)]
        [TestCase(TextureDimension.Tex2DArray)]
        [TestCase(TextureDimension.Tex3D)]
        public void TextureOfAnotherDimension_IsRefusedInWords(TextureDimension dimension)
        {
            using TextureClassification classification = new(TextureStage.Model);
            RenderTexture texture = new(8, 8, 0) { name = "odd", dimension = dimension };

            var error = classification.ClassifyAsync(texture).Exception!.InnerException!.Message;

            Assert.That(error, Does.Contain("'odd'").And.Contain($"{dimension}").And.Contain("Tex2D"));
            Assert.That(classification.TryClassify(texture), Is.False);
            Assert.That(classification.Notice, Is.EqualTo(error));
        }

        [Test]
        public void RegionsThatShowNothing_AreRefusedByTheirPlaceInTheList()
        {
            using TextureClassification classification = new(TextureStage.Model);
            var texture = TextureStage.CreateTexture(Picture, Width, Height);

            Assert.That(
                () => classification.ClassifyAsync(texture, [new Rect(0, 0, 1, 1), new Rect(2, 0, 1, 1)]),
                Throws.ArgumentException.With.Message.Contains("regions[1]").And.Message.Contains("x 2"));
            Assert.That(() => classification.ClassifyAsync(texture, []), Throws.ArgumentException.With.Message.Contains("there are 0"));
            Assert.That(
                () => classification.ClassifyAsync(texture, new Rect[65]), Throws.ArgumentException.With.Message.Contains("there are 65"));
        }

        [Test]
        public void Swap_AnswersWhatIsOnItsWay()
        {
            using TextureClassification classification = new(TextureStage.Model);
            var texture = TextureStage.CreateTexture(Picture, Width, Height);
            _stage.Await(classification.ClassifyAsync(texture));
            var other = _stage.Keep(new TinyOnnx().Write());

            classification.Load(other);
            var asked = Enumerable.Range(0, 30).Select(_ =>
            {
                var task = classification.ClassifyAsync(texture);
                _stage.Engine.Step();
                return task;
            }).ToArray();
            _stage.Await(Task.WhenAll(asked));
            _stage.StepUntil(() => !classification.IsLoading);
            _stage.Engine.Step();

            Assert.That(_stage.Await(classification.ClassifyAsync(texture)).Result.Probabilities.Length, Is.EqualTo(3));
            Assert.That(_stage.Log, Is.Empty);
        }

        [Test]
        public void Video_ItsFrameNumberTravelsWithItsResult_AndNoFrameIsClassifiedTwice()
        {
            using TextureClassification classification = new(TextureStage.Model);
            var video = new GameObject("video").AddComponent<VideoPlayer>();
            var waiting = classification.ClassifyAsync(video);
            _stage.StepUntil(() => classification.IsReady);
            Assert.That(classification.TryClassify(video), Is.False, "it shows nothing yet");
            var texture = TextureStage.CreateTexture(Picture, Width, Height);
            video.Show(texture, 7);
            Assert.That(_stage.Await(waiting).Result.VideoFrame, Is.EqualTo(7));

            _stage.StepUntil(() => classification.TryClassify(video));
            _stage.StepUntil(() => classification.Result != null);
            Assert.That(classification.Result!.VideoFrame, Is.EqualTo(7));
            for (var i = 0; i < 20; i++)
            {
                Assert.That(classification.TryClassify(video), Is.False);
                _stage.Engine.Step();
            }

            video.Show(texture, 8);
            _stage.StepUntil(() => classification.TryClassify(video));
            _stage.StepUntil(() => classification.Result.VideoFrame == 8);

            Object.DestroyImmediate(video.gameObject);
            Assert.That(classification.TryClassify(video), Is.False);
            Assert.That(classification.Notice, Does.Contain("video player was destroyed"));
            Assert.That(
                classification.ClassifyAsync(video).Exception!.InnerException!.Message, Does.Contain("video player was destroyed"));
        }

        [Test]
        public void PooledForm_AllocatesNothingOverTenThousandFrames()
        {
            using TextureClassification classification = new(_stage.Keep(new TinyOnnx().Write()));
            RenderTexture texture = new(16, 16, 0, RenderTextureFormat.ARGB32);
            texture.Create();
            var still = TextureStage.CreateTexture(TextureStage.Noise(16, 16, 1), 16, 16);
            var arrived = 0;
            classification.Classified += _ => arrived++;
            _stage.StepUntil(() => classification.IsReady);
            Run(500);
            arrived = 0;

            var before = GC.GetAllocatedBytesForCurrentThread();
            Run(10_000);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

            Assert.That(allocated, Is.Zero);
            Assert.That(arrived, Is.GreaterThan(50));

            void Run(int frames)
            {
                for (var i = 0; i < frames; i++)
                {
                    classification.TryClassify(i % 2 == 0 ? texture : still);
                    _stage.Engine.Step();
                }
            }
        }
    }
}
