using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using NUnit.Framework;
using Saccade.Editor.Capture;
using Saccade.Editor.Setup;
using Saccade.Host;
using Saccade.Host.Editor;
using Saccade.Host.Editor.Session;
using Saccade.Inference;
using Saccade.Samples.Shapes;
using UnityEditor;
using UnityEngine;

namespace Saccade.Editor.Tests.Setup
{
    /// <summary>What the console says from the import of the package to a camera with a label: nothing.</summary>
    [NonParallelizable]
    public sealed class ImportTests
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

        private readonly List<string> _console = [];
        private string _project = "";
        private HostEngine _engine = null!;

        [SetUp]
        public void OpenProject()
        {
            _console.Clear();
            _project = Directory.CreateTempSubdirectory("saccade import ").FullName;
            SessionState.Clear();
            EditorPrefs.DeleteAll();
            EditorLoop.Reset();
            _engine = HostEngine.Start(new HostOptions
            {
                Width = 64,
                Height = 48,
                AntiAliasing = 1,
                Log = null,
                DataPath = Directory.CreateDirectory(Path.Combine(_project, "Assets")).FullName,
                PersistentDataPath = Path.Combine(_project, "persistent"),
            });
            Application.logMessageReceivedThreaded += Hear;
        }

        [TearDown]
        public void CloseProject()
        {
            Application.logMessageReceivedThreaded -= Hear;
            EditorLoop.Reset();
            _engine.Dispose();
            Assert.That(SharedModels.StopAll(Patience), Is.True);
            SessionState.Clear();
            EditorPrefs.DeleteAll();
            Directory.Delete(_project, true);
        }

        [Test]
        public void WithoutOnnxRuntime_TheDialogIsAllThatOneHears()
        {
            var manifest = Path.Combine(Directory.CreateDirectory(Path.Combine(_project, "Packages")).FullName, "manifest.json");
            File.WriteAllText(manifest, """{ "dependencies": { "com.saccade.vit": "file:com.saccade.vit-0.1.0.tgz" } }""");

            EditorDomain.Load([typeof(OnnxRuntimeSetup).Assembly]);
            EditorLoop.Tick(1);
            OnnxRuntimeSetup.AddPackage(manifest);
            EditorLoop.Tick(2);

            Assert.That(_console, Is.Empty);
            Assert.That(File.ReadAllText(manifest), Does.Contain("com.github.asus4.onnxruntime"));
        }

        [Test]
        public void WithOnnxRuntime_TheConsoleIsEmptyUntilTheCameraHasALabel()
        {
            EditorDomain.Load([typeof(OnnxRuntimeSetup).Assembly, typeof(TrainingProcess).Assembly]);
            EditorLoop.Tick(1);
            var quickstart = new GameObject("Camera").AddComponent<ShapesQuickstart>();
            VitClassifier? classifier = null;
            Assert.That(
                SpinWait.SpinUntil(
                    () =>
                    {
                        _engine.Step(0f);
                        classifier = quickstart.GetComponent<VitClassifier>();
                        return classifier != null && (classifier.Error != null || classifier.Result != null);
                    },
                    Patience),
                Is.True);

            // What one opens next.
            Selection.activeGameObject = quickstart.gameObject;
            RetrainWindow.Open();
            EditorWindow.GetWindow<CaptureDatasetWindow>();
            EditorLoop.Tick(2);
            _engine.Step();

            Assert.That(classifier!.Error, Is.Null);
            Assert.That(classifier.Result!.Best.Label, Is.Not.Empty);
            Assert.That(_console, Is.Empty);
        }

        private void Hear(string message, string stackTrace, LogType type) => _console.Add($"{type}: {message}");
    }
}
