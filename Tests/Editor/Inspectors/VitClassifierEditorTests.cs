using System;
using System.IO;
using System.Linq;
using System.Reflection;
using NUnit.Framework;
using Saccade.Editor.Classifier;
using Saccade.Editor.Inspectors;
using Saccade.Host;
using Saccade.Host.Editor;
using Saccade.Host.Editor.Session;
using Saccade.Inference;
using UnityEditor;
using UnityEditor.UIElements;
using UnityEngine;
using UnityEngine.UIElements;

namespace Saccade.Editor.Tests.Inspectors
{
    /// <summary>The classifier's inspector in a running scene with a real, tiny model.</summary>
    [NonParallelizable]
    public sealed class VitClassifierEditorTests
    {
        private const int MaxFrames = 5000;

        private static readonly string Model = Path.GetFullPath(Path.Combine(
            typeof(VitClassifierEditorTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(d => d.Key == "Fixtures").Value!,
            "exported",
            "vit-tiny"));

        private HostEngine _engine = null!;
        private string _folder = null!;
        private GameObject _eye = null!;

        [SetUp]
        public void StartScene()
        {
            _folder = Directory.CreateTempSubdirectory("saccade-inspector-").FullName;
            _engine = HostEngine.Start(new HostOptions { Width = 64, Height = 48, Log = null, PersistentDataPath = _folder });
            Undo.ClearAll();
            _eye = new GameObject("Camera", typeof(Camera)) { tag = "MainCamera" };
            _eye.GetComponent<Camera>().backgroundColor = new Color(0.3f, 0.5f, 0.2f);
        }

        [TearDown]
        public void StopScene()
        {
            _engine.Dispose();
            Assert.That(SharedModels.StopAll(TimeSpan.FromMinutes(1)), Is.True);
            Directory.Delete(_folder, true);
        }

        [Test]
        public void Complete_AddsLabelAndOverlay_AsOneStepToUndo()
        {
            EditorDomain.Load([typeof(ClassifierSetup).Assembly]);

            ObjectFactory.AddComponent<VitClassifier>(_eye);

            Assert.That(_eye.GetComponent<AttentionOverlay>(), Is.Not.Null);
            Assert.That(_eye.GetComponent<ClassificationLabel>(), Is.Not.Null);
            Undo.PerformUndo();
            Assert.That(_eye.GetComponents<MonoBehaviour>(), Is.Empty);
            Undo.PerformRedo();
            Assert.That(_eye.GetComponents<MonoBehaviour>(), Has.Length.EqualTo(3));
        }

        [Test]
        public void Summary_TellsTheModelsFacts()
        {
            var summary = VitClassifierSummary.Read("", Model);

            Assert.That(summary.Problem, Is.Null);
            Assert.That(
                summary.Facts.Select(fact => fact.Name), Is.EqualTo(new[] { "Family", "Labels", "Picture", "Patch", "Grid", "File" }));
            Assert.That(summary.Facts.Single(fact => fact.Name == "Grid").Value, Is.EqualTo("4 x 4 patches"));
            Assert.That(summary.Facts.Single(fact => fact.Name == "File").Value, Does.StartWith("model.onnx, "));
        }

        [Test]
        public void FolderChosenWhilePlaying_IsLoadedAndShown()
        {
            var classifier = _eye.AddComponent<VitClassifier>();
            ElementPanel panel = new(new InspectorElement(classifier));
            Assert.That(panel.Root.Q<HelpBox>("error").text, Does.StartWith("No model folder is chosen."));
            Assert.That(
                VitClassifierSummary.DescribeCapture(classifier), Is.EqualTo("nothing yet on OpenGLCore, built-in render pipeline"));

            panel.Root.Q<TextField>("model-folder").value = Model;
            Assert.That(classifier.IsLoading, Is.True);
            long time = 0;
            for (var i = 0; i < MaxFrames && panel.Root.Q<Image>("thumbnail").image == null; i++)
            {
                _engine.Step();
                panel.Tick(time += 1000, e => throw e);
                System.Threading.Thread.Yield();
            }

            var view = (Texture2D)panel.Root.Q<Image>("thumbnail").image;
            Assert.That((view.width, view.height), Is.EqualTo((classifier.ModelViewWidth, classifier.ModelViewHeight)));
            var middle = view.GetPixels32()[view.width * view.height / 2];
            Assert.That((int)middle.g, Is.EqualTo(128).Within(1), "the camera's background");
            Assert.That((int)middle.r, Is.EqualTo(77).Within(1));
            Assert.That(panel.Root.Q<HelpBox>("error").style.display.value, Is.EqualTo(DisplayStyle.None));
            Assert.That(panel.Root.Q<VisualElement>("summary").childCount, Is.EqualTo(7));
            Assert.That(
                VitClassifierSummary.DescribeCapture(classifier), Is.EqualTo("OpenGL on OpenGLCore, built-in render pipeline"));
        }

        [Test]
        public void FolderTypedSlowly_WhileLiveFiguresRefresh_StandsAsTyped_AndIsTakenWithReturn()
        {
            var classifier = _eye.AddComponent<VitClassifier>();
            ElementPanel panel = new(new InspectorElement(classifier));
            var field = panel.Root.Q<TextField>("model-folder");
            ITextInput keyboard = field;
            long time = 0;

            keyboard.Focus();
            for (var length = 1; length <= Model.Length; length++)
            {
                keyboard.Type(Model[..length]);
                _engine.Step();
                panel.Tick(time += 250, e => throw e);
                Assert.That(field.text, Is.EqualTo(Model[..length]));
            }

            Assert.That(classifier.ModelFolder, Is.Empty, "nothing is taken before Return");
            keyboard.Submit();
            _engine.Step();
            Assert.That(classifier.ModelFolder, Is.EqualTo(Model));
            Assert.That(classifier.IsLoading, Is.True);
        }

        [Test]
        public void AssetChosenWhilePlaying_IsLoadedInsteadOfTheFolder_AndItsFactsAreShown()
        {
            TextAsset asset = new(Pack()) { name = "shapes.vit" };
            var classifier = _eye.AddComponent<VitClassifier>();
            ElementPanel panel = new(new InspectorElement(classifier));
            var field = panel.Root.Q<DropdownField>("_modelAsset");

            // As Unity's object field does it: the component has the asset, then the field tells.
            classifier.ModelAsset = asset;
            field.value = asset.name;
            panel.Tick(0, e => throw e);
            panel.Tick(1000, e => throw e);

            Assert.That(classifier.ModelAsset == asset, Is.True);
            Assert.That(classifier.IsLoading, Is.True);
            Assert.That(panel.Root.Q<HelpBox>("error").style.display.value, Is.EqualTo(DisplayStyle.None));
            Assert.That(panel.Root.Q<VisualElement>("summary").childCount, Is.EqualTo(7));
            Assert.That(panel.Root.Q<TextField>("model-folder").style.display.value, Is.EqualTo(DisplayStyle.None));
            for (var i = 0; i < MaxFrames && !classifier.IsReady; i++)
            {
                _engine.Step();
                System.Threading.Thread.Yield();
            }

            Assert.That(classifier.IsReady, Is.True);
        }

        [Test]
        public void SummaryOfABrokenAsset_SaysWhatToDo()
        {
            var summary = VitClassifierSummary.Read(new TextAsset("no archive") { name = "broken.vit" });

            Assert.That(summary.Problem, Does.Contain("broken.vit").And.Contain("Model Asset…"));
        }

        [Test]
        public void ModelThatCantBeRun_IsSaidInPlace_ThoughItsFolderLooksWell()
        {
            var broken = Directory.CreateTempSubdirectory("saccade-broken-").FullName;
            try
            {
                Directory.CreateDirectory(Path.Combine(broken, "onnx"));
                foreach (var file in new[] { "config.json", "preprocessor_config.json" })
                {
                    File.Copy(Path.Combine(Model, file), Path.Combine(broken, file));
                }

                File.WriteAllText(Path.Combine(broken, "onnx", "model.onnx"), "no graph");
                var classifier = _eye.AddComponent<VitClassifier>();
                ElementPanel panel = new(new InspectorElement(classifier));

                classifier.Load(broken);
                for (var i = 0; i < MaxFrames && classifier.Error == null; i++)
                {
                    _engine.Step();
                    System.Threading.Thread.Yield();
                }

                panel.Tick(1000, e => throw e);
                panel.Tick(2000, e => throw e);

                Assert.That(classifier.Error, Is.Not.Null);
                Assert.That(panel.Root.Q<HelpBox>("error").text, Is.EqualTo(classifier.Error));
                Assert.That(panel.Root.Q<HelpBox>("error").style.display.value, Is.EqualTo(DisplayStyle.Flex));
            }
            finally
            {
                Directory.Delete(broken, true);
            }
        }

        [Test]
        public void Buttons_AddWhatIsMissing()
        {
            var classifier = _eye.AddComponent<VitClassifier>();
            ElementPanel panel = new(new InspectorElement(classifier));

            panel.Root.Q<Button>("add-overlay").Press();
            panel.Root.Q<Button>("add-label").Press();

            Assert.That(_eye.GetComponent<AttentionOverlay>(), Is.Not.Null);
            Assert.That(_eye.GetComponent<ClassificationLabel>(), Is.Not.Null);
        }

        [Test]
        public void Overlay_ShowsTheHeadOnlyForTheSourceHead()
        {
            _eye.AddComponent<VitClassifier>();
            var overlay = _eye.AddComponent<AttentionOverlay>();
            ElementPanel panel = new(new InspectorElement(overlay));
            VisualElement head = panel.Root.Q<PropertyField>("PropertyField:_head");
            Assert.That(head.style.display.value, Is.EqualTo(DisplayStyle.None));

            panel.Root.Q<EnumField>("_source").value = AttentionSource.Head;
            panel.Tick(0, e => throw e);
            panel.Tick(1000, e => throw e);

            Assert.That(overlay.Source, Is.EqualTo(AttentionSource.Head));
            Assert.That(head.style.display.value, Is.EqualTo(DisplayStyle.Flex));
        }

        [Test]
        public void Statistics_WithoutAResult_ClaimNoTimes()
        {
            var classifier = _eye.AddComponent<VitClassifier>();

            Assert.That(StatisticsText.Rows(classifier.Statistics).Single(row => row.Name == "Latency").Value, Is.EqualTo("–"));
        }

        private byte[] Pack()
        {
            var path = Path.Combine(_folder, "shapes.vit.bytes");
            ModelPacker.Pack(Model, path);
            return File.ReadAllBytes(path);
        }
    }
}
