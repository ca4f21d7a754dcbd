using System;
using System.Linq;
using System.Threading;
using MyGame;
using NUnit.Framework;
using Saccade.Capture;
using Saccade.Core.Tests.Inference;
using Saccade.Runtime.Tests.Textures;
using UnityEngine;
using UnityEngine.Video;
using Object = UnityEngine.Object;

namespace Saccade.Runtime.Tests.Components
{
    /// <summary>The component that classifies a texture again and again, and others on request.</summary>
    [NonParallelizable]
    public sealed class TextureClassifierTests
    {
        private const int Width = 60;
        private const int Height = 40;

        private static readonly byte[] Picture = TextureStage.Noise(Width, Height, 1);

        private TextureStage _stage = null!;
        private TextureClassifier _classifier = null!;

        [SetUp]
        public void Start()
        {
            _stage = new TextureStage();
            _classifier = new GameObject("eye").AddComponent<TextureClassifier>();
            _classifier.ModelFolder = TextureStage.Model;
        }

        [TearDown]
        public void Stop() => _stage.Dispose();

        [Test]
        public void Source_IsClassifiedAgainAndAgain_WithALabel()
        {
            var told = 0;
            _classifier.Source = TextureStage.CreateTexture(Picture, Width, Height);
            _classifier.Classified += _ => told++;

            _stage.StepUntil(() => told == 3);

            Assert.That(
                _classifier.Result!.Probabilities.ToArray(), Is.EqualTo(TextureStage.Expect(Picture, Width, Height)).Within(1e-5));
            Assert.That(_classifier.Label, Is.EqualTo(_classifier.Result.Best.Label));
            Assert.That(_classifier.Top[0].Label, Is.EqualTo(_classifier.Label));
            Assert.That(_classifier.Labels[_classifier.Top[0].Index], Is.EqualTo(_classifier.Label));
            Assert.That(_classifier.Probabilities.ToArray().Sum(), Is.EqualTo(1).Within(1e-4));
            Assert.That(_stage.Log, Is.Empty);
        }

        [Test]
        public void State_SaysWhatIsMissing()
        {
            Assert.That((_classifier.State, _classifier.ResultAge), Is.EqualTo((ClassifierState.Off, double.PositiveInfinity)));
            _stage.Engine.Step();
            Assert.That(_classifier.State, Is.EqualTo(ClassifierState.Loading).Or.EqualTo(ClassifierState.WaitingForPicture));
            _stage.StepUntil(() => _classifier.IsReady);
            Assert.That(_classifier.State, Is.EqualTo(ClassifierState.WaitingForPicture));
            _classifier.Source = TextureStage.CreateTexture(Picture, Width, Height);
            _stage.StepUntil(() => _classifier.State == ClassifierState.Serving);
            Assert.That(_classifier.ResultAge, Is.InRange(0, 60));
            _classifier.Load("no-such-model");
            Assert.That((_classifier.Error != null, _classifier.State), Is.EqualTo((true, ClassifierState.Serving)), "the one before");
            _classifier.enabled = false;
            _classifier.enabled = true;
            _stage.Engine.Step();
            Assert.That(_classifier.State, Is.EqualTo(ClassifierState.Failed));
        }

        [Test]
        public void SourceRect_IsWhatIsLookedAt()
        {
            var texture = TextureStage.CreateTexture(Picture, Width, Height);
            _classifier.Source = texture;
            _classifier.SourceRect = new Rect(0.5f, 0, 0.5f, 1);
            _stage.StepUntil(() => _classifier.Result != null);

            var alone = _stage.Await(_classifier.ClassifyAsync(texture, [_classifier.SourceRect])).Result[0];

            Assert.That(_classifier.Result!.Probabilities.ToArray(), Is.EqualTo(alone.Probabilities.ToArray()).Within(1e-5));
            Assert.That(_classifier.Result.Region, Is.EqualTo(new Region(0.5f, 0, 0.5f, 1)));
        }

        [Test]
        public void ListenerThatThrows_StarvesNobody()
        {
            var (first, last) = (0, 0);
            _classifier.Source = TextureStage.CreateTexture(Picture, Width, Height);
            _classifier.Classified += _ => first++;
            _classifier.Classified += _ => throw new InvalidOperationException("on purpose");
            _classifier.Classified += _ => last++;
            _classifier.OnClassified.AddListener(_ => last++);

            _stage.StepUntil(() => first == 2);

            Assert.That(last, Is.EqualTo(4));
            Assert.That(_classifier.Label, Is.Not.Null);
            Assert.That(_stage.Log, Has.Count.EqualTo(2).And.All.Contains("on purpose"));
        }

