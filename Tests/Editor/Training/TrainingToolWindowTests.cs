using System;
using System.Threading;
using NUnit.Framework;
using Saccade.Editor.Tests.Retrain.Run;
using Saccade.Host;
using Saccade.Host.Editor;
using Saccade.Host.Editor.Menu;
using UnityEditor;
using UnityEngine.UIElements;

namespace Saccade.Editor.Tests.Training
{
    [NonParallelizable]
    public sealed class TrainingToolWindowTests
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

        private HostEngine _engine = null!;
        private double _now;

        [SetUp]
        public void StartScene()
        {
            _engine = HostEngine.Start(new HostOptions { Width = 32, Height = 32, Log = null });
            EditorLoop.Reset();
            EditorPrefs.DeleteAll();
        }

        [TearDown]
        public void StopScene()
        {
            EditorPrefs.DeleteAll();
            EditorLoop.Reset();
            _engine.Dispose();
        }

        [Test]
        public void Menu_ShowsTheToolInUseAndItsVersion()
        {
            EditorPrefs.SetString(TrainingTool.Preference, TinyTraining.Tool);
            EditorMenu menu = new([typeof(TrainingTool).Assembly]);

            Assert.That(menu.Execute("Tools/Saccade/Training Tool…"), Is.True);
            var root = EditorWindow.GetWindow<TrainingToolWindow>().rootVisualElement;
            Wait(() => root.Q<Label>("tool-version").text.Length > 0);

            Assert.That(root.Q<Label>("tool").text, Does.Contain(TinyTraining.Tool));
            Assert.That(root.Q<Label>("tool-version").text, Does.Match(@"^Version: \d+\.\d+\.\d+"));
            Assert.That(root.Q<HelpBox>("tool-mismatch").style.display.value, Is.EqualTo(DisplayStyle.None));
            Assert.That(root.Q<Button>("tool-build").enabledSelf, Is.True);
            Assert.That(root.Q<Button>("tool-cancel").enabledSelf, Is.False);
        }

        [Test]
        public void ToolThatIsGone_IsAnErrorInTheWindow()
        {
            EditorPrefs.SetString(TrainingTool.Preference, "/none.dll");

            TrainingToolWindow.Open();
            var root = EditorWindow.GetWindow<TrainingToolWindow>().rootVisualElement;

            Assert.That(root.Q<HelpBox>("tool-error").text, Does.Contain("/none.dll"));
            Assert.That(root.Q<Label>("tool").text, Does.Contain("no training tool"));
        }

        private void Wait(Func<bool> condition) =>
            Assert.That(
                SpinWait.SpinUntil(
                    () =>
                    {
                        _now += 0.25;
                        EditorLoop.Tick(_now);
                        return condition();
                    },
                    Patience),
                Is.True);
    }
}
