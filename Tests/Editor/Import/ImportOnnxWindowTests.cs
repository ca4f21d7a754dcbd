using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using Newtonsoft.Json.Linq;
using NUnit.Framework;
using Saccade.Editor.Import;
using Saccade.Host;
using Saccade.Host.Editor;
using Saccade.Host.Editor.Menu;
using Saccade.Inference;
using UnityEditor;
using UnityEditor.UIElements;
using UnityEngine;
using UnityEngine.UIElements;

namespace Saccade.Editor.Tests.Import
{
    /// <summary>The form for ONNX files of other tools, filled in as a user does, and what comes of it in a running scene.</summary>
    [NonParallelizable]
    public sealed class ImportOnnxWindowTests
    {
        private const string Entry = "Tools/Saccade/Import ONNX Model…";

        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

        private static readonly string Fixtures = Path.GetFullPath(Path.Combine(
            typeof(ImportOnnxWindowTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(data => data.Key == "Fixtures").Value!,
            "foreign-onnx"));

        private HostEngine _engine = null!;
        private EditorMenu _menu = null!;
        private string _folder = null!;
        private VitClassifier _classifier = null!;

        private static IEnumerable<string> Classifiers => Index(true);

        private static IEnumerable<string> Others => Index(false);

        private static VisualElement Root => EditorWindow.GetWindow<ImportOnnxWindow>(null).rootVisualElement;

        private string Streaming => Path.Combine(_folder, "Assets", "StreamingAssets");

        [SetUp]
        public void StartScene()
        {
            _folder = Directory.CreateTempSubdirectory("saccade-import-").FullName;
            _engine = HostEngine.Start(new HostOptions
            {
                Width = 64,
                Height = 48,
                AntiAliasing = 1,
                Log = null,
                DataPath = Path.Combine(_folder, "Assets"),
                PersistentDataPath = _folder,
            });
            _menu = new EditorMenu([typeof(ImportOnnxWindow).Assembly]);
            _classifier = new GameObject("Eye", typeof(Camera)).AddComponent<VitClassifier>();
            _classifier.enabled = false;
            Selection.activeGameObject = _classifier.gameObject;
            Assert.That(_menu.Execute(Entry), Is.True);
        }

        [TearDown]
        public void StopScene()
        {
            EditorWindow.GetWindow<ImportOnnxWindow>(null).Close();
            _engine.Dispose();
            Assert.That(SharedModels.StopAll(TimeSpan.FromMinutes(1)), Is.True);
            Directory.Delete(_folder, true);
        }

        [TestCaseSource(nameof(Classifiers))]
        public void Classifier_GoesThroughTheForm_AndRunsOnTheCamera(string file)
        {
            Take(Path.Combine(Fixtures, file));
            Answer();
            Press("import-model");

            var folder = Path.Combine(Streaming, Path.GetFileNameWithoutExtension(file));
            Assert.That(Root.Q<HelpBox>("error").text, Is.Empty);
            Assert.That(Root.Q<Label>("status").text, Does.StartWith($"Made {folder}. "));
            _classifier.enabled = true;
            SpinWait.SpinUntil(
                () =>
                {
                    _engine.Step();
                    return _classifier.Result != null || _classifier.Error != null;
                },
                Patience);

            Assert.That(_classifier.Error, Is.Null);
            Assert.That(_classifier.Result, Is.Not.Null);
            Assert.That(
                Directory.GetFileSystemEntries(Streaming).Select(Path.GetFileName), Is.EqualTo(new[] { Path.GetFileName(folder) }));
        }

        [TestCaseSource(nameof(Others))]
        public void OtherModel_IsOneSentenceInTheForm(string file)
        {
            Take(Path.Combine(Fixtures, file));

            var error = Root.Q<HelpBox>("error").text;
            Assert.That(error, Does.Contain(file).And.Contain("Saccade runs image classifiers."));
            Assert.That(error, Does.Not.Contain("Exception").And.Not.Contain("\n"));
            Assert.That(Root.Q("form").style.display.value, Is.EqualTo(DisplayStyle.None));
        }

        [Test]
        public void WhatTheFileDoesntSay_IsAsked_AndNothingIsMadeBefore()
        {
            Take(Path.Combine(Fixtures, "one-probability.onnx"));

            Assert.That(Root.Q<Label>("values-error").text, Does.StartWith("The file doesn't say which numbers it takes."));
            Assert.That(Root.Q<Label>("labels-error").text, Does.StartWith("The file doesn't name its classes."));
            Assert.That(Root.Q<Button>("import-model").enabledSelf, Is.False);
            Assert.That(Directory.Exists(Streaming), Is.False);

            Answer();
            Assert.That(Root.Q<Label>("values-error").text, Is.Empty);
            Assert.That(Root.Q<Button>("import-model").enabledSelf, Is.True);
        }

        [Test]
        public void WhatTheFileSays_IsFound()
        {
            Take(Path.Combine(Fixtures, "zipmap.onnx"));

            Assert.That(Root.Q<DropdownField>("channel-order").value, Is.EqualTo("Blue first (BGR)"));
            Assert.That(Root.Q<DropdownField>("values").value, Is.EqualTo("0 to 255"));
            Assert.That(Root.Q<DropdownField>("activation").value, Does.StartWith("Probabilities that add up to one"));
            Assert.That(Root.Q<DropdownField>("labels").value, Is.EqualTo("In the ONNX file"));
            Assert.That(Root.Q<Button>("import-model").enabledSelf, Is.True, "there is nothing to ask");
        }

        [Test]
        public void Answers_AreWrittenIntoTheFolder()
        {
            Take(Path.Combine(Fixtures, "vit-outside-data.onnx"));
            var labels = Path.Combine(_folder, "names.txt");
            File.WriteAllText(labels, "a\nb\nc\nd\ne\n");
            Root.Q<DropdownField>("labels").value = "In a text file";
            Root.Q<TextField>("labels-file").value = labels;
            Assert.That(Root.Q<Label>("labels-error").text, Does.StartWith("There are 5 names, but 'class_scores' has 6 classes."));
            File.AppendAllText(labels, "f\n");
            Root.Q<TextField>("labels-file").value = "";
            Root.Q<TextField>("labels-file").value = labels;
            Root.Q<DropdownField>("values").value = "Mean and deviation";
            Root.Q<TextField>("mean").value = "0.5, 0.4";
            Assert.That(Root.Q<Label>("values-error").text, Does.Contain("'0.5, 0.4', expected three numbers"));
            Root.Q<TextField>("mean").value = "0.5, 0.4, 0.3";
            Root.Q<DropdownField>("fit").value = "The middle of it";
            Root.Q<TextField>("folder-name").value = "of another tool";
            Press("import-model");

            var folder = Path.Combine(Streaming, "of another tool");
            var config = JObject.Parse(File.ReadAllText(Path.Combine(folder, "config.json")));
            var rule = JObject.Parse(File.ReadAllText(Path.Combine(folder, "preprocessor_config.json")));
            Assert.That((string?)config["id2label"]!["5"], Is.EqualTo("f"));
            Assert.That((string?)config["saccade_onnx"]!["file"], Is.EqualTo("onnx/model.onnx"));
            Assert.That((string?)config["saccade_onnx"]!["input"], Is.EqualTo("x"));
            Assert.That((string?)config["saccade_onnx"]!["activation"], Is.EqualTo("none"));
            Assert.That(rule["image_mean"]!.Values<double>(), Is.EqualTo(new[] { 0.5, 0.4, 0.3 }));
            Assert.That((bool)rule["do_center_crop"]!, Is.True);
            Assert.That(File.Exists(Path.Combine(folder, "onnx", "vit-outside-data.onnx.data")), Is.True);
            Assert.That(_classifier.ModelFolder, Is.EqualTo("of another tool"), "the selected camera's classifier has it");
            Assert.That(ModelFolder.Open(folder).Labels, Is.EqualTo(new[] { "a", "b", "c", "d", "e", "f" }));
        }

        [Test]
        public void OutsideDataThatIsMissing_LeavesNothingBehind()
        {
            var alone = Path.Combine(_folder, "alone.onnx");
            File.Copy(Path.Combine(Fixtures, "vit-outside-data.onnx"), alone);
            Take(alone);
            Answer();
            Press("import-model");

            Assert.That(Root.Q<HelpBox>("error").text, Does.Contain("vit-outside-data.onnx.data: is missing").And.Contain("alone.onnx"));
            Assert.That(Directory.GetFileSystemEntries(Streaming), Is.Empty);
        }

        [TestCase("nothing.onnx", null, "there is no such file")]
        [TestCase("picture.png", "no model", "is no ONNX file by its name")]
        [TestCase("text.onnx", "no model at all", "text.onnx")]
        [TestCase("lfs.onnx", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "LFS")]
        public void WrongFile_IsToldInWords(string name, string? content, string said)
        {
            var path = Path.Combine(_folder, name);
            if (content != null)
            {
                File.WriteAllText(path, content);
            }

            Take(path);

            Assert.That(Root.Q<HelpBox>("error").text, Does.Contain(said).And.Not.Contain("Exception"));
        }

        [Test]
        public void FileDroppedOnTheModelFolder_OpensTheFormWithIt()
        {
            ElementPanel panel = new(new InspectorElement(_classifier));
            var field = panel.Root.Q<TextField>("model-folder");
            Drop(field, "picture.png");
            Assert.That(DragAndDrop.visualMode, Is.EqualTo(DragAndDropVisualMode.Rejected));
            Assert.That(Root.Q<TextField>("onnx-file").value, Is.Empty);

            Drop(field, Path.Combine(Fixtures, "half.onnx"));

            Assert.That((DragAndDrop.visualMode, DragAndDrop.IsAccepted), Is.EqualTo((DragAndDropVisualMode.Copy, true)));
            Assert.That(Root.Q<TextField>("onnx-file").value, Is.EqualTo(Path.Combine(Fixtures, "half.onnx")));
            Assert.That(Root.Q<DropdownField>("use-on").value, Is.EqualTo("Eye"));
        }

        [Test]
        public void FileDroppedOnTheForm_IsTaken_AlsoByItsPathInTheProject()
        {
            Directory.CreateDirectory(Path.Combine(_folder, "Assets", "Models"));
            var copy = Path.Combine(_folder, "Assets", "Models", "half.onnx");
            File.Copy(Path.Combine(Fixtures, "half.onnx"), copy);

            Drop(Root.Q("import"), "Assets/Models/half.onnx");

            Assert.That(Root.Q<TextField>("onnx-file").value, Is.EqualTo(copy));
            Assert.That(Root.Q<HelpBox>("error").text, Is.Empty);
        }

        [Test]
        public void MappingOfAModelFolder_IsChangedInPlace()
        {
            Take(Path.Combine(Fixtures, "one-probability.onnx"));
            Answer();
            Press("import-model");
            var folder = Path.Combine(Streaming, "one-probability");
            var config = Path.Combine(folder, "config.json");
            var json = JObject.Parse(File.ReadAllText(config));
            json["of_somebody"] = "else";
            File.WriteAllText(config, json.ToString());
            var graph = File.GetLastWriteTimeUtc(Path.Combine(folder, "onnx", "model.onnx"));

            Selection.activeGameObject = _classifier.gameObject;
            ElementPanel panel = new(new InspectorElement(_classifier));
            panel.Root.Q<Button>("mapping").Press();
            Assert.That(Root.Q<Button>("import-model").text, Is.EqualTo("Change mapping"));
            var labels = Path.Combine(_folder, "names.txt");
            File.WriteAllText(labels, "open\n");
            Root.Q<DropdownField>("labels").value = "In a text file";
            Root.Q<TextField>("labels-file").value = labels;
            Root.Q<DropdownField>("values").value = "-1 to 1";
            Press("import-model");

            Assert.That(Root.Q<HelpBox>("error").text, Is.Empty);
            json = JObject.Parse(File.ReadAllText(config));
            Assert.That((string?)json["of_somebody"], Is.EqualTo("else"));
            Assert.That((string?)json["id2label"]!["0"], Is.EqualTo("open"));
            Assert.That(json["saccade_onnx"]!["range"]!.Values<int>(), Is.EqualTo(new[] { -1, 1 }));
            Assert.That(File.GetLastWriteTimeUtc(Path.Combine(folder, "onnx", "model.onnx")), Is.EqualTo(graph));
            Assert.That(Directory.GetDirectories(Streaming), Is.EqualTo(new[] { folder }));
            Assert.That(ModelFolder.Open(folder).Labels, Is.EqualTo(new[] { "open" }));
        }

        private static IEnumerable<string> Index(bool isClassifier) =>
            JArray.Parse(File.ReadAllText(Path.Combine(Fixtures, "index.json")))
                .Where(entry => (entry["result_is"]!.Type != JTokenType.Null) == isClassifier)
                .Select(entry => (string)entry["file"]!);

        private static void Drop(VisualElement element, string path)
        {
            DragAndDrop.Begin(path);
            element.SendEvent(DragUpdatedEvent.GetPooled());
            element.SendEvent(DragPerformEvent.GetPooled());
        }

        private static void Take(string path) => Root.Q<TextField>("onnx-file").value = path;

        private static void Press(string name) => Root.Q<Button>(name).Press();

        // What is still open is chosen as somebody does who knows the model.
        private static void Answer()
        {
            Choose("values", "0 to 1");
            Choose("activation", "Logits");
            Choose("labels", "None: LABEL_0, LABEL_1, …");
        }

        private static void Choose(string name, string value)
        {
            var field = Root.Q<DropdownField>(name);
            if (field.value == "(choose)")
            {
                field.value = value;
            }
        }
    }
}
