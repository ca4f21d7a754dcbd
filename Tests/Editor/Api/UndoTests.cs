using NUnit.Framework;
using Saccade.Host;
using Saccade.Host.Editor;
using UnityEditor;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Saccade.Editor.Tests.Api
{
    /// <summary>What was done is taken back in the right order, with its values.</summary>
    [NonParallelizable]
    public sealed class UndoTests
    {
        private HostEngine _engine = null!;
        private GameObject _thing = null!;

        [SetUp]
        public void StartScene()
        {
            _engine = HostEngine.Start(new HostOptions { Width = 32, Height = 32, Log = null });
            Undo.ClearAll();
            _thing = new GameObject("Thing");
        }

        [TearDown]
        public void StopScene() => _engine.Dispose();

        [Test]
        public void RecordObject_TakesBackOnlyWhatTheEventChanged()
        {
            var specimen = _thing.AddComponent<Specimen>();
            Undo.RecordObject(specimen, "Rename");
            specimen.Title = "new";
            specimen.Names[0] = "x";
            Undo.IncrementCurrentGroup();
            specimen.TopK = 8;

            Undo.PerformUndo();

            Assert.That((specimen.Title, specimen.Names[0], specimen.TopK), Is.EqualTo(("none", "a", 8)));
        }

        [Test]
        public void Groups_AreTakenBackOneByOne_AndDoneAgain()
        {
            var specimen = _thing.AddComponent<Specimen>();
            for (var i = 1; i <= 3; i++)
            {
                Undo.IncrementCurrentGroup();
                Undo.RecordObject(specimen, "Set " + i);
                specimen.TopK = 10 * i;
            }

            Undo.PerformUndo();
            Undo.PerformUndo();
            Assert.That(specimen.TopK, Is.EqualTo(10));
            Assert.That(Undo.NextRedoName, Is.EqualTo("Set 2"));
            Undo.PerformRedo();
            Assert.That(specimen.TopK, Is.EqualTo(20));
            Undo.RecordObject(specimen, "Other");
            specimen.TopK = 99;
            Undo.PerformRedo();
            Assert.That(specimen.TopK, Is.EqualTo(99), "another change ends what could be done again");
        }

        [Test]
        public void Collapse_MakesOneStepOfSeveral()
        {
            var specimen = _thing.AddComponent<Specimen>();
            var group = Undo.GetCurrentGroup();
            for (var i = 1; i <= 3; i++)
            {
                Undo.RecordObject(specimen, "Set");
                specimen.TopK = 10 * i;
                Undo.IncrementCurrentGroup();
            }

            Undo.CollapseUndoOperations(group);
            Undo.PerformUndo();

            Assert.That(specimen.TopK, Is.EqualTo(3));
        }

        [Test]
        public void RemovedComponent_ComesBackWithItsValues_AndEarlierStepsStillMeanIt()
        {
            var specimen = Undo.AddComponent<Specimen>(_thing);
            Undo.IncrementCurrentGroup();
            Undo.RecordObject(specimen, "Set");
            specimen.TopK = 9;
            Undo.IncrementCurrentGroup();
            Undo.DestroyObjectImmediate(specimen);
            Assert.That(_thing.GetComponent<Specimen>() == null, Is.True);

            Undo.PerformUndo();
            Assert.That(_thing.GetComponent<Specimen>().TopK, Is.EqualTo(9));
            Undo.PerformUndo();
            Assert.That(_thing.GetComponent<Specimen>().TopK, Is.EqualTo(3));
            Undo.PerformUndo();
            Assert.That(_thing.GetComponent<Specimen>() == null, Is.True);
            Undo.PerformRedo();
            Undo.PerformRedo();
            Assert.That(_thing.GetComponent<Specimen>().TopK, Is.EqualTo(9));
        }

        [Test]
        public void AddedComponent_GoesWithThoseThatItNeeded()
        {
            Undo.AddComponent<VitClassifier>(_thing);
            Assert.That(_thing.GetComponent<Camera>(), Is.Not.Null);

            Undo.PerformUndo();

            Assert.That(_thing.GetComponents<Component>(), Has.Length.EqualTo(1), "the transform");
        }

        [Test]
        public void RemovedGameObject_ComesBackWithChildrenComponentsAndPlace()
        {
            GameObject child = new("Child") { tag = "Player", layer = 3 };
            child.transform.SetParent(_thing.transform);
            child.transform.localPosition = new Vector3(1f, 2f, 3f);
            child.AddComponent<Specimen>().Title = "kept";
            Undo.DestroyObjectImmediate(_thing);
            Assert.That(GameObject.Find("Thing") == null, Is.True);

            Undo.PerformUndo();

            var restored = GameObject.Find("Thing/Child");
            Assert.That((restored.tag, restored.layer), Is.EqualTo(("Player", 3)));
            Assert.That(restored.transform.localPosition, Is.EqualTo(new Vector3(1f, 2f, 3f)));
            Assert.That(restored.GetComponent<Specimen>().Title, Is.EqualTo("kept"));
            Undo.PerformRedo();
            Assert.That(GameObject.Find("Thing") == null, Is.True);
        }

        [Test]
        public void History_IsBounded()
        {
            UndoHistory history = new();
            var specimen = _thing.AddComponent<Specimen>();
            for (var i = 0; i < UndoHistory.MaximumSteps + 50; i++)
            {
                history.Record(specimen, "Set");
                specimen.TopK = i + 100;
                history.BeginGroup();
            }

            Assert.That(history.StepCount, Is.EqualTo(UndoHistory.MaximumSteps));
        }

        [Test]
        public void Undo_OfWhatIsGone_DoesNothing()
        {
            var specimen = _thing.AddComponent<Specimen>();
            Undo.RecordObject(specimen, "Set");
            specimen.TopK = 9;
            Undo.IncrementCurrentGroup();
            Object.DestroyImmediate(_thing);

            Assert.That(Undo.PerformUndo, Throws.Nothing);
        }

        [Test]
        public void UndoRedoPerformed_IsRaisedOnlyWhenSomethingWas()
        {
            var raised = 0;
            void Count() => raised++;
            Undo.undoRedoPerformed += Count;
            Undo.PerformUndo();
            Undo.AddComponent<Camera>(_thing);
            Undo.PerformUndo();
            Undo.PerformRedo();
            Undo.undoRedoPerformed -= Count;

            Assert.That(raised, Is.EqualTo(2));
        }
    }
}
