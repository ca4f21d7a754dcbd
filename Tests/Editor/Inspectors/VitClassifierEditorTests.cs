using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
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
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

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
            _engine.Step();
            Assert.That(classifier.IsLoading, Is.True);
            long time = 0;
            SpinWait.SpinUntil(
                () =>
                {
                    _engine.Step();
                    panel.Tick(time += 1000, e => throw e);
                    return panel.Root.Q<Image>("thumbnail").image != null;
                },
                Patience);

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

            // As an object field does it; the stand-in's lists no assets.
            SerializedObject source = new([classifier]);
            source.FindProperty("_modelAsset").objectReferenceValue = asset;
            source.ApplyModifiedProperties();
            _engine.Step();
            panel.Tick(0, e => throw e);
            panel.Tick(1000, e => throw e);

            Assert.That(classifier.ModelAsset == asset, Is.True);
            Assert.That(classifier.IsLoading, Is.True);
            Assert.That(panel.Root.Q<HelpBox>("error").style.display.value, Is.EqualTo(DisplayStyle.None));
            Assert.That(panel.Root.Q<VisualElement>("summary").childCount, Is.EqualTo(7));
            Assert.That(panel.Root.Q<TextField>("model-folder").style.display.value, Is.EqualTo(DisplayStyle.None));
            SpinWait.SpinUntil(
                () =>
                {
                    _engine.Step();
                    return classifier.IsReady;
                },
                Patience);

            Assert.That(classifier.IsReady, Is.True);
        }

        [Test]
        public void SummaryOfAnAsset_IsThatOfItsFolder_AndNothingIsUnpacked()
        {
            var summary = VitClassifierSummary.Read(new TextAsset(Pack()) { name = "shapes.vit" });

            Assert.That(summary.Facts, Is.EqualTo(VitClassifierSummary.Read("", Model).Facts));
            Assert.That(Directory.EnumerateDirectories(Application.persistentDataPath), Is.Empty);
        }

        [Test]
        public void FolderTakenBackWhilePlaying_IsLoadedAgain()
        {
            var classifier = _eye.AddComponent<VitClassifier>();
            ElementPanel panel = new(new InspectorElement(classifier));
            classifier.Load(Model);
            panel.Tick(0, e => throw e);
            Undo.IncrementCurrentGroup();
            panel.Root.Q<TextField>("model-folder").value = Path.Combine(_folder, "nowhere");
            _engine.Step();
            Assert.That(classifier.Error, Does.Contain("nowhere"));

            Undo.PerformUndo();
            _engine.Step();

            Assert.That(classifier.ModelFolder, Is.EqualTo(Model));
            Assert.That((classifier.IsLoading, classifier.Error), Is.EqualTo((true, (string?)null)));
        }

        [Test]
        public void FieldsSetByAScriptWhilePlaying_WaitForLoad()
        {
            var classifier = _eye.AddComponent<VitClassifier>();
            _ = new ElementPanel(new InspectorElement(classifier));
            classifier.Load(Path.Combine(_folder, "nowhere"));

            classifier.ModelFolder = Model;
            _engine.Step();

            Assert.That(classifier.IsLoading, Is.False);
        }

        [Test]
        public void Elements_MadeAgain_AreOthers_AndWork()
        {
            var classifier = _eye.AddComponent<VitClassifier>();
            var editor = UnityEditor.Editor.CreateEditor(classifier);
            ElementPanel first = new(new InspectorElement(editor));
            ElementPanel second = new(new InspectorElement(editor));

            Assert.That(first.Root.Q<TextField>("model-folder"), Is.Not.Null.And.Not.SameAs(second.Root.Q<TextField>("model-folder")));
            second.Root.Q<TextField>("model-folder").value = Model;
            second.Tick(0, e => throw e);
            second.Tick(1000, e => throw e);
            Assert.That(classifier.ModelFolder, Is.EqualTo(Model));
            Assert.That(second.Root.Q<VisualElement>("summary").childCount, Is.EqualTo(7));
        }

        [Test]
        public void Titles_StandOnce()
        {
            ElementPanel panel = new(new InspectorElement(_eye.AddComponent<VitClassifier>()));

            var titles = Descendants(panel.Root)
                .Select(element => element is Foldout group ? group.text
                    : element.ClassListContains("unity-header-drawer__label") ? ((Label)element).text : "")
                .Where(text => text.Length > 0);

            Assert.That(titles, Is.Unique);
        }

        [Test]
        public void SeveralClassifiers_TakeWhatIsChosen_AndKeepWhatIsNot()
        {
            var one = _eye.AddComponent<VitClassifier>();
            var two = new GameObject("Other", typeof(Camera)).AddComponent<VitClassifier>();
            (one.ModelFolder, two.ModelFolder, one.TopK) = ("a", "b", 5);
            ElementPanel panel = new(new InspectorElement(UnityEditor.Editor.CreateEditor([one, two])));
            var field = panel.Root.Q<TextField>("model-folder");
            ITextInput keyboard = field;
            panel.Tick(0, e => throw e);
            Assert.That((field.showMixedValue, field.text), Is.EqualTo((true, "\u2014")));
            Assert.That(panel.Root.Q<SliderInt>("_topK").showMixedValue, Is.True);
            Assert.That(panel.Root.Q<Label>("several").text, Does.StartWith("2 classifiers are selected."));
            Assert.That(panel.Root.Q<VisualElement>("statistics"), Is.Null);

            keyboard.Focus();
            panel.Tick(1000, e => throw e);
            keyboard.Blur();
            Assert.That((one.ModelFolder, two.ModelFolder), Is.EqualTo(("a", "b")), "the field was left untouched");
            Assert.That((field.showMixedValue, field.text), Is.EqualTo((true, "\u2014")));

            panel.Root.Q<EnumField>("_provider").value = ExecutionProvider.Cpu;
            keyboard.Type(Model);
            keyboard.Submit();
            panel.Tick(2000, e => throw e);

            Assert.That((one.ModelFolder, two.ModelFolder), Is.EqualTo((Model, Model)));
            Assert.That((one.Provider, two.Provider), Is.EqualTo((ExecutionProvider.Cpu, ExecutionProvider.Cpu)));
            Assert.That((one.TopK, two.TopK), Is.EqualTo((5, 3)));
            Assert.That(panel.Root.Q<VisualElement>("summary").childCount, Is.EqualTo(6), "one model's facts hold for both");
        }

        [Test]
        public void SeveralOverlays_SayWhichOneShowsWhat()
        {
            var one = _eye.AddComponent<AttentionOverlay>();
            var two = new GameObject("Other", typeof(Camera)).AddComponent<AttentionOverlay>();
            ElementPanel panel = new(new InspectorElement(UnityEditor.Editor.CreateEditor([one, two])));

            panel.Root.Q<EnumField>("_source").value = AttentionSource.Head;

            Assert.That((one.Source, two.Source), Is.EqualTo((AttentionSource.Head, AttentionSource.Head)));
            Assert.That(
                panel.Root.Q<Label>("shown").text, Is.EqualTo("Camera: Nothing is shown yet.\nOther: Nothing is shown yet."));
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
                SpinWait.SpinUntil(
                    () =>
                    {
                        _engine.Step();
                        return classifier.Error != null;
                    },
                    Patience);

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
            var head = panel.Root.Q<SliderInt>("_head").parent;
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

        private static IEnumerable<VisualElement> Descendants(VisualElement element) =>
            element.HierarchyChildren.SelectMany(child => Descendants(child).Prepend(child));

        private byte[] Pack()
        {
            var path = Path.Combine(_folder, "shapes.vit.bytes");
            ModelPacker.Pack(Model, path);
            return File.ReadAllBytes(path);
        }
    }
}
