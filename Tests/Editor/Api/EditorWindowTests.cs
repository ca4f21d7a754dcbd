using System.Collections.Generic;
using NUnit.Framework;
using Saccade.Host.Editor;
using UnityEditor;
using UnityEngine;
using UnityEngine.UIElements;

namespace Saccade.Editor.Tests.Api
{
    /// <summary>The stand-in opens, ticks and closes windows as Unity does.</summary>
    [NonParallelizable]
    public sealed class EditorWindowTests
    {
        [SetUp]
        [TearDown]
        public void Reset()
        {
            EditorLoop.Reset();
            Diary.Lines.Clear();
        }

        [Test]
        public void GetWindow_OpensOneAndThenFindsIt()
        {
            var window = EditorWindow.GetWindow<Diary>("Diary");

            Assert.That(EditorWindow.GetWindow<Diary>(), Is.SameAs(window));
            Assert.That(window.titleContent.text, Is.EqualTo("Diary"));
            Assert.That(Diary.Lines, Is.EqualTo(new[] { "OnEnable", "CreateGUI" }));
            Assert.That(EditorWindows.Front, Is.SameAs(window));
        }

        [Test]
        public void Close_TellsTheWindowAndForgetsIt()
        {
            var window = EditorWindow.GetWindow<Diary>();

            window.Close();

            Assert.That(Diary.Lines, Is.EqualTo(new[] { "OnEnable", "CreateGUI", "OnDisable", "OnDestroy" }));
            Assert.That(EditorWindow.HasOpenInstances<Diary>(), Is.False);
            Assert.That(EditorWindows.Front, Is.Null);
            Assert.That(window == null, Is.True);
        }

        [Test]
        public void Tick_RunsUpdatesWindowsAndDelayedCallsOnce()
        {
            EditorWindow.GetWindow<Diary>();
            EditorApplication.update += () => Diary.Lines.Add("update");
            EditorApplication.delayCall += () => Diary.Lines.Add("delayed");

            EditorLoop.Tick(1);
            EditorLoop.Tick(2);

            Assert.That(Diary.Lines[2..], Is.EqualTo(new[] { "delayed", "update", "scheduled 1", "update", "scheduled 2" }));
        }

        [Test]
        public void Update_ThatFails_IsLoggedAndTheRestGoesOn()
        {
            List<string> log = [];
            void Hear(string message, string stackTrace, LogType type) => log.Add(message);
            Application.logMessageReceived += Hear;
            var went = false;
            EditorApplication.update += () => throw new System.InvalidOperationException("broken");
            EditorApplication.update += () => went = true;
            try
            {
                EditorLoop.Tick(1);
            }
            finally
            {
                Application.logMessageReceived -= Hear;
            }

            Assert.That(went, Is.True);
            Assert.That(log, Has.Exactly(1).Contains("broken"));
        }

        private sealed class Diary : EditorWindow
        {
            internal static readonly List<string> Lines = [];

#pragma warning disable CA1822 // Unity's messages are instance methods.
            private void OnEnable() => Lines.Add("OnEnable");

            private void OnDisable() => Lines.Add("OnDisable");

            private void OnDestroy() => Lines.Add("OnDestroy");
#pragma warning restore CA1822

            private void CreateGUI()
            {
                Lines.Add("CreateGUI");
                rootVisualElement.Add(new Label("Dear diary"));
                rootVisualElement.schedule.Execute(() => Lines.Add($"scheduled {EditorApplication.timeSinceStartup}")).Every(0);
            }
        }
    }
}
