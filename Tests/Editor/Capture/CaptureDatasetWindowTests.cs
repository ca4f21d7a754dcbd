using System.IO;
using NUnit.Framework;
using Saccade.Editor.Capture;
using Saccade.Host.Editor;
using Saccade.Samples.Shapes;
using UnityEditor;
using UnityEngine.Rendering;
using UnityEngine.UIElements;

namespace Saccade.Editor.Tests.Capture
{
    [NonParallelizable]
    public sealed class CaptureDatasetWindowTests
    {
        private CaptureStage _stage = null!;
        private CaptureDatasetWindow _window = null!;

        private VisualElement Root => _window.rootVisualElement;

        [SetUp]
        public void OpenOnShapes()
        {
            EditorPrefs.DeleteAll();
            _stage = new CaptureStage();
            _stage.Camera.gameObject.AddComponent<ShapesQuickstart>();
            _stage.Camera.gameObject.AddComponent<ShapesRandomizer>();
            _stage.Step();
            _window = EditorWindow.GetWindow<CaptureDatasetWindow>();
        }

        [TearDown]
        public void TearDown()
        {
            _stage.Dispose();
            EditorPrefs.DeleteAll();
        }

        [Test]
        public void Window_OffersTheScenesClassesAndCamera()
        {
            Assert.That(Root.Q<TextField>("classes").value, Is.EqualTo(string.Join(", ", ShapesCatalogue.NewClasses)));
            Assert.That(Root.Q<DropdownField>("camera").value, Is.EqualTo("Main Camera"));
            Assert.That(Root.Q<TextField>("output-folder").value, Is.EqualTo(_stage.Folder), "beside Assets");
            Assert.That(Root.Q<Button>("pause").enabledSelf, Is.False);
        }

        [Test]
        public void Start_WithFewPictures_RunsToTheEndAndShowsIt()
        {
            Root.Q<IntegerField>("target").value = 2;
            Press("start");
            Assert.That(Root.Q<Button>("start").enabledSelf, Is.False);
            TickUntilFinished();

            Assert.That(Root.Q<Label>("status").text, Does.Contain("10 of 10"));
            Assert.That(Root.Q<ProgressBar>("progress-cone").title, Is.EqualTo("cone: 2 / 2"));
            Assert.That(Root.Q<Image>("preview").image != null, Is.True);
        }

        [Test]
        public void Start_WithABadClass_ShowsTheErrorInPlace()
        {
            Root.Q<TextField>("classes").value = "../x";
            Press("start");

            Assert.That(Root.Q<HelpBox>("error").text, Does.Contain("../x"));
            Assert.That(Root.Q<Button>("start").enabledSelf, Is.True);
        }

        [Test]
        public void Retrain_PassesTheFolderOn()
        {
            var folder = Root.Q<TextField>("output-folder").value;

            Press("retrain");

            var window = EditorWindow.GetWindow<RetrainWindow>();
            Assert.That(window.rootVisualElement.Q("data-folder").Q<TextField>().value, Is.EqualTo(folder));
            Assert.That(EditorPrefs.HasKey("Saccade.Retrain.DataFolder"), Is.False, "passed on once");
        }

        [Test]
        public void Start_OfFiveClassesOf60_MakesThemAllAndReportsItsTime()
        {
            Root.Q<IntegerField>("width").value = 128;
            Root.Q<IntegerField>("height").value = 128;
            var begin = System.Diagnostics.Stopwatch.GetTimestamp();
            Press("start");
            TickUntilFinished();
            TestContext.Out.WriteLine($"300 pictures: {System.Diagnostics.Stopwatch.GetElapsedTime(begin).TotalSeconds:F1} s");

            Assert.That(Directory.GetFiles(_stage.Folder, "*.png", SearchOption.AllDirectories), Has.Length.EqualTo(300));
        }

        private void Press(string name) => Root.Q<Button>(name).Press();

        private void TickUntilFinished()
        {
            for (var i = 0; i < 1000 && !Root.Q<Label>("status").text.StartsWith("Finished", System.StringComparison.Ordinal); i++)
            {
                EditorLoop.Tick(i);
                AsyncGPUReadback.WaitAllRequests();
                _window.Session?.FlushWrites();
                _stage.Step();
            }

            Assert.That(Root.Q<Label>("status").text, Does.StartWith("Finished"));
        }
    }
}
