using System;
using System.IO;
using System.Linq;
using System.Threading;
using NUnit.Framework;
using Saccade.Editor.Classifier;
using Saccade.Editor.Tests.Retrain.Run;
using Saccade.Host;
using Saccade.Host.Editor;
using UnityEditor;
using UnityEngine;
using UnityEngine.UIElements;

namespace Saccade.Editor.Tests.Retrain.Window
{
    /// <summary>The window's tree, driven as the browser drives it.</summary>
    [NonParallelizable]
    public sealed class RetrainWindowTests
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

        private readonly FakeTool _tool = new();
        private HostEngine _engine = null!;
        private TinyTraining _tiny = null!;
        private double _now;

        [SetUp]
        public void StartScene()
        {
            _tiny = new TinyTraining();
            _engine = HostEngine.Start(
                new HostOptions { Width = 32, Height = 32, Log = null, DataPath = Path.Combine(_tiny.Folder, "Assets") });
            EditorLoop.Reset();
            RetrainSession.Forget();
            RetrainSession.SaveSettings(_tiny.MakeSettings(epochs: 3));
        }

        [TearDown]
        public void StopScene()
        {
            EditorLoop.Reset();
            RetrainSession.Forget();
            _engine.Dispose();
            _tiny.Dispose();
        }

        [Test]
        public void CreateGUI_NamesWhatATestNeeds()
        {
            var window = Open();
            string[] names =
            [
                "data-folder", "starting-model", "train", "blocks", "epochs", "batch-size", "learning-rate", "augmentation",
                "feature-views", "loss", "rare-classes", "seed",
                "device", "output-folder", "start", "cancel", "resume", "status", "progress", "error", "loss-chart", "accuracy-chart",
                "log", "confusion",
                "mistakes", "classifier", "use-on-camera", "use-result",
            ];

            Assert.That(names.Where(name => window.rootVisualElement.Q(name) == null), Is.Empty);
        }

        [Test]
        public void Values_AreRememberedAndShownAgain()
        {
            var window = Open();
            Find<TextField>(window, "epochs").value = "7";
            Find<TextField>(window, "learning-rate").value = "1e-3";
            Find<DropdownField>(window, "train").index = 1;
            Find<DropdownField>(window, "loss").index = 2;
            Find<DropdownField>(window, "rare-classes").index = 1;
            window.Close();

            window = Open();

            Assert.That(Find<TextField>(window, "epochs").value, Is.EqualTo("7"));
            Assert.That(Find<TextField>(window, "learning-rate").value, Is.EqualTo("0.001"));
            Assert.That(Find<DropdownField>(window, "train").index, Is.EqualTo(1));
            Assert.That(Find<DropdownField>(window, "rare-classes").index, Is.EqualTo(1));
            var settings = RetrainSession.LoadSettings();
            Assert.That(settings.LearningRate, Is.EqualTo(0.001));
            Assert.That((settings.Loss, settings.RareClasses), Is.EqualTo((TrainingLoss.Focal, RareClasses.CountMore)));
        }

        [Test]
        public void WrongValue_IsSaidBelowItsFieldAndNothingStarts()
        {
            var window = Open();

            Find<TextField>(window, "epochs").value = "0";
            Press(window, "start");

            Assert.That(Find<Label>(window, "epochs-error").text, Does.Contain("expected 1 or more"));
            Assert.That(Find<Label>(window, "status").text, Does.Contain("field"));
            Assert.That(RetrainSession.Current, Is.Null);
        }

