using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Saccade.Editor.Capture;

namespace Saccade.Editor.Tests.Capture
{
    public sealed class CapturePlanTests
    {
        [Test]
        public void Split_OfManyScenes_HasTheShares([Values(1, 2, 77, -5)] int seed)
        {
            CaptureSettings settings = new() { Seed = seed, TrainShare = 7, ValidationShare = 2, TestShare = 1 };

            var counts = Enumerable.Range(0, 60)
                .Select(scene => CapturePlan.SplitOf(settings, scene))
                .GroupBy(split => split)
                .ToDictionary(group => group.Key, group => group.Count());

            Assert.That(counts["train"], Is.EqualTo(42).Within(2));
            Assert.That(counts["validation"], Is.EqualTo(12).Within(2));
            Assert.That(counts["test"], Is.EqualTo(6).Within(2));
        }

        [Test]
        public void Next_GoesSceneByScene_AndEndsAtTheTargets()
        {
            CaptureSettings settings = new() { Classes = ["a", "b"], Target = 3, PicturesPerScene = 2, Targets = new() { ["b"] = 1 } };
            CapturePlan plan = new(settings);
            List<string> order = [];
            while (plan.Next() is PlannedPicture picture)
            {
                plan.Take(picture.ClassName, picture.Scene, picture.Frame);
                order.Add($"{picture.ClassName} {picture.Scene} {picture.Frame}");
            }

            Assert.That(order, Is.EqualTo(new[] { "a 0 0", "a 0 1", "b 0 0", "a 1 0" }));
            Assert.That(plan.IsComplete, Is.True);
        }

        [Test]
        public void NextOf_PictureThatWasGivenBack_IsNextAgain()
        {
            CaptureSettings settings = new() { Classes = ["a"], Target = 2 };
            CapturePlan plan = new(settings);
            var first = plan.NextOf("a")!.Value;
            plan.Take("a", first.Scene, first.Frame);
            plan.GiveBack(first);

            Assert.That(plan.NextOf("a")!.Value.File, Is.EqualTo(first.File));
        }
    }
}
