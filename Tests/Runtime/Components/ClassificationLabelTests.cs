using System;
using NUnit.Framework;
using Saccade.Host;
using Saccade.Runtime.Tests.Overlay;
using UnityEngine;

namespace Saccade.Runtime.Tests.Components
{
    /// <summary>The label panel over a black picture: what is not black is the panel.</summary>
    [NonParallelizable]
    public sealed class ClassificationLabelTests
    {
        private const string Stretch = """{"size": {"height": 32, "width": 32}, "resample": 2}""";

        // Half the text's size, twice over, and a bit: where a panel's border is at most.
        private const int Margin = 16;

        [TestCase(LabelCorner.TopLeft, 0, 0)]
        [TestCase(LabelCorner.TopRight, 1, 0)]
        [TestCase(LabelCorner.BottomLeft, 0, 1)]
        [TestCase(LabelCorner.BottomRight, 1, 1)]
        public void Corner_PutsThePanelThere(LabelCorner corner, int right, int low)
        {
            using var stage = Show(640, 360, out var label);
            label.Corner = corner;
            stage.Step();

            var panel = Panel(stage.Look());

            Assert.That(right == 0 ? panel.xMin : 640 - panel.xMax, Is.InRange(1, Margin));
            Assert.That(low == 0 ? panel.yMin : 360 - panel.yMax, Is.InRange(1, Margin));
            Assert.That(panel.width, Is.InRange(150, 300));
        }

        [Test]
        public void CameraOnPartOfTheScreen_HasItsPanelInItsPicture()
        {
            using var stage = Show(640, 360, out _, new Rect(0.5f, 0f, 0.5f, 0.5f));

            var panel = Panel(stage.Look());

            Assert.That(panel.xMin - 320, Is.InRange(1, Margin));
            Assert.That(panel.yMin - 180, Is.InRange(1, Margin));
        }

        [Test]
        public void Lines_AreAsManyAsAskedFor_AtMostThoseOfTheResult()
        {
            using var stage = Show(640, 360, out var label);
            var heights = new int[5];
            for (var lines = 0; lines < heights.Length; lines++)
            {
                label.Lines = lines;
                stage.Step();
                heights[lines] = Panel(stage.Look()).height;
            }

            Assert.That(heights[2] - heights[1], Is.EqualTo(heights[3] - heights[2]).And.GreaterThan(label.FontSize));
            Assert.That((heights[0], heights[4]), Is.EqualTo((heights[3], heights[3])), "the result lists three");
        }

        [Test]
        public void Truth_ColoursTheFirstLine_AndIsNamedWhenItIsAnother()
        {
            using var stage = Show(640, 360, out var label);
            var truth = new GameObject("Truth").AddComponent<ClassLabel>();
            var plain = Panel(stage.Look()).height;
            Assert.That(Strongest(stage.Look()), Is.EqualTo((false, false)));

            label.Truth = truth;
            truth.ClassName = stage.Classifier.Result!.Best.Label;
            stage.Step();
            Assert.That(Strongest(stage.Look()), Is.EqualTo((false, true)), "green");
            Assert.That(Panel(stage.Look()).height, Is.EqualTo(plain));

            truth.ClassName = "something else";
            stage.Step();
            Assert.That(Strongest(stage.Look()), Is.EqualTo((true, true)), "red, and the truth in green");
            Assert.That(Panel(stage.Look()).height, Is.GreaterThan(plain + label.FontSize));
        }

        [Test]
        public void LongNames_EndWithinThePanel()
        {
            using OverlayStage stage = new(Stretch, 640, 360, classes: "a name that is far too long for any panel and goes on and on");
            stage.Overlay.enabled = false;
            stage.Camera.gameObject.AddComponent<ClassificationLabel>();
            stage.Classify();
            stage.Step();
            var panel = Panel(stage.Look());
            Assert.That(panel.xMax, Is.LessThan(300));

            // Between a name and its percentage the panel shows through.
            var picture = stage.Look();
            var gaps = 0;
            for (var x = panel.xMin; x < panel.xMax; x++)
            {
                var brightest = 0;
                for (var y = panel.yMin + 12; y < panel.yMin + 30; y++)
                {
                    brightest = Math.Max(brightest, picture[x, y].r);
                }

                gaps = brightest < 40 ? gaps + 1 : gaps;
            }

            Assert.That(gaps, Is.GreaterThan(20));
        }

