using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Saccade.Results;

namespace Saccade.Core.Tests.Results
{
    public sealed class LabelTrackerTests
    {
        private static readonly string[] Pets = ["cat", "dog", "bird"];

        [Test]
        public void Label_EntersAfterTheMinimumTime_AndLeavesAfterIt()
        {
            LabelTracker tracker = new() { MinimumSeconds = 0.25 };
            List<string> told = [];
            for (var i = 0; i <= 20; i++)
            {
                Add(tracker, i is >= 5 and < 12 ? "dog" : null, i * 0.1);
                told.AddRange(tracker.Left.Select(label => $"-{label.Label} {i}"));
                told.AddRange(tracker.Entered.Select(label => $"+{label.Label} {i}"));
            }

            Assert.That(told, Is.EqualTo(new[] { "+dog 8", "-dog 15" }));
        }

        [Test]
        public void ShortVisit_IsNone()
        {
            LabelTracker tracker = new() { MinimumSeconds = 0.3 };
            for (var i = 0; i < 30; i++)
            {
                Add(tracker, i % 3 == 0 ? null : "cat", i * 0.1);
                Assert.That((tracker.Count, tracker.Entered.Count), Is.EqualTo((0, 0)), $"result {i}");
            }
        }

        [Test]
        public void Change_LeavesBeforeItEnters()
        {
            LabelTracker tracker = new() { MinimumSeconds = 0.2 };
            Add(tracker, "cat", 0);
            Add(tracker, "cat", 0.2);
            Assert.That((tracker.Leader, tracker.IsIn("cat")), Is.EqualTo(("cat", true)));
            Add(tracker, "dog", 0.3);
            Assert.That(tracker.Leader, Is.EqualTo("cat"));

            Add(tracker, "dog", 0.5);

            Assert.That(tracker.Left.Select(label => label.Label), Is.EqualTo(new[] { "cat" }));
            Assert.That(tracker.Entered.Select(label => label.Label), Is.EqualTo(new[] { "dog" }));
            Assert.That((tracker.Leader, tracker.Count), Is.EqualTo(("dog", 1)));
        }

        [Test]
        public void Confidence_KeepsOutWhatIsUnsure_AndKeepsInWhatFallsALittleShort()
        {
            LabelTracker tracker = new() { Confidence = 0.6f };
            tracker.Add(Pets, [0.58f, 0.4f, 0.02f], "cat", false, 0);
            Assert.That(tracker.Count, Is.Zero);
            tracker.Add(Pets, [0.62f, 0.3f, 0.08f], "cat", false, 1);
            Assert.That(tracker.Count, Is.EqualTo(1));
            tracker.Add(Pets, [0.57f, 0.4f, 0.03f], "cat", false, 2);
            Assert.That(tracker.Count, Is.EqualTo(1));
            tracker.Add(Pets, [0.54f, 0.4f, 0.06f], "cat", false, 3);
            Assert.That(tracker.Count, Is.Zero);
        }

        [Test]
        public void IndependentClasses_MayAllBeIn_AndNeedHalfWithoutAThreshold()
        {
            LabelTracker tracker = new();

            tracker.Add(Pets, [0.9f, 0.51f, 0.49f], "cat", true, 0);

            Assert.That(tracker.Entered.Select(label => label.Label), Is.EqualTo(new[] { "cat", "dog" }));
            Assert.That(tracker.Leader, Is.EqualTo("cat"));
            tracker.Add(Pets, [0.2f, 0.6f, 0.7f], "bird", true, 1);
            Assert.That((tracker.Leader, tracker.IsIn("bird"), tracker.IsIn("cat")), Is.EqualTo(("bird", true, false)));
            tracker.Add(Pets, [0.2f, 0.99f, 0.6f], "dog", true, 2);
            Assert.That(tracker.Leader, Is.EqualTo("bird"), "who leads doesn't flicker between those that are in");
        }

        [Test]
        public void AnotherModel_KeepsWhatItCallsAlike_AndLetsOutWhatItDoesNotKnow()
        {
            LabelTracker tracker = new();
            tracker.Add(Pets, [0.9f, 0.9f, 0f], "cat", true, 0);

            tracker.Add(["fish", "dog"], [0.1f, 0.8f], "dog", true, 1);

            Assert.That(tracker.Left.Select(label => label.Label), Is.EqualTo(new[] { "cat" }));
            Assert.That(tracker.Entered, Is.Empty);
            Assert.That((tracker.Leader, tracker.IsIn("dog"), tracker.Count), Is.EqualTo(("dog", true, 1)));
        }

