using System.Linq;
using NUnit.Framework;
using Saccade.Host;
using Saccade.Host.Editor;
using Saccade.Host.Editor.Inspecting;
using UnityEditor;
using UnityEngine;
using UnityEngine.UIElements;

namespace Saccade.Editor.Tests.Server.Inspecting
{
    /// <summary>Inspectors stay while their objects are selected, and are asked for their elements again when Unity would.</summary>
    [NonParallelizable]
    public sealed class InspectorReaderTests
    {
        private HostEngine _engine = null!;
        private InspectorReader _reader = null!;

        [SetUp]
        public void StartScene()
        {
            _engine = HostEngine.Start(new HostOptions { Width = 32, Height = 32, Log = null });
            _reader = new InspectorReader();
            (Counting.Editors, Counting.Trees) = (0, 0);
        }

        [TearDown]
        public void StopScene()
        {
            EditorLoop.Reset();
            _engine.Dispose();
        }

        [Test]
        public void ComponentAdded_TheOthersInspectorsMakeTheirElementsAnew()
        {
            GameObject thing = new("Thing", typeof(Counted));
            Selection.activeGameObject = thing;
            var before = _reader.Read(null)!;
            Assert.That((Counting.Editors, Counting.Trees), Is.EqualTo((1, 1)));
            _reader.Read(before);
            Assert.That(Counting.Trees, Is.EqualTo(1), "nothing has changed");

            thing.AddComponent<Light>();
            var now = _reader.Read(before)!;

            Assert.That((Counting.Editors, Counting.Trees), Is.EqualTo((1, 2)));
            Assert.That(now.Components.Select(component => component.Title), Is.EqualTo(new[] { "Transform", "Counted", "Light" }));
        }

        [Test]
        public void SeveralSelected_ShowWhatAllHave_AndAnInspectorForOneSaysSo()
        {
            Selection.objects =
                [new GameObject("A", typeof(Camera), typeof(Counted)), new GameObject("B", typeof(Counted), typeof(Light))];

            var read = _reader.Read(null)!;

            Assert.That(read.Name, Is.EqualTo("\u2014"));
            Assert.That(read.Components.Select(component => component.Title), Is.EqualTo(new[] { "Transform", "Counted" }));
            Assert.That(read.Components[1].Body.Text, Does.StartWith("Multi-object editing not supported"));
            Assert.That(InspectorReader.FindComponents(read.Components[1].Id), Has.Length.EqualTo(2));
        }

        private sealed class Counted : MonoBehaviour
        {
        }

        [CustomEditor(typeof(Counted))]
        private sealed class Counting : UnityEditor.Editor
        {
            internal static int Editors { get; set; }

            internal static int Trees { get; set; }

            public override VisualElement CreateInspectorGUI()
            {
                Trees++;
                return new VisualElement();
            }

#pragma warning disable CA1822 // Unity's messages are instance methods.
            private void OnEnable() => Editors++;
#pragma warning restore CA1822
        }
    }
}