        [Test]
        public void OnRequest_TakesOnePictureEachTime()
        {
            _classifier.Rate = CaptureRate.OnRequest;
            _classifier.Source = TextureStage.CreateTexture(Picture, Width, Height);
            _stage.StepUntil(() => _classifier.IsReady);
            for (var asked = 1; asked <= 3; asked++)
            {
                _classifier.RequestCapture();
                _stage.StepUntil(() => _classifier.Statistics.Classified == asked);
                for (var i = 0; i < 10; i++)
                {
                    _stage.Engine.Step();
                }

                Assert.That(_classifier.Statistics.Captured, Is.EqualTo(asked));
            }
        }

        [Test]
        public void Disabled_AnswersWhatIsAwaited_AndServesAgainWhenEnabled()
        {
            var texture = TextureStage.CreateTexture(Picture, Width, Height);
            _stage.Await(_classifier.ClassifyAsync(texture));
            var awaited = _classifier.ClassifyAsync(texture);

            _classifier.enabled = false;

            Assert.That(awaited.Exception!.InnerException!.Message, Does.Contain("'eye'").And.Contain("was disabled"));
            Assert.That(
                _classifier.ClassifyAsync(texture).Exception!.InnerException!.Message, Does.Contain("'eye'").And.Contain("enable it"));
            _classifier.enabled = true;
            Assert.That(_stage.Await(_classifier.ClassifyAsync(texture)).IsCompletedSuccessfully, Is.True);
            Object.DestroyImmediate(_classifier.gameObject);
            _stage.Engine.Step();
            Assert.That(_stage.Log, Is.Empty);
        }

        [Test]
        public void DestroyedSource_IsOneNotice_GoneWithAnotherOne()
        {
            _classifier.Source = TextureStage.CreateTexture(Picture, Width, Height);
            _stage.StepUntil(() => _classifier.Result != null);

            Object.DestroyImmediate(_classifier.Source);
            for (var i = 0; i < 20; i++)
            {
                _stage.Engine.Step();
            }

            Assert.That(_classifier.Notice, Does.Contain("the source was destroyed"));
            Assert.That(_stage.Log, Has.Count.EqualTo(1).And.All.EqualTo("TextureClassifier: " + _classifier.Notice));
            _classifier.Source = TextureStage.CreateTexture(Picture, Width, Height);
            _stage.Engine.Step();
            Assert.That(_classifier.Notice, Is.Null);
        }

        [Test]
        public void WebcamThatNeverSends_IsOneNoticeAfterAWhile()
        {
            _classifier.Source = new WebCamTexture();
            _stage.StepUntil(() => _classifier.IsReady);
            _stage.StepUntil(() => _classifier.Notice != null);
            _stage.Engine.Step();

            Assert.That(_classifier.Notice, Does.Contain("isn't playing").And.Contain("Play"));
            Assert.That(_stage.Log, Has.Count.EqualTo(1));
        }

        [Test]
        public void Video_GoesBeforeTheTexture()
        {
            var video = new GameObject("video").AddComponent<VideoPlayer>();
            video.Show(TextureStage.CreateTexture(Picture, Width, Height), 12);
            _classifier.Source = TextureStage.CreateTexture(TextureStage.Noise(Width, Height, 2), Width, Height);
            _classifier.Video = video;

            _stage.StepUntil(() => _classifier.Result != null);

            Assert.That(_classifier.Result!.VideoFrame, Is.EqualTo(12));
        }

        [Test]
        public void AnotherModel_ServesWithoutAGap()
        {
            _classifier.Source = TextureStage.CreateTexture(Picture, Width, Height);
            _stage.StepUntil(() => _classifier.Label != null);

            _classifier.Load(_stage.Keep(new TinyOnnx().Write()));

            _stage.StepUntil(() =>
            {
                Assert.That(_classifier.Label, Is.Not.Null);
                return _classifier.Result!.Probabilities.Length == 3;
            });
            Assert.That(_classifier.Label, Does.StartWith("class "));
        }

        [Test]
        public void ValuesThatAreNoNumbers_AreRefusedAtTheProperty()
        {
            Assert.That(() => _classifier.Smoothing = float.NaN, Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => _classifier.Hysteresis = float.PositiveInfinity, Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => _classifier.ConfidenceThreshold = float.NaN, Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => _classifier.CapturesPerSecond = float.NaN, Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(
                () => _classifier.SourceRect = new Rect(0, float.NaN, 1, 1),
                Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("SourceRect"));
        }

        [Test]
        public void Sample_SaysWhatIsOnAPicture()
        {
            var sample = _classifier.gameObject.AddComponent<ClassifyTexture>();

            _stage.Await(sample.AskAsync(TextureStage.CreateTexture(Picture, Width, Height), CancellationToken.None));

            Assert.That(sample.Answer, Does.Match(@"^.+, \d+ ?%$"));
        }
    }
}