        [Test]
        public void ClassesOfOneName_AreOneLabel()
        {
            string[] labels = ["crane", "crane"];
            LabelTracker tracker = new();

            tracker.Add(labels, [0.2f, 0.8f], "crane", false, 0);

            Assert.That((tracker.Entered[0].Index, tracker.IsIn("crane")), Is.EqualTo((1, true)));
        }

        [Test]
        public void EarlierClock_BeginsToWaitAnew()
        {
            LabelTracker tracker = new() { MinimumSeconds = 1 };
            Add(tracker, "cat", 100);
            Add(tracker, "cat", 5);
            Assert.That(tracker.Count, Is.Zero);
            Add(tracker, "cat", 6);
            Assert.That(tracker.Count, Is.EqualTo(1));
        }

        [Test]
        public void Clear_LetsAllOut()
        {
            LabelTracker tracker = new();
            tracker.Add(Pets, [0.9f, 0.9f, 0f], "cat", true, 0);

            tracker.Clear();

            Assert.That(tracker.Left.Select(label => label.Label), Is.EquivalentTo(new[] { "cat", "dog" }));
            Assert.That((tracker.Count, tracker.Leader), Is.EqualTo((0, (string?)null)));
        }

        // 200 lives of 200 results each: other models, other rules, clocks that fall, numbers that are none.
        [Test]
        public void WhateverComes_LabelsEnterAndLeaveInTurn_AndOfSharingClassesOneIsInAtMost()
        {
            for (var seed = 0; seed < 200; seed++)
            {
                Random random = new(seed);
                var independent = seed % 2 == 0;
                LabelTracker tracker = new();
                HashSet<string> inside = [];
                var labels = Pets;
                var seconds = 0.0;
                for (var i = 0; i < 200; i++)
                {
                    if (random.Next(20) == 0)
                    {
                        labels = [.. new[] { "cat", "dog", "bird", "fish", "cow" }.OrderBy(_ => random.Next()).Take(random.Next(1, 6))];
                    }

                    tracker.Confidence = random.Next(10) == 0 ? (float)random.NextDouble() : tracker.Confidence;
                    tracker.MinimumSeconds = random.Next(10) == 0 ? random.NextDouble() * 0.5 : tracker.MinimumSeconds;
                    seconds += random.Next(40) == 0 ? -3 : random.NextDouble() * 0.2;
                    if (random.Next(50) == 0)
                    {
                        tracker.Clear();
                    }
                    else
                    {
                        float[] probabilities = [.. labels.Select(_ => random.Next(100) == 0 ? float.NaN : (float)random.NextDouble())];
                        var label = random.Next(4) == 0 ? null : labels[random.Next(labels.Length)];
                        tracker.Add(labels, probabilities, label, independent, seconds);
                    }

                    // In words only where it fails: asserting each costs seconds.
                    var isInTurn = tracker.Left.All(label => inside.Remove(label.Label))
                        && tracker.Entered.All(label => inside.Add(label.Label));
                    if (!isInTurn || tracker.Count != inside.Count || !inside.All(tracker.IsIn) || (!independent && inside.Count > 1)
                        || (tracker.Leader == null ? inside.Count > 0 : !inside.Contains(tracker.Leader)))
                    {
                        Assert.Fail($"seed {seed}, result {i}: in are {string.Join(", ", inside)}, led by {tracker.Leader}");
                    }
                }
            }
        }

        [Test]
        public void SteadyResults_AllocateNothing()
        {
            var labels = Enumerable.Range(0, 1000).Select(i => $"class {i}").ToArray();
            var probabilities = new float[1000];
            LabelTracker tracker = new() { MinimumSeconds = 0.5 };
            long before = 0;
            for (var i = 0; i < 2100; i++)
            {
                if (i == 100)
                {
                    before = GC.GetAllocatedBytesForCurrentThread();
                }

                probabilities[i / 10 % 7] = i % 10 / 10f;
                tracker.Add(labels, probabilities, labels[i / 10 % 7], i % 2 == 0, i * 0.1);
            }

            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        }

        private static void Add(LabelTracker tracker, string? label, double seconds) => tracker.Add(
            Pets, [.. Pets.Select(pet => pet == label ? 0.9f : 0.05f)], label, false, seconds);
    }
}
