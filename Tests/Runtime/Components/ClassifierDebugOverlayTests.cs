using System;
using System.Linq;
using NUnit.Framework;
using Saccade.Overlay;
using Saccade.Runtime.Tests.Overlay;
using UnityEngine;

namespace Saccade.Runtime.Tests.Components
{
    [NonParallelizable]
    public sealed class ClassifierDebugOverlayTests
    {
        private const string Stretch = """{"size": {"height": 32, "width": 32}, "resample": 2}""";
        private const int WarmUp = 300;
        private const int Frames = 200;

        [Test]
        public void Text_TellsStateAgeRatesAndWhatEachStageCosts()
        {
            using var stage = Show(out var overlay);

            var lines = overlay.Text.Split('\n');
            Assert.That(lines, Has.Length.EqualTo(4));
            Assert.That(lines[0], Does.Match(@"^serving, result \d+\.\d s old, frame \d+$"));
            Assert.That(lines[1], Does.Match(@"^\d+ pictures/s, \d+ labels/s, \d+ dropped$"));
            Assert.That(lines[2], Does.Match(@"^capture: OpenGL, encode \d+\.\d\d ms \(GPU [\d.–]+\), fetch \d+\.\d\d ms$"));
            Assert.That(lines[3], Does.Match(@"^model: Cpu, run \d+\.\d ms, latency \d+ ms \(19 of 20: \d+\)$"));
        }

        [Test]
        public void Text_EndsWithWhatIsWrong()
        {
            using var stage = Show(out var overlay);
            stage.Classifier.Load("no-such-folder");
            Wait(stage);

            Assert.That(overlay.Text, Does.StartWith("serving, ").And.Contain("\n").And.Contain("no-such-folder"));
        }

        [TestCase(LabelCorner.TopLeft, 0, 0)]
        [TestCase(LabelCorner.BottomRight, 1, 1)]
        public void Corner_PutsItThere(LabelCorner corner, int right, int low)
        {
            using var stage = Show(out var overlay);
            overlay.Corner = corner;
            stage.Step();
            var picture = stage.Look();

            bool IsLit(int x, int y) => picture[right == 1 ? 639 - x : x, low == 1 ? 359 - y : y].r > 0;
            Assert.That(Enumerable.Range(0, 12).Any(i => IsLit(i, i)), Is.False, "there is a margin");
            Assert.That(IsLit(20, 20), Is.True);
        }

        [Test]
        public void WhileItsTextIsTheSame_NothingIsAllocated()
        {
            using var stage = Show(out var overlay);
            for (var frame = 0; frame < WarmUp; frame++)
            {
                stage.Step();
            }

            var (same, most) = (0, 0L);
            for (var frame = 0; frame < Frames; frame++)
            {
                var text = overlay.Text;
                var allocated = GC.GetAllocatedBytesForCurrentThread();
                stage.Step();
                allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
                if (ReferenceEquals(text, overlay.Text))
                {
                    (same, most) = (same + 1, Math.Max(most, allocated));
                }
            }

            Assert.That(same, Is.GreaterThan(Frames / 2));
            Assert.That(most, Is.Zero);
        }

        [TestCase(0, 0, "0")]
        [TestCase(-0.04, 1, "0.0")]
        [TestCase(-1.25, 1, "-1.2")]
        [TestCase(12.346, 2, "12.35")]
        [TestCase(0.005, 3, "0.005")]
        [TestCase(99.999, 2, "100.00")]
        [TestCase(double.NaN, 2, "–")]
        [TestCase(double.PositiveInfinity, 2, "–")]
        public void Numbers_AreWrittenWithTheirDecimals(double number, int decimals, string text)
        {
            PlainText plain = new();

            Assert.That(plain.Clear().Add(number, decimals).Take(), Is.True);
            Assert.That(plain.Taken, Is.EqualTo(text));
            Assert.That(plain.Clear().Add(number, decimals).Take(), Is.False, "the same text is not made again");
        }

        [TestCase(long.MinValue)]
        [TestCase(-1)]
        [TestCase(0)]
        [TestCase(long.MaxValue)]
        public void WholeNumbers_AreWritten(long number)
        {
            PlainText plain = new();
            plain.Add(number).Take();

            Assert.That(plain.Taken, Is.EqualTo(number.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        private static OverlayStage Show(out ClassifierDebugOverlay overlay)
        {
            OverlayStage stage = new(Stretch, 640, 360);
            stage.Overlay.enabled = false;
            overlay = stage.Camera.gameObject.AddComponent<ClassifierDebugOverlay>();
            stage.Classify();
            Wait(stage);
            return stage;
        }

        // Until the text is written anew.
        private static void Wait(OverlayStage stage)
        {
            var begin = Time.unscaledTimeAsDouble;
            while (Time.unscaledTimeAsDouble < begin + 0.3)
            {
                stage.Step();
            }
        }
    }
}
