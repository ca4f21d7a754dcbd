using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MyGame;
using NUnit.Framework;
using Saccade.Host;
using UnityEngine;

namespace Saccade.Runtime.Tests.Labels
{
    [NonParallelizable]
    public sealed class LabelTriggerTests
    {
        private readonly List<string> _told = [];
        private HostEngine _engine = null!;
        private StringWriter _log = null!;
        private FakeClassifier _classifier = null!;
        private LabelTrigger _trigger = null!;
        private double _seconds;

        [SetUp]
        public void Begin()
        {
            _log = new StringWriter();
            _engine = HostEngine.Start(new HostOptions { Width = 16, Height = 16, AntiAliasing = 1, Log = _log });
            GameObject eye = new("Eye", typeof(Camera)) { tag = "MainCamera" };
            _classifier = eye.AddComponent<FakeClassifier>();
            _classifier.Know("cat", "dog", "bird");
            _trigger = new GameObject("Door").AddComponent<LabelTrigger>();
            _trigger.Label = "dog";
            _told.Clear();
            _trigger.Entered += _ => _told.Add("entered");
            _trigger.Left += _ => _told.Add("left");
            _trigger.OnEntered.AddListener(() => _told.Add("OnEntered"));
            _trigger.OnLeft.AddListener(() => _told.Add("OnLeft"));
            _seconds = 0;
        }

        [TearDown]
        public void End()
        {
            _engine.Dispose();
            _log.Dispose();
        }

        [Test]
        public void Trigger_HearsTheMainCamera_AndEntersAndLeavesOnce()
        {
            See("cat", 5);
            See("dog", 20);
            Assert.That(_trigger.IsEntered, Is.True);
            See("cat", 20);

            Assert.That(_told, Is.EqualTo(new[] { "entered", "OnEntered", "left", "OnLeft" }));
            Assert.That((_trigger.Notice, _log.ToString()), Is.EqualTo(((string?)null, "")));
        }

        [Test]
        public void MinimumSeconds_AreSecondsOfPictures()
        {
            _trigger.MinimumSeconds = 1f;
            See("dog", 10);
            Assert.That(_trigger.IsEntered, Is.False);

            // Frames alone say nothing new.
            for (var i = 0; i < 200; i++)
            {
                _engine.Step();
            }

            Assert.That(_trigger.IsEntered, Is.False);
            See("dog", 12);
            Assert.That(_trigger.IsEntered, Is.True);
        }

        [Test]
        public void Threshold_KeepsOutWhatIsUnsure()
        {
            _trigger.Threshold = 0.7f;
            See("dog", 20, 0.6f);
            Assert.That(_told, Is.Empty);
            See("dog", 20, 0.8f);
            Assert.That(_trigger.IsEntered, Is.True);
        }

        [Test]
        public void Disabled_Leaves_AndComesBack()
        {
            See("dog", 20);
            _trigger.enabled = false;
            Assert.That(_told, Is.EqualTo(new[] { "entered", "OnEntered", "left", "OnLeft" }));
            See("dog", 20);
            Assert.That(_told, Has.Count.EqualTo(4));

            _trigger.enabled = true;
            See("dog", 20);

            Assert.That(_told.Skip(4), Is.EqualTo(new[] { "entered", "OnEntered" }));
        }

        [Test]
        public void ClassifierThatStops_OrGoes_Leaves()
        {
            See("dog", 20);
            _classifier.Stop();
            _engine.Step();
            Assert.That(_trigger.IsEntered, Is.False);
            _classifier.Know("cat", "dog");
            See("dog", 20);
            Assert.That(_trigger.IsEntered, Is.True);

            UnityEngine.Object.Destroy(_classifier);
            _engine.Step();
            _engine.Step();

            Assert.That(_trigger.IsEntered, Is.False);
            Assert.That(_trigger.Notice, Does.StartWith("there is no classifier on this object, above it, or on the main camera"));
        }

        [Test]
        public void Swap_LeavesAtOnceWhatTheNewModelDoesNotKnow_AndKeepsWhatItKnows()
        {
            See("dog", 20);
            _classifier.Know("fish", "dog");
            See("dog", 1);
            Assert.That(_told, Is.EqualTo(new[] { "entered", "OnEntered" }));

            _classifier.Know("fish", "dig");
            See("fish", 1);

            Assert.That(_told.Skip(2), Is.EqualTo(new[] { "left", "OnLeft" }));
            Assert.That(
                _trigger.Notice, Is.EqualTo("'dog' is no label of the model, so it never triggers. Nearest of its 2: 'dig', 'fish'."));
        }

