using System.Collections.Generic;
using NUnit.Framework;
using Saccade.Host;
using Saccade.Host.Editor;
using UnityEditor;
using UnityEngine;

namespace Saccade.Editor.Tests.Api
{
    /// <summary>The stand-in's serialised objects hold what Unity's would, and write it back as one step to undo.</summary>
    [NonParallelizable]
    public sealed class SerializedObjectTests
    {
        private HostEngine _engine = null!;
        private Specimen _specimen = null!;

        [SetUp]
        public void StartScene()
        {
            _engine = HostEngine.Start(new HostOptions { Width = 32, Height = 32, Log = null });
            Undo.ClearAll();
            _specimen = new GameObject("Thing").AddComponent<Specimen>();
        }

        [TearDown]
        public void StopScene() => _engine.Dispose();

        [Test]
        public void NextVisible_WalksTheSerialisedFieldsInOrderBaseClassFirst()
        {
            var property = new SerializedObject(_specimen).GetIterator();
            List<string> names = [];
            for (var enters = true; property.NextVisible(enters); enters = false)
            {
                names.Add(property.name);
            }

            Assert.That(names, Is.EqualTo(new[]
            {
                "_inherited", "TopK", "Speed", "IsOn", "Title", "Filter", "Place", "Area", "Tint", "Goal", "Names", "Settings", "Clicked",
            }));
        }

        [Test]
        public void NextVisible_EnteringChildren_ComesToElementsAndBackOut()
        {
            var property = new SerializedObject(_specimen).FindProperty("Names");
            List<string> paths = [];
            for (var i = 0; i < 6 && property.NextVisible(true); i++)
            {
                paths.Add(property.propertyPath);
            }

            Assert.That(paths, Is.EqualTo(new[]
            {
                "Names.Array.size", "Names.Array.data[0]", "Names.Array.data[1]", "Settings", "Settings.Count", "Settings._size",
            }));
        }

        [TestCase("_topK", "Top K")]
        [TestCase("m_LocalPosition", "Local Position")]
        [TestCase("modelFolder", "Model Folder")]
        [TestCase("HTTPPort", "HTTP Port")]
        [TestCase("_framesInFlight", "Frames In Flight")]
        public void DisplayName_IsWrittenForPeople(string name, string expected) => Assert.That(NiceName.Of(name), Is.EqualTo(expected));

        [Test]
        public void Apply_WritesAllThatWasChanged_AsOneStep()
        {
            SerializedObject source = new(_specimen);
            source.FindProperty("TopK").intValue = 9;
            source.FindProperty("Settings._size.y").floatValue = 4f;
            source.FindProperty("Names").GetArrayElementAtIndex(1).stringValue = "z";
            source.FindProperty("Goal").objectReferenceValue = _specimen.transform;
            source.FindProperty("Filter").enumValueIndex = 2;
            Assert.That(_specimen.TopK, Is.EqualTo(3), "nothing is written before");

            Assert.That(source.ApplyModifiedProperties(), Is.True);

            Assert.That((_specimen.TopK, _specimen.Settings._size.y, _specimen.Names[1]), Is.EqualTo((9, 4f, "z")));
            Assert.That(_specimen.Goal, Is.SameAs(_specimen.transform));
            Assert.That(_specimen.Filter, Is.EqualTo(FilterMode.Trilinear));
            Undo.PerformUndo();
            Assert.That((_specimen.TopK, _specimen.Settings._size.y, _specimen.Names[1]), Is.EqualTo((3, 0f, "b")));
            Assert.That(_specimen.Goal == null, Is.True);
            Undo.PerformRedo();
            Assert.That((_specimen.TopK, _specimen.Names[1]), Is.EqualTo((9, "z")));
        }

        [Test]
        public void Apply_LetsTheScriptCorrectItself()
        {
            SerializedObject source = new(_specimen);
            source.FindProperty("Speed").floatValue = 1000f;

            source.ApplyModifiedProperties();

            Assert.That(_specimen.Speed, Is.EqualTo(100f));
            Assert.That(_specimen.Validations, Is.EqualTo(1));
            Assert.That(source.FindProperty("Speed").floatValue, Is.EqualTo(100f));
        }