        [Test]
        public void NameWithALineBreak_StaysInItsRow()
        {
            Assert.That(Show("red\\nfox").Rgba, Is.EqualTo(Show("red fox").Rgba));

            static Picture Show(string name)
            {
                using OverlayStage stage = new(Stretch, 320, 180, classes: name);
                stage.Overlay.enabled = false;
                stage.Camera.gameObject.AddComponent<ClassificationLabel>();
                stage.Classify();
                stage.Step();
                return stage.Look();
            }
        }

        [Test]
        public void SmallPicture_KeepsThePanelInside()
        {
            using var stage = Show(120, 64, out _);

            var panel = Panel(stage.Look());

            Assert.That((panel.xMin, panel.yMin), Is.EqualTo((11, 11)).Within(1));
            Assert.That((panel.xMax, panel.yMax), Is.LessThanOrEqualTo((120, 64)));
        }

        [Test]
        public void TextureTarget_HasItsPanelOnTheScreen()
        {
            RenderTexture target = new(64, 64, 24);
            using OverlayStage stage = new(Stretch, 640, 360, target);
            stage.Overlay.enabled = false;
            stage.Camera.gameObject.AddComponent<ClassificationLabel>();
            stage.Classify();
            stage.Step();

            Assert.That(Panel(HostScreen.Capture()).xMin, Is.InRange(1, Margin));
            Assert.That(Panel(Picture.Read(target)).width, Is.Zero);
            target.Release();
        }

        [Test]
        public void Panel_LiesOverTheMap_WhicheverComponentCameLast()
        {
            using var stage = Show(640, 360, out _);
            stage.HeatPatch(0, 0);
            stage.Overlay.Opacity = 1f;
            stage.Classify();
            stage.Overlay.enabled = true;
            for (var i = 0; i < 3; i++)
            {
                stage.Step();
            }

            var onPanel = stage.Look()[14, 40];
            var besides = stage.Look()[4, 40];

            Assert.That((int)besides.r, Is.GreaterThan(200), "the map is hot there");
            Assert.That((int)onPanel.r, Is.LessThan(100), "and the panel dark");
        }

        [Test]
        public void Disabled_GivesItsTexturesBack()
        {
            using var stage = Show(640, 360, out var label);
            var with = HostEngine.LiveGraphicsObjects;

            label.enabled = false;
            stage.Step();

            Assert.That(HostEngine.LiveGraphicsObjects, Is.EqualTo(with - 2));
            Assert.That(Panel(stage.Look()).width, Is.Zero);
        }

        private static OverlayStage Show(int width, int height, out ClassificationLabel label, Rect? rect = null)
        {
            OverlayStage stage = new(Stretch, width, height, rect: rect);
            stage.Overlay.enabled = false;
            label = stage.Camera.gameObject.AddComponent<ClassificationLabel>();
            stage.Classify();
            stage.Step();
            return stage;
        }

        // Whether anything is clearly red, and clearly green.
        private static (bool Red, bool Green) Strongest(Picture picture)
        {
            var (red, green) = (false, false);
            for (var i = 0; i < picture.Rgba.Length; i += 4)
            {
                red |= picture.Rgba[i] > picture.Rgba[i + 1] + 80;
                green |= picture.Rgba[i + 1] > picture.Rgba[i] + 80;
            }

            return (red, green);
        }

        private static RectInt Panel(Picture picture)
        {
            var (left, top, right, bottom) = (picture.Width, picture.Height, 0, 0);
            for (var i = 0; i < picture.Rgba.Length; i++)
            {
                if (i % 4 == 3 || picture.Rgba[i] == 0)
                {
                    continue;
                }

                var (x, y) = (i / 4 % picture.Width, i / 4 / picture.Width);
                (left, right) = (Math.Min(left, x), Math.Max(right, x + 1));
                (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y + 1));
            }

            return right == 0 ? default : new RectInt(left, top, right - left, bottom - top);
        }
    }
}