        [Test]
        public void UnknownLabel_IsToldOnce_WithWhatMayBeMeant()
        {
            _trigger.Label = "brid";
            See("dog", 100);

            Assert.That(Lines("Nearest of its 3: 'bird'"), Is.EqualTo(1));
            Assert.That(_log.ToString(), Does.Contain("LabelTrigger on Door: 'brid' is no label of the model"));
            _trigger.Label = "";
            See("dog", 20);
            Assert.That(
                _trigger.Notice, Does.StartWith("no label is set, so it never triggers: choose one of the model's 3, such as 'cat'"));
            _trigger.Label = "dog";
            See("dog", 20);
            Assert.That((_trigger.Notice, _trigger.IsEntered), Is.EqualTo(((string?)null, true)));
        }

        [Test]
        public void MissingClassifier_IsToldOnce_AndFoundWhenItComes()
        {
            _trigger.ClassifierObject = new GameObject("Rock");
            _engine.Step();
            _engine.Step();
            Assert.That(Lines("LabelTrigger on Door: Rock has no classifier"), Is.EqualTo(1));

            var other = _trigger.ClassifierObject.AddComponent<FakeClassifier>();
            other.Know("dog");
            other.See("dog", 0);
            _engine.Step();
            other.See("dog", 1);
            _engine.Step();

            Assert.That((_trigger.Notice, _trigger.IsEntered, _trigger.Classifier), Is.EqualTo(((string?)null, true, other)));
        }

        [Test]
        public void HandlerThatThrows_StarvesNobody()
        {
            var other = new GameObject("Other").AddComponent<LabelTrigger>();
            other.Label = "dog";
            List<string> heard = [];
            other.Entered += _ => throw new InvalidOperationException("mine");
            other.Entered += _ => heard.Add("second");
            other.OnEntered.AddListener(() => heard.Add("UnityEvent"));

            See("dog", 20);

            Assert.That(heard, Is.EqualTo(new[] { "second", "UnityEvent" }));
            Assert.That(Lines("mine"), Is.EqualTo(1));
            Assert.That(_trigger.IsEntered, Is.True);
        }

        [Test]
        public void HandlerThatDisables_IsToldInOrder()
        {
            _trigger.OnEntered.AddListener(() => _trigger.enabled = false);
            _trigger.OnEntered.AddListener(() => _told.Add("OnEntered 2"));

            See("dog", 20);

            Assert.That(_told, Is.EqualTo(new[] { "entered", "OnEntered", "OnEntered 2", "left", "OnLeft" }));
        }

        [Test]
        public void ValueThatIsNoNumber_IsRefused()
        {
            Assert.That(() => _trigger.Threshold = float.NaN, Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => _trigger.MinimumSeconds = float.NaN, Throws.InstanceOf<ArgumentOutOfRangeException>());
            _trigger.Threshold = 3f;
            Assert.That(_trigger.Threshold, Is.EqualTo(1f));
        }

        [Test]
        public void SteadyResults_CostNoGarbage()
        {
            See("dog", 60);
            var before = GC.GetAllocatedBytesForCurrentThread();

            See("dog", 1000);

            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        }

        [Test]
        public void Door_OfTheGuide_OpensWhileTheLabelIsSeen()
        {
            var door = _trigger.gameObject.AddComponent<LabelDoor>();
            See("cat", 20);
            Assert.That(door.transform.localPosition.y, Is.Zero);
            See("dog", 200);
            Assert.That(door.transform.localPosition.y, Is.EqualTo(3f).Within(0.05f));
            See("cat", 200);
            Assert.That(door.transform.localPosition.y, Is.Zero.Within(0.05f));
        }

        private int Lines(string text) => _log.ToString().Split('\n').Count(line => line.Contains(text));

        // A result each frame, 20 a second.
        private void See(string label, int results, float probability = 0.9f)
        {
            for (var i = 0; i < results; i++)
            {
                _classifier.See(label, _seconds += 0.05, probability);
                _engine.Step();
            }
        }
    }
}
