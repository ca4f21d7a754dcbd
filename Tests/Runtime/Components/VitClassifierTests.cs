using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using NUnit.Framework;
using Saccade.Core.Tests;
using Saccade.Core.Tests.Inference;
using Saccade.Host;
using Saccade.Inference;
using Saccade.Inference.Onnx;
using Saccade.Preprocessing;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Saccade.Runtime.Tests.Components
{
    /// <summary>
    /// The component in a running scene, with real models: Optimum's export, which has no attention, and our own, which has.
    /// </summary>
    [NonParallelizable]
    public sealed class VitClassifierTests
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
        private static readonly string OptimumModel = Fixtures.Find("huggingface", "optimum");
        private static readonly string OwnModel = Fixtures.Find("exported", "vit-tiny");

        private readonly List<string> _errors = [];
        private HostEngine _engine = null!;
        private GameObject _eye = null!;

        [SetUp]
        public void StartScene()
        {
            _engine = HostEngine.Start(new HostOptions { Width = 160, Height = 120, AntiAliasing = 1, Log = null });
            _errors.Clear();
            Application.logMessageReceived += NoteError;
            _eye = new GameObject("Camera", typeof(Camera)) { tag = "MainCamera" };
            _eye.GetComponent<Camera>().backgroundColor = new Color(0.3f, 0.5f, 0.2f);
            GameObject.CreatePrimitive(PrimitiveType.Cube).transform.position = new Vector3(0.3f, 0f, 4f);
        }

        [TearDown]
        public void StopScene()
        {
            Application.logMessageReceived -= NoteError;
            _engine.Dispose();
            Assert.That(SharedModels.StopAll(Patience), Is.True);
        }

        [Test]
        public void ModelOfOptimum_ClassifiesWithoutAttention()
        {
            var classifier = Add(OptimumModel);
            _eye.AddComponent<AttentionOverlay>();

            var result = StepUntilClassified(classifier, 1);

            Assert.That(result.Attention, Is.Null);
            Assert.That(result.Probabilities.ToArray().Sum(), Is.EqualTo(1f).Within(1e-5f));
            Assert.That(result.Top.Length, Is.EqualTo(3));
            Assert.That(_errors, Is.Empty);
        }

        [Test]
        public void OwnModel_GivesAttentionOfTheFrameItNames()
        {
            var classifier = Add(OwnModel);

            var result = StepUntilClassified(classifier, 1);

            Assert.That(result.Frame, Is.InRange(1, Time.frameCount));
            Assert.That((result.Attention!.Heads, result.Attention.GridHeight, result.Attention.GridWidth), Is.EqualTo((4, 4, 4)));
            var mean = new float[16];
            result.Attention.Reduce(HeadReduction.Mean, mean);
            Assert.That(mean.Sum(), Is.GreaterThan(0f).And.LessThan(1f), "the class token attends to itself too");
        }

        [Test]
        public void OverlayAndLabel_DrawOverTheScreenButNotIntoTheModelsPicture()
        {
            var classifier = Add(OwnModel);
            StepUntilClassified(classifier, 1);
            var bare = HostScreen.Capture().Rgba;
            var before = classifier.Result!.Probabilities.ToArray();

            _eye.AddComponent<AttentionOverlay>();
            _eye.AddComponent<ClassificationLabel>();
            StepUntilClassified(classifier, Time.frameCount + 1);
            StepUntilClassified(classifier, Time.frameCount + 1);

            Assert.That(HostScreen.Capture().Rgba, Is.Not.EqualTo(bare));
            Assert.That(
                classifier.Result!.Probabilities.ToArray(), Is.EqualTo(before), "the scene stands still, so the model sees the same");
        }

        [Test]
        public void RenderTextureTarget_IsClassifiedLikeTheScreen()
        {
            var classifier = Add(OwnModel);
            var screen = StepUntilClassified(classifier, 1).Probabilities.ToArray();

            _eye.GetComponent<Camera>().targetTexture = new RenderTexture(160, 120, 24);
            var texture = StepUntilClassified(classifier, Time.frameCount + 1).Probabilities.ToArray();

            Assert.That(texture, Is.EqualTo(screen));
        }

        [Test]
        public void ModelView_IntoATextureOfAnotherSize_IsRefusedWithBothSizes()
        {
            var classifier = Add(OwnModel);
            StepUntilClassified(classifier, 1);

            Assert.That(
                () => classifier.TryReadModelView(new Texture2D(3, 5)),
                Throws.ArgumentException.With.Message.Contains("3 x 5")
                    .And.Message.Contains($"{classifier.ModelViewWidth} x {classifier.ModelViewHeight}"));
        }

        [Test]
        public void DisableEnableSwapAndDestroy_WhileInferenceRuns_LeaveNothingBehind()
        {
            var classifier = Add(OwnModel);
            StepUntilClassified(classifier, 1);
            classifier.enabled = false;
            _engine.Step();
            var objects = HostEngine.LiveGraphicsObjects;
            System.Random random = new(7);
            for (var round = 0; round < 40; round++)
            {
                classifier.enabled = true;
                for (var steps = random.Next(4); steps > 0; steps--)
                {
                    _engine.Step();
                }

                if (random.Next(2) == 0)
                {
                    classifier.Load(random.Next(2) == 0 ? OwnModel : OptimumModel);
                }

                for (var steps = random.Next(4); steps > 0; steps--)
                {
                    _engine.Step();
                }

                classifier.enabled = false;
            }

            Assert.That(HostEngine.LiveGraphicsObjects, Is.EqualTo(objects));
            classifier.enabled = true;
            _engine.Step();
            Object.DestroyImmediate(_eye);
            _engine.Step();
            Assert.That(SharedModels.StopAll(Patience), Is.True);
            Assert.That(_errors, Is.Empty);
        }

        [Test]
        public void MissingFolder_IsOneMessageAndTheSceneGoesOn()
        {
            var classifier = Add(Fixtures.Find("no-such-model"));

            for (var frame = 0; frame < 5; frame++)
            {
                _engine.Step();
            }

            Assert.That(classifier.Error, Does.Contain("no-such-model").And.Contain("there is no such folder"));
            Assert.That(_errors, Has.Count.EqualTo(1));
            Assert.That(Time.frameCount, Is.EqualTo(5));
        }

        [Test]
        public void NoFolderAtAll_IsSaidInTheFirstFrame()
        {
            var classifier = _eye.AddComponent<VitClassifier>();
            Assert.That(classifier.Error, Is.Null, "the folder may still come");

            _engine.Step();

            Assert.That(classifier.Error, Does.Contain("none is given"));
        }

        [Test]
        public void WrongLabelCount_NamesBothCounts()
        {
            var folder = CopyModel();
            var config = Path.Combine(folder, "config.json");
            File.WriteAllText(
                config, File.ReadAllText(config).Replace("\"4\": \"class 4\"", "\"4\": \"class 4\", \"5\": \"one too many\""));

            var classifier = Add(folder);
            StepUntil(() => classifier.Error != null);

            Assert.That(classifier.Error, Does.Contain("6 id2label entries").And.Contain("logits have 5").And.Contain("Re-export"));
            Assert.That(_errors, Has.Count.EqualTo(1));
            Directory.Delete(folder, true);
        }

        [Test]
        public void TruncatedOnnx_NamesTheFileAndWhatToDo()
        {
            var folder = CopyModel();
            var onnx = Path.Combine(folder, "onnx", "model.onnx");
            File.WriteAllBytes(onnx, File.ReadAllBytes(onnx)[..1000]);

            var classifier = Add(folder);
            StepUntil(() => classifier.Error != null);

            Assert.That(classifier.Error, Does.Contain("model.onnx").And.Contain("./saccade export"));
            Directory.Delete(folder, true);
        }

        [Test]
        public void SeveralCameras_ShareOneSession()
        {
            VitClassifier[] classifiers =
                [Add(OwnModel), AddCamera(OwnModel, new Rect(0, 0, 0.5f, 1)), AddCamera(OwnModel, new Rect(0.5f, 0, 0.5f, 1))];

            StepUntil(() => Array.TrueForAll(classifiers, classifier => classifier.Result != null));

            Assert.That(SharedModels.RunningCount, Is.EqualTo(1));
            classifiers[1].Threads = 2;
            classifiers[1].Load(OwnModel);
            StepUntil(() => !classifiers[1].IsLoading);
            Assert.That(SharedModels.RunningCount, Is.EqualTo(2), "other threads are another session");
        }

        [Test]
        public void Load_TheOldModelServesUntilTheNewOneIsWarm()
        {
            var classifier = Add(OwnModel);
            StepUntilClassified(classifier, 1);
            var arrivedMeanwhile = 0;
            classifier.Classified += _ => arrivedMeanwhile += classifier.IsLoading ? 1 : 0;

            classifier.Load(OptimumModel);
            Assert.That(classifier.IsLoading, Is.True);
            StepUntil(() =>
            {
                Assert.That(classifier.Result, Is.Not.Null, "there is always a result");
                Assert.That(classifier.IsReady, Is.True, "there is always a model");
                return classifier.Result!.Attention == null;
            });

            Assert.That(arrivedMeanwhile, Is.Positive);
            Assert.That(_errors, Is.Empty);
        }

        [Test]
        public void Load_OfABrokenModel_LeavesTheOldOneServing()
        {
            var classifier = Add(OwnModel);
            StepUntilClassified(classifier, 1);
            var folder = CopyModel();
            File.WriteAllText(Path.Combine(folder, "onnx", "model.onnx"), "no model");

            classifier.Load(folder);
            StepUntil(() => classifier.Error != null);

            Assert.That(classifier.Error, Does.Contain("model.onnx"));
            Assert.That(_errors, Has.Count.EqualTo(1));
            long now = Time.frameCount;
            StepUntil(() => classifier.Result?.Frame > now);
            classifier.Load(OwnModel);
            StepUntil(() => !classifier.IsLoading);
            Assert.That(classifier.Error, Is.Null, "the message goes when its cause does");
            Directory.Delete(folder, true);
        }

        [Test]
        public void Load_OfARetrainedModelUnderTheSamePath_TakesTheNewOne()
        {
            var folder = CopyModel();
            var classifier = Add(folder);
            StepUntilClassified(classifier, 1);
            File.WriteAllText(
                Path.Combine(folder, "config.json"), File.ReadAllText(Path.Combine(folder, "config.json")).Replace("class ", "new class "));

            classifier.Load(folder);
            StepUntil(() => !classifier.IsLoading && classifier.Result!.Best.Label.StartsWith("new class", StringComparison.Ordinal));

            Assert.That(_errors, Is.Empty);
            Directory.Delete(folder, true);
        }

        [Test]
        public void SourceRect_IsTheOnlyPartThatIsSeen()
        {
            var classifier = Add(OwnModel);
            classifier.SourceRect = new Rect(0.25f, 0.1f, 0.5f, 0.45f);
            var result = StepUntilClassified(classifier, 1);

            var screen = HostScreen.Capture().Rgba;
            var part = new byte[80 * 54 * 3];
            for (var y = 0; y < 54; y++)
            {
                // From the top: the rectangle's upper edge lies at 0.55 of 120 pixels from below.
                Fixtures.DropAlpha(screen.AsSpan(((54 + y) * 160 + 40) * 4, 80 * 4)).CopyTo(part, y * 80 * 3);
            }

            Assert.That(result.Probabilities.ToArray(), Is.EqualTo(Expect(part, 80, 54)).Within(1e-5));
            Assert.That((result.Region.x, result.Region.width, result.Region.height), Is.EqualTo((0.25f, 0.5f, 0.45f)));
            Assert.That(result.Region.y, Is.EqualTo(0.45f).Within(1e-6));
        }

        [Test]
        public void OnRequest_ClassifiesOneFrameForARequest()
        {
            var classifier = _eye.AddComponent<VitClassifier>();
            classifier.Rate = CaptureRate.OnRequest;
            classifier.Load(OwnModel);
            StepUntil(() => classifier.IsReady);
            for (var frame = 0; frame < 20; frame++)
            {
                _engine.Step();
            }

            Assert.That(classifier.Statistics.Captured, Is.Zero);

            classifier.RequestCapture();
            var asked = Time.frameCount + 1;
            StepUntil(() => classifier.Result != null);

            Assert.That(classifier.Result!.Frame, Is.EqualTo(asked));
            Assert.That(classifier.Statistics.Captured, Is.EqualTo(1));
        }

        [Test]
        public void Events_AreRaisedWithTheResultAndAHandlerThatThrowsHoldsUpNothing()
        {
            var classifier = Add(OwnModel);
            List<long> frames = [];
            classifier.OnClassified.AddListener(result => frames.Add(result.Frame));
            StepUntil(() => frames.Count == 2);
            classifier.Classified += _ => throw new InvalidOperationException("a script's own failure");

            long now = Time.frameCount;
            StepUntil(() => classifier.Result!.Frame > now + 3);

            Assert.That(frames, Is.Ordered.Ascending);
            Assert.That(_errors, Is.Not.Empty.And.All.Contains("a script's own failure"));
        }

        [Test]
        public void Label_BelowTheThreshold_IsNone()
        {
            var classifier = Add(OwnModel);
            StepUntilClassified(classifier, 1);
            Assert.That(classifier.Label, Is.EqualTo(classifier.Result!.Best.Label));
            Assert.That(classifier.LabelProbability, Is.EqualTo(classifier.Result.Best.Probability).Within(1e-6));

            classifier.ConfidenceThreshold = 1f;
            StepUntilClassified(classifier, Time.frameCount);

            Assert.That(classifier.Label, Is.Null);
        }

        [Test]
        public void Statistics_TellRatesAndTimes()
        {
            var classifier = Add(OwnModel);
            StepUntil(() => classifier.Statistics.Classified >= 20);

            var statistics = classifier.Statistics;
            Assert.That(statistics.LabelsPerSecond, Is.Positive);
            Assert.That(statistics.CapturesPerSecond, Is.Positive);
            Assert.That(statistics.EncodeSeconds, Is.Positive);
            Assert.That(statistics.InferenceSeconds, Is.Positive);
            Assert.That(statistics.LatencyP50, Is.GreaterThan(statistics.InferenceSeconds));
            Assert.That(statistics.LatencyP95, Is.GreaterThanOrEqualTo(statistics.LatencyP50));
            Assert.That(statistics.Captured - statistics.Classified - statistics.Dropped, Is.InRange(0, 4), "the rest is on its way");
        }

        [Test]
        public void OtherFamilyOfModels_IsClassifiedAndTheOverlayDrawsNothing()
        {
            var folder = new TinyOnnx { ModelType = "swin" }.Write();
            var classifier = Add(folder);
            _eye.AddComponent<AttentionOverlay>();

            var result = StepUntilClassified(classifier, 1);

            Assert.That(result.Attention, Is.Null);
            Assert.That(_errors, Is.Empty);
            Directory.Delete(folder, true);
        }

        // Whatever the camera shows, the logits are 1 and -1 times the same sum of ones.
        [TestCase(1f, "class 0")]
        [TestCase(-1f, null)]
        public void AModelWithOneClass_NamesItOnlyWhereItIsMoreLikelyThanNot(float factor, string? expected)
        {
            var folder = new TinyOnnx { Classes = [[factor, factor, factor]] }.Write();
            var classifier = Add(folder);
            _eye.GetComponent<Camera>().backgroundColor = Color.white;

            var result = StepUntilClassified(classifier, 1);

            Assert.That(result.HasIndependentClasses, Is.True);
            Assert.That(result.Best.Probability, factor > 0 ? Is.GreaterThan(0.5f) : Is.LessThan(0.5f));
            Assert.That(classifier.Label, Is.EqualTo(expected));
            Assert.That(classifier.Top.Length, Is.EqualTo(1));
            Directory.Delete(folder, true);
        }

        [Test]
        public void LogitsThatAreNoNumbers_AreOneMessageAndTheSceneGoesOn()
        {
            var folder = new TinyOnnx { Classes = [[float.NaN, 1, 1], [0, 1, 0]] }.Write();
            var classifier = Add(folder);
            StepUntil(() => classifier.Error != null);
            for (var frame = 0; frame < 5; frame++)
            {
                _engine.Step();
            }

            Assert.That(classifier.Error, Does.Contain("not numbers"));
            Assert.That(_errors, Has.Count.EqualTo(1));
            Directory.Delete(folder, true);
        }

        [Test]
        public void ProviderThatIsNotThere_IsAWarningAndWorks()
        {
            var classifier = _eye.AddComponent<VitClassifier>();
            classifier.Provider = ExecutionProvider.Cuda;
            classifier.Load(OwnModel);
            StepUntil(() => classifier.Result != null);
            if (classifier.ActiveProvider == ExecutionProvider.Cuda)
            {
                Assert.Ignore("This machine has CUDA.");
            }

            Assert.That(classifier.ActiveProvider, Is.EqualTo(ExecutionProvider.Cpu));
            Assert.That(classifier.Notice, Does.Contain("Cuda was asked for"));
            Assert.That(classifier.Error, Is.Null);
            Assert.That(_errors, Has.Count.EqualTo(1).And.All.Contains("runs on Cpu"));
        }

        [Test]
        public void TargetThatIsResizedOrDestroyedBetweenFrames_HoldsUpNothing()
        {
            var classifier = Add(OwnModel);
            var camera = _eye.GetComponent<Camera>();
            System.Random random = new(5);
            for (var round = 0; round < 60; round++)
            {
                var before = camera.targetTexture;
                camera.targetTexture = random.Next(4) == 0 ? null : new RenderTexture(random.Next(1, 200), random.Next(1, 200), 24);
                if (before != null && random.Next(2) == 0)
                {
                    Object.DestroyImmediate(before);
                }
                else if (before != null)
                {
                    before.Release();
                }

                for (var steps = random.Next(3); steps > 0; steps--)
                {
                    _engine.Step();
                }

                if (random.Next(8) == 0 && camera.targetTexture is { } now)
                {
                    Object.DestroyImmediate(now);
                }
            }

            camera.targetTexture = null;
            StepUntilClassified(classifier, Time.frameCount + 1);
            Assert.That(_errors, Is.All.Contains("target texture was destroyed"));
        }

        [Test]
        public void PlayModeAgainWithoutDomainReload_ClassifiesAgain()
        {
            for (var round = 0; round < 3; round++)
            {
                StepUntilClassified(Add(OwnModel), 1);
                StopScene();
                Assert.That(SharedModels.RunningCount, Is.Zero, "quitting waits for the threads");
                StartScene();
            }
        }

        private static string CopyModel()
        {
            var folder = Directory.CreateTempSubdirectory("saccade-model-").FullName;
            Directory.CreateDirectory(Path.Combine(folder, "onnx"));
            foreach (var file in new[] { "config.json", "preprocessor_config.json", Path.Combine("onnx", "model.onnx") })
            {
                File.Copy(Path.Combine(OwnModel, file), Path.Combine(folder, file));
            }

            return folder;
        }

        // What the model says of a picture that went through the training transform.
        private static float[] Expect(byte[] rgb, int width, int height)
        {
            var folder = ModelFolder.Open(OwnModel);
            using var model = OnnxModel.Load(folder, default);
            new PixelTransform(folder.Rule).Apply(rgb, width, height, model.Input(0));
            var result = model.CreateResult(1);
            model.Run(1);
            model.Read(0, result);
            return result.Probabilities.ToArray();
        }

        private static VitClassifier AddCamera(string model, Rect area)
        {
            GameObject eye = new("Another camera", typeof(Camera));
            eye.GetComponent<Camera>().rect = area;
            var classifier = eye.AddComponent<VitClassifier>();
            classifier.Load(model);
            return classifier;
        }

        private VitClassifier Add(string model)
        {
            var classifier = _eye.AddComponent<VitClassifier>();
            classifier.Load(model);
            return classifier;
        }

        private Classification StepUntilClassified(VitClassifier classifier, long frame)
        {
            StepUntil(() => classifier.Error != null || classifier.Result?.Frame >= frame);
            Assert.That(classifier.Error, Is.Null);
            return classifier.Result!;
        }

        private void StepUntil(Func<bool> condition)
        {
            var happened = SpinWait.SpinUntil(
                () =>
                {
                    _engine.Step();
                    return condition();
                },
                Patience);
            Assert.That(happened, Is.True, "it never happened");
        }

        private void NoteError(string message, string stackTrace, LogType type)
        {
            if (type != LogType.Log)
            {
                _errors.Add(message);
            }
        }
    }
}
