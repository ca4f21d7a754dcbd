using System.IO;
using MyGame;
using NUnit.Framework;
using UnityEngine;

namespace Saccade.Runtime.Tests.Looking
{
    /// <summary>The sample of the guide does what it says.</summary>
    [NonParallelizable]
    public sealed class LookingAtTests
    {
        [Test]
        public void Sample_NamesTheObject_OrTheBackground()
        {
            using LookStage look = new();
            look.AddTarget(new Rect(16, 16, 16, 16)).name = "Kitten";
            var sample = look.Stage.Camera.gameObject.AddComponent<LookingAt>();

            look.Stage.HeatPatch(1, 1);
            Assert.That(look.Look().Frame, Is.Positive);
            Assert.That(sample.Answer, Does.Match(@"^Kitten \(100 ?% of frame \d+\)$"));
            look.Stage.HeatPatch(3, 1);
            look.Look();
            Assert.That(sample.Answer, Is.EqualTo("the background"));
        }

        [Test]
        public void Sample_IsShort()
        {
            var file = Core.Tests.Fixtures.Find("..", "..", "Documentation~", "samples");
            Assert.That(File.ReadAllLines(Path.Combine(file, "LookingAt.cs")), Has.Length.LessThanOrEqualTo(25));
        }
    }
}
