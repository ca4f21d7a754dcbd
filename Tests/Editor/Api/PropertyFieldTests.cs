using NUnit.Framework;
using Saccade.Host;
using Saccade.Host.Editor;
using UnityEditor;
using UnityEditor.UIElements;
using UnityEngine;
using UnityEngine.UIElements;

namespace Saccade.Editor.Tests.Api
{
    /// <summary>Fields show a value with the right control, and stay in step with it.</summary>
    [NonParallelizable]
    public sealed class PropertyFieldTests
    {
        private HostEngine _engine = null!;
        private Specimen _specimen = null!;
        private ElementPanel _panel = null!;

        [SetUp]
        public void StartScene()
        {
            _engine = HostEngine.Start(new HostOptions { Width = 32, Height = 32, Log = null });
            Undo.ClearAll();
            _specimen = new GameObject("Thing").AddComponent<Specimen>();
            _panel = new ElementPanel(new InspectorElement(_specimen));
        }

        [TearDown]
        public void StopScene() => _engine.Dispose();

        [Test]
        public void Controls_FollowTypeAndAttributes()
        {
            var topK = _panel.Root.Q<SliderInt>("TopK");
            Assert.That(
                (topK.label, topK.lowValue, topK.highValue, topK.value, topK.tooltip), Is.EqualTo(("Top K", 1, 10, 3, "How many.")));
            Assert.That(_panel.Root.Q<FloatField>("Speed").value, Is.EqualTo(1.5f));
            Assert.That(_panel.Root.Q<Toggle>("IsOn"), Is.Not.Null);
            Assert.That(_panel.Root.Q<EnumField>("Filter"), Is.Not.Null);
            Assert.That(_panel.Root.Q<FloatField>("Place.z"), Is.Not.Null);
            Assert.That(_panel.Root.Q<TextField>("Names.Array.data[1]").value, Is.EqualTo("b"));
            Assert.That(_panel.Root.Q<IntegerField>("Settings.Count"), Is.Not.Null);
            Assert.That(_panel.Root.Q<Label>(null, "unity-header-drawer__label").text, Is.EqualTo("Look"));
        }

        [Test]
        public void Change_ReachesTheScriptAndCanBeUndone()
        {
            _panel.Root.Q<TextField>("Title").value = "new";
            Undo.IncrementCurrentGroup();
            _panel.Root.Q<FloatField>("Place.y").value = 2f;
            Undo.IncrementCurrentGroup();
            _panel.Root.Q<FloatField>("Speed").value = -3f;

            Assert.That((_specimen.Title, _specimen.Place.y, _specimen.Speed), Is.EqualTo(("new", 2f, 0f)), "Min keeps the speed at 0");
            Undo.PerformUndo();
            Undo.PerformUndo();
            Assert.That((_specimen.Title, _specimen.Place.y), Is.EqualTo(("new", 0f)));
        }

        [Test]
        public void ScriptsOwnChange_IsShownAtTheNextTick()
        {
            _specimen.TopK = 8;
            _specimen.Names.Add("c");

            Tick();

            Assert.That(_panel.Root.Q<SliderInt>("TopK").value, Is.EqualTo(8));
            Assert.That(_panel.Root.Q<TextField>("Names.Array.data[2]").value, Is.EqualTo("c"));
        }

        [Test]
        public void WhatIsTyped_Stands_UntilTheScriptHasAnotherValue()
        {
            var title = _panel.Root.Q<TextField>("Title");
            title.isDelayed = true;
            ((ITextInput)title).Type("half a na");

            Tick();
            Assert.That((title.text, _specimen.Title), Is.EqualTo(("half a na", "none")));
            _specimen.Title = "other";
            _panel.Tick(2000, e => throw e);

            Assert.That(title.text, Is.EqualTo("other"));
        }

        [Test]
        public void Reference_IsChosenAmongTheScenesObjects()
        {
            var goal = _panel.Root.Q<DropdownField>("Goal");
            Assert.That(goal.value, Is.EqualTo("None (Transform)"));

            goal.value = "Thing";

            Assert.That(_specimen.Goal, Is.SameAs(_specimen.transform));
        }

        [Test]
        public void DestroyedObject_LeavesTheFieldsAlone()
        {
            Object.DestroyImmediate(_specimen);

            Tick();
            _panel.Root.Q<TextField>("Title").value = "new";

            Assert.That(_specimen.Title, Is.EqualTo("none"));
        }

        private void Tick()
        {
            _panel.Tick(0, e => throw e);
            _panel.Tick(1000, e => throw e);
        }
    }
}