        [Test]
        public void Apply_WithoutChange_IsNoStep()
        {
            SerializedObject source = new(_specimen);
            source.FindProperty("TopK").intValue = 3;

            Assert.That(source.ApplyModifiedProperties(), Is.False);
            Assert.That(Undo.NextUndoName, Is.Null);
        }

        [Test]
        public void Update_ReadsWhatTheScriptHasDone_AndDropsWhatWasNotApplied()
        {
            SerializedObject source = new(_specimen);
            source.FindProperty("TopK").intValue = 9;
            _specimen.Names.Add("c");

            source.Update();

            Assert.That(source.FindProperty("TopK").intValue, Is.EqualTo(3));
            Assert.That(source.FindProperty("Names").arraySize, Is.EqualTo(3));
        }

        [Test]
        public void Array_IsResizedInsertedAndDeleted()
        {
            SerializedObject source = new(_specimen);
            var names = source.FindProperty("Names");
            names.arraySize = 3;
            names.DeleteArrayElementAtIndex(0);
            names.InsertArrayElementAtIndex(0);
            names.GetArrayElementAtIndex(0).stringValue = "first";
            source.ApplyModifiedProperties();

            Assert.That(_specimen.Names, Is.EqualTo(new[] { "first", "b", "b" }));
        }

        [Test]
        public void WrongType_IsRefusedWithTheProperty()
        {
            var property = new SerializedObject(_specimen).FindProperty("Title");

            Assert.That(() => property.boolValue, Throws.InvalidOperationException.With.Message.Contains("Title"));
        }

        [Test]
        public void Transform_HasUnitysNames()
        {
            SerializedObject source = new(_specimen.transform);
            source.FindProperty("m_LocalPosition").vector3Value = new Vector3(1f, 2f, 3f);
            source.FindProperty("m_LocalPosition.y").floatValue = 5f;
            source.ApplyModifiedProperties();

            Assert.That(_specimen.transform.localPosition, Is.EqualTo(new Vector3(1f, 5f, 3f)));
        }

        [Test]
        public void SeveralObjects_DifferInWhatDiffers_AndTakeOnlyWhatIsWritten()
        {
            var other = new GameObject("Other").AddComponent<Specimen>();
            (other.Title, other.TopK, other.Settings.Count) = ("b", 7, 5);
            SerializedObject source = new(new Object[] { _specimen, other });
            Assert.That(source.isEditingMultipleObjects, Is.True);
            Assert.That(source.FindProperty("Title").hasMultipleDifferentValues, Is.True);
            Assert.That(source.FindProperty("Speed").hasMultipleDifferentValues, Is.False);
            Assert.That(source.FindProperty("Title").stringValue, Is.EqualTo("none"), "the first one's");

            source.FindProperty("Settings._size.x").floatValue = 3f;
            source.FindProperty("Title").stringValue = "c";
            source.ApplyModifiedProperties();

            Assert.That(
                (_specimen.Title, _specimen.TopK, _specimen.Settings.Count, _specimen.Settings._size.x), Is.EqualTo(("c", 3, 0, 3f)));
            Assert.That((other.Title, other.TopK, other.Settings.Count, other.Settings._size.x), Is.EqualTo(("c", 7, 5, 3f)));
            Undo.PerformUndo();
            Assert.That((_specimen.Title, other.Title), Is.EqualTo(("none", "b")), "one step to undo");
        }

        [Test]
        public void Camera_HasUnitysNames()
        {
            var camera = _specimen.gameObject.AddComponent<Camera>();
            SerializedObject source = new(camera);

            Assert.That(source.FindProperty("field of view").floatValue, Is.EqualTo(60f));
            Assert.That(source.FindProperty("m_ClearFlags").propertyType, Is.EqualTo(SerializedPropertyType.Enum));
            Assert.That(source.FindProperty("m_Enabled").boolValue, Is.True);
        }
    }
}