        [TestCase("learning-rate", "0,0003", "Learning rate is 0,0003; expected a number, above 0 and below 1. Write the decimal point")]
        [TestCase("learning-rate", "1,000.5", "expected a number")]
        [TestCase("learning-rate", "NaN", "expected a number")]
        [TestCase("epochs", "2.5", "Epochs is 2.5; expected a whole number, 1 or more")]
        [TestCase("epochs", "1,000", "Write it without commas")]
        [TestCase("batch-size", "all", "Batch size is all; expected a whole number")]
        [TestCase("blocks", "99999999999", "Blocks is 99999999999; expected a whole number, 1 or more, at most 2147483647")]
        [TestCase("feature-views", "", "Cached views is empty; expected a whole number, 1 or more, or 0 for none")]
        [TestCase("seed", "4e2", "Seed is 4e2; expected a whole number")]
        public void NoNumber_IsSaidBelowItsField_AndNothingStarts_UntilItIsMended(string name, string text, string said)
        {
            var window = Open();
            var field = Find<TextField>(window, name);
            var before = field.value;
            var settings = RetrainSession.LoadSettings().ToJson();

            field.value = text;
            Press(window, "start");

            Assert.That(Find<Label>(window, name + "-error").text, Does.Contain(said));
            Assert.That(Find<Label>(window, "status").text, Does.Contain("field"));
            Assert.That(RetrainSession.Current, Is.Null);

            field.value = before;
            Assert.That(Find<Label>(window, name + "-error").text, Is.Empty);
            Assert.That(RetrainSession.LoadSettings().ToJson(), Is.EqualTo(settings));
        }

        [Test]
        public void Run_IsShownWhileItGoesAndByAWindowThatIsOpenedLater()
        {
            using ManualResetEventSlim told = new();
            _tool.Train = (listener, cancellation) =>
            {
                listener.OnEvent(FakeTool.Parse("""{"version":1,"event":"started","epochs":20}"""));
                listener.OnEvent(
                    FakeTool.Parse("""{"version":1,"event":"step","step":3,"steps":20,"epoch":3,"loss":0.5,"imagesPerSecond":410}"""));
                told.Set();
                return FakeTool.WaitForCancel(cancellation);
            };
            var settings = RetrainSession.LoadSettings();
            RetrainSession.Start(_tool, settings, false, false);
            told.Wait(Patience);
            Open().Close();

            var window = Open();
            Tick();

            Assert.That(Find<Label>(window, "status").text, Does.StartWith("Epoch 3 of 20 · 410 images/s"));
            Assert.That(window.rootVisualElement.Q("settings").enabledSelf, Is.False);
            Assert.That(Find<Button>(window, "start").enabledSelf, Is.False);
            Press(window, "cancel");
            Assert.That(((RetrainRun)RetrainSession.Current!).Wait(Patience), Is.True);
            Tick();
            Assert.That(Find<Label>(window, "status").text, Does.StartWith("Cancelled."));
            Assert.That(Find<Button>(window, "start").enabledSelf, Is.True);
        }

        [Test]
        public void FinishedRun_OfPicturesWithSeveralClasses_ShowsTheirFigures()
        {
            var settings = RetrainSession.LoadSettings();
            var training = Path.Combine(TinyTraining.MakeRun(settings.Output, "ab12"), "training");
            File.WriteAllText(
                Path.Combine(training, "multi-label.json"),
                """
                {"meanAveragePrecision":0.8,"macroF1":0.7,"microF1":0.6,"samplesF1":0.5,"classes":[{"name":"dog","pictures":0},
                {"name":"cat","pictures":3,"averagePrecision":0.9,"f1":0.75,"threshold":0.4}]}
                """);
            _tool.Train = (listener, _) =>
            {
                listener.OnEvent(FakeTool.Parse(
                    """{"version":1,"event":"epoch","epoch":1,"validationAccuracy":0.1,"validationMeanAveragePrecision":0.8}"""));
                return FakeTool.Parse(FakeTool.Trained);
            };
            var window = Open();
            RetrainSession.Start(_tool, settings, false, false);
            ((RetrainRun)RetrainSession.Current!).Wait(Patience);

            Tick();

            Assert.That(
                Find<Label>(window, "status").text, Does.StartWith("Finished. Mean average precision 80 % on the validation pictures."));
            Assert.That(
                Find<Label>(window, "multi-label").text,
                Is.EqualTo("Mean average precision 80 % · F1: macro 70 %, micro 60 %, samples 50 %"));
            Assert.That(Find<Label>(window, "found-classes").text, Is.EqualTo(
                "cat: average precision 90 %, F1 75 % from 0.40 on, 3 pictures\ndog: no validation picture shows it"));
            Assert.That(Texts(window.rootVisualElement.Q("accuracy-chart")), Does.Contain("Mean average precision over epochs"));
        }

