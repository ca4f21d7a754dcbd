using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using NUnit.Framework;
using Saccade.Host;
using Saccade.Inference;
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
            Assert.That(SharedModel.StopAll(Patience), Is.True);
        }

        [Test]
        public void ModelOfOptimum_ClassifiesWithoutAttention()
        {
            VitClassifier classifier = Add(OptimumModel);
            _eye.AddComponent<AttentionOverlay>();

            Classification result = StepUntilClassified(classifier, 1);

            Assert.That(result.Attention, Is.Null);
            Assert.That(result.Probabilities.ToArray().Sum(), Is.EqualTo(1f).Within(1e-5f));
            Assert.That(result.Top.Length, Is.EqualTo(3));
            Assert.That(_errors, Is.Empty);
        }

        [Test]
        public void OwnModel_GivesAttentionOfTheFrameItNames()
        {
            VitClassifier classifier = Add(OwnModel);

            Classification result = StepUntilClassified(classifier, 1);

            Assert.That(result.Frame, Is.InRange(1, Time.frameCount));
            Assert.That((result.Attention!.Heads, result.Attention.GridHeight, result.Attention.GridWidth), Is.EqualTo((4, 4, 4)));
            float[] mean = new float[16];
            result.Attention.Reduce(HeadReduction.Mean, mean);
            Assert.That(mean.Sum(), Is.GreaterThan(0f).And.LessThan(1f), "the class token attends to itself too");
        }

        [Test]
        public void OverlayAndLabel_DrawOverTheScreenButNotIntoTheModelsPicture()
        {
            VitClassifier classifier = Add(OwnModel);
            StepUntilClassified(classifier, 1);
            byte[] bare = HostScreen.Capture().Rgba;
            float[] before = classifier.Result!.Probabilities.ToArray();

            _eye.AddComponent<AttentionOverlay>();
            _eye.AddComponent<ClassificationLabel>();
            StepUntilClassified(classifier, Time.frameCount + 1);
            StepUntilClassified(classifier, Time.frameCount + 1);

            Assert.That(HostScreen.Capture().Rgba, Is.Not.EqualTo(bare));
            Assert.That(classifier.Result!.Probabilities.ToArray(), Is.EqualTo(before), "the scene stands still, so the model sees the same");
        }

        [Test]
        public void RenderTextureTarget_IsClassifiedLikeTheScreen()
        {
            VitClassifier classifier = Add(OwnModel);
            float[] screen = StepUntilClassified(classifier, 1).Probabilities.ToArray();

            _eye.GetComponent<Camera>().targetTexture = new RenderTexture(160, 120, 24);
            float[] texture = StepUntilClassified(classifier, Time.frameCount + 1).Probabilities.ToArray();

            Assert.That(texture, Is.EqualTo(screen));
        }

        [Test]
        public void DisableEnableSwapAndDestroy_WhileInferenceRuns_LeaveNothingBehind()
        {
            VitClassifier classifier = Add(OwnModel);
            StepUntilClassified(classifier, 1);
            classifier.enabled = false;
            _engine.Step();
            int objects = HostEngine.LiveGraphicsObjects;
            System.Random random = new(7);
            for (int round = 0; round < 40; round++)
            {
                classifier.enabled = true;
                for (int steps = random.Next(4); steps > 0; steps--)
                    _engine.Step();
                if (random.Next(2) == 0)
                    classifier.Load(random.Next(2) == 0 ? OwnModel : OptimumModel);
                for (int steps = random.Next(4); steps > 0; steps--)
                    _engine.Step();
                classifier.enabled = false;
            }

            Assert.That(HostEngine.LiveGraphicsObjects, Is.EqualTo(objects));
            classifier.enabled = true;
            _engine.Step();
            Object.DestroyImmediate(_eye);
            _engine.Step();
            Assert.That(SharedModel.StopAll(Patience), Is.True);
            Assert.That(_errors, Is.Empty);
        }

        [Test]
        public void MissingFolder_IsOneMessageAndTheSceneGoesOn()
        {
            VitClassifier classifier = Add(Fixtures.Find("no-such-model"));

            for (int frame = 0; frame < 5; frame++)
                _engine.Step();

            Assert.That(classifier.Error, Does.Contain("no-such-model").And.Contain("there is no such folder"));
            Assert.That(_errors, Has.Count.EqualTo(1));
            Assert.That(Time.frameCount, Is.EqualTo(5));
        }

        [Test]
        public void NoFolderAtAll_IsSaidInTheFirstFrame()
        {
            VitClassifier classifier = _eye.AddComponent<VitClassifier>();
            Assert.That(classifier.Error, Is.Null, "the folder may still come");

            _engine.Step();

            Assert.That(classifier.Error, Does.Contain("none is given"));
        }

        [Test]
        public void WrongLabelCount_NamesBothCounts()
        {
            string folder = CopyModel();
            string config = Path.Combine(folder, "config.json");
            File.WriteAllText(config, File.ReadAllText(config).Replace("\"4\": \"class 4\"", "\"4\": \"class 4\", \"5\": \"one too many\""));

            VitClassifier classifier = Add(folder);
            StepUntil(() => classifier.Error != null);

            Assert.That(classifier.Error, Does.Contain("6 id2label entries").And.Contain("logits have 5").And.Contain("Re-export"));
            Assert.That(_errors, Has.Count.EqualTo(1));
            Directory.Delete(folder, true);
        }

        [Test]
        public void TruncatedOnnx_NamesTheFileAndWhatToDo()
        {
            string folder = CopyModel();
            string onnx = Path.Combine(folder, "onnx", "model.onnx");
            File.WriteAllBytes(onnx, File.ReadAllBytes(onnx)[..1000]);

            VitClassifier classifier = Add(folder);
            StepUntil(() => classifier.Error != null);

            Assert.That(classifier.Error, Does.Contain("model.onnx").And.Contain("./saccade export"));
            Directory.Delete(folder, true);
        }

        private static string CopyModel()
        {
            string folder = Directory.CreateTempSubdirectory("saccade-model-").FullName;
            Directory.CreateDirectory(Path.Combine(folder, "onnx"));
            foreach (string file in new[] { "config.json", "preprocessor_config.json", Path.Combine("onnx", "model.onnx") })
                File.Copy(Path.Combine(OwnModel, file), Path.Combine(folder, file));
            return folder;
        }

        private VitClassifier Add(string model)
        {
            VitClassifier classifier = _eye.AddComponent<VitClassifier>();
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
            bool happened = SpinWait.SpinUntil(
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
                _errors.Add(message);
        }
    }
}
