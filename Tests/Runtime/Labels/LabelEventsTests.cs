using System;
using System.Collections.Generic;
using NUnit.Framework;
using Saccade.Host;
using UnityEngine;

namespace Saccade.Runtime.Tests.Labels
{
    [NonParallelizable]
    public sealed class LabelEventsTests
    {
        private readonly List<string> _told = [];
        private HostEngine _engine = null!;
        private FakeClassifier _classifier = null!;
        private LabelEvents _events = null!;
        private LabelText _text = null!;
        private double _seconds;

        [SetUp]
        public void Begin()
        {
            _engine = HostEngine.Start(new HostOptions { Width = 16, Height = 16, AntiAliasing = 1, Log = null });
            GameObject eye = new("Eye");
            _classifier = eye.AddComponent<FakeClassifier>();
            _classifier.Know("cat", "dog", "bird");
            _events = eye.AddComponent<LabelEvents>();
            _text = eye.AddComponent<LabelText>();
            _told.Clear();
            _seconds = 0;
        }

        [TearDown]
        public void End() => _engine.Dispose();

        [Test]
        public void Events_AreTold_LeftFirst_ThenEnteredChangedAndNone()
        {
            _events.Entered += label => _told.Add($"+{label.Label} {label.Probability:0.0}");
            _events.Left += label => _told.Add("-" + label.Label);
            _events.Changed += label => _told.Add("=" + label);
            _events.OnNone.AddListener(() => _told.Add("nobody"));

            See("cat", 20);
            See("dog", 20);
            See(null, 20);

            Assert.That(_told, Is.EqualTo(new[] { "+cat 0.9", "=cat", "-cat", "+dog 0.9", "=dog", "-dog", "=", "nobody" }));
            Assert.That((_events.Current, _events.Count), Is.EqualTo(((string?)null, 0)));
        }

        [Test]
        public void UnityEvents_AreToldToo()
        {
            _events.OnEntered.AddListener(label => _told.Add("+" + label));
            _events.OnLeft.AddListener(label => _told.Add("-" + label));
            _events.OnChanged.AddListener(label => _told.Add("=" + label));
            _events.MinimumSeconds = 0f;

            See("cat", 1);
            Assert.That((_events.Current, _events.IsIn("cat"), _events.IsIn("dog")), Is.EqualTo(("cat", true, false)));
            _events.enabled = false;

            Assert.That(_told, Is.EqualTo(new[] { "+cat", "=cat", "-cat", "=" }));
        }

        [Test]
        public void HandlerThatDisables_LeavesOnlyWhatHasEntered()
        {
            _classifier.IsIndependent = true;
            _classifier.Know("cat", "cat too");
            _events.MinimumSeconds = 0f;
            _events.Confidence = 0.001f;
            _events.Entered += label =>
            {
                _told.Add("+" + label.Label);
                _events.enabled = false;
            };
            _events.Left += label => _told.Add("-" + label.Label);

            See("cat", 1);

            Assert.That(_told, Is.EqualTo(new[] { "+cat", "+cat too", "-cat too", "-cat" }));
        }

        [Test]
        public void Text_IsTheLabel_WithItsProbabilityWhereWanted()
        {
            _text.Changed += _told.Add;
            _text.OnChanged.AddListener(text => _told.Add("[" + text + "]"));
            _text.NoneText = "nothing";
            Assert.That(_text.Text, Is.Empty.Or.EqualTo("nothing"));
            See("cat", 5);
            See(null, 5);
            _text.ShowsProbability = true;
            See("dog", 1, 0.514f);
            See("dog", 1, 0.512f);

            Assert.That(_told, Is.EqualTo(new[] { "cat", "[cat]", "nothing", "[nothing]", "dog 51 %", "[dog 51 %]" }));
            Assert.That(_text.Text, Is.EqualTo("dog 51 %"));
        }

        [Test]
        public void SteadyResults_CostNoGarbage_AlsoWhenTheProbabilityMoves()
        {
            _text.ShowsProbability = true;
            for (var round = 0; round < 3; round++)
            {
                Move(100);
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            Move(1000);

            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        }

        private void Move(int results)
        {
            for (var i = 0; i < results; i++)
            {
                See("cat", 1, 0.6f + i % 40 * 0.01f);
            }
        }

        private void See(string? label, int results, float probability = 0.9f)
        {
            for (var i = 0; i < results; i++)
            {
                _classifier.See(label, _seconds += 0.05, probability);
                _engine.Step();
            }
        }
    }
}