        [Test]
        public void FinishedRun_ShowsItsResultAndGivesTheModelToTheCamera()
        {
            var settings = RetrainSession.LoadSettings();
            var training = Path.Combine(TinyTraining.MakeRun(settings.Output, "ab12"), "training");
            File.WriteAllText(Path.Combine(training, "confusion.json"), """{"classes":["cone","cube"],"counts":[[4,1],[0,5]]}""");
            File.WriteAllText(
                Path.Combine(training, "mistakes.json"),
                """{"mistakes":[{"truth":"cone","guess":"cube","probability":0.8,"picture":"none.jpg"}]}""");
            GameObject camera = new("Main Camera", typeof(Camera)) { tag = "MainCamera" };
            camera.AddComponent<VitClassifier>();
            var window = Open();
            RetrainSession.Start(_tool, settings, false, false);
            ((RetrainRun)RetrainSession.Current!).Wait(Patience);

            Tick();

            Assert.That(Find<Label>(window, "status").text, Does.StartWith("Finished."));
            Assert.That(Texts(window.rootVisualElement.Q("confusion")), Does.Contain("4").And.Contain("1").And.Contain("5"));
            Assert.That(Texts(window.rootVisualElement.Q("mistakes")), Does.Contain("seen as cube, 80 %"));
            Assert.That(Find<DropdownField>(window, "classifier").value, Is.EqualTo("Main Camera"));
            Press(window, "use-on-camera");
            Assert.That(camera.GetComponent<VitClassifier>().ModelFolder, Is.EqualTo("output"), "published, so that a build has it");
            Assert.That(Path.Combine(Application.streamingAssetsPath, "output", "onnx", "model.onnx"), Does.Exist);
            Assert.That(Path.Combine(Application.streamingAssetsPath, "output", "model.safetensors"), Does.Not.Exist);

            // A model that can't be published is said, and the camera keeps what it has.
            File.Delete(Path.Combine(settings.Output, "onnx", "model.onnx"));
            Press(window, "use-on-camera");
            Assert.That(Find<HelpBox>(window, "use-result").text, Does.Contain("model.onnx"));
            Assert.That(camera.GetComponent<VitClassifier>().ModelFolder, Is.EqualTo("output"));
        }

        [Test]
        public void RunIntoStreamingAssets_IsWarnedOfAndNotRefused()
        {
            var window = Open();
            Assert.That(Find<Label>(window, "output-folder-note").text, Is.Empty);

            Find<TextField>(window, "output-folder").value = Path.Combine(Application.streamingAssetsPath, "retrained");

            Assert.That(Find<Label>(window, "output-folder-note").text, Does.Contain("ships with the game"));
            Assert.That(Find<Label>(window, "output-folder-error").text, Is.Empty);
        }

        [Test]
        public void PublishedModelToStartFrom_SaysWhereItsWeightsAre()
        {
            var run = TinyTraining.MakeRun(Path.Combine(_tiny.Folder, "Runs", "earlier"), "ab12");
            var window = Open();

            Find<TextField>(window, "starting-model").value = ModelPublisher.Publish(run, Application.streamingAssetsPath);

            Assert.That(Find<Label>(window, "starting-model-note").text, Does.Contain(run));
        }

        [Test]
        public void Restore_WithoutARememberedRun_IsNothing()
        {
            RetrainSession.Restore();

            Assert.That(RetrainSession.Current, Is.Null);
        }

        private static RetrainWindow Open()
        {
            RetrainWindow.Open();
            return EditorWindow.GetWindow<RetrainWindow>();
        }

        private void Tick() => EditorLoop.Tick(_now += 1);

        private static void Press(RetrainWindow window, string name) => Find<Button>(window, name).Press();

        private static T Find<T>(RetrainWindow window, string name)
            where T : VisualElement => window.rootVisualElement.Q<T>(name);

        private static string[] Texts(VisualElement element) =>
            element is TextElement text ? [text.text] : element.Children().SelectMany(Texts).ToArray();
    }
}
