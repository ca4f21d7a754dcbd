using System;
using System.Collections.Generic;
using System.IO;
using NUnit.Framework;
using UnityEngine;
using UnityEngine.Events;

namespace Saccade.Host.Tests.Engine
{
    public class ResourcesAndEventsTests : EngineFixture
    {
        [Test]
        public void Resources_AreNamedWithoutTheirLastExtension()
        {
            var folder = Path.Combine(AppContext.BaseDirectory, "Resources", "EngineTests");
            Directory.CreateDirectory(folder);
            try
            {
                File.WriteAllText(Path.Combine(folder, "Shader.glsl.txt"), "void main() {}");
                using Holder<Texture2D> corners = new(FourCorners());
                File.WriteAllBytes(Path.Combine(folder, "Corners.png"), corners.Value.EncodeToPNG());

                using Holder<TextAsset> text = new(Resources.Load<TextAsset>("EngineTests/Shader.glsl"));
                using Holder<Texture2D> texture = new(Resources.Load<Texture2D>("EngineTests/Corners"));

                Assert.That(text.Value.text, Is.EqualTo("void main() {}"));
                Assert.That(text.Value.name, Is.EqualTo("Shader.glsl"));
                Assert.That(texture.Value.GetPixels32(), Is.EqualTo(corners.Value.GetPixels32()));
                Assert.That(Resources.Load<TextAsset>("EngineTests/Shader.glsl"), Is.SameAs(text.Value));
                Assert.That(Resources.Load<TextAsset>("EngineTests/Shader") == null);
                Assert.That(Resources.Load<TextAsset>("Nowhere/Missing") == null);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        [Test]
        public void UnityEvent_CallsItsListenersInOrder_UntilTheyAreRemoved()
        {
            List<string> notes = [];
            var happened = new UnityEvent<int>();
            UnityAction<int> first = value => notes.Add($"first {value}");
            happened.AddListener(first);
            happened.AddListener(value => notes.Add($"second {value}"));

            happened.Invoke(1);
            happened.RemoveListener(first);
            happened.Invoke(2);
            happened.RemoveAllListeners();
            happened.Invoke(3);

            Assert.That(notes, Is.EqualTo((string[])["first 1", "second 1", "second 2"]));
        }

        [Test]
        public void UnityEvent_ListenerAddedDuringACall_HearsTheNextOne()
        {
            var calls = 0;
            var happened = new UnityEvent();
            happened.AddListener(() => happened.AddListener(() => calls++));

            happened.Invoke();
            Assert.That(calls, Is.Zero);

            happened.Invoke();
            Assert.That(calls, Is.EqualTo(1));
        }

        [Test]
        public void FailingLogListener_DoesNotStopTheFrame()
        {
            var reached = false;
            Application.logMessageReceived += Fail;
            Application.onBeforeRender += () => throw new InvalidOperationException("as the test wants it");
            Camera.onPostRender += _ => reached = true;
            AddCamera(Vector3.zero);

            Engine.Step();
            Application.logMessageReceived -= Fail;

            Assert.That(reached);
            TakeFailures();

            static void Fail(string condition, string stackTrace, LogType type) => throw new InvalidOperationException("listener");
        }
    }
}
