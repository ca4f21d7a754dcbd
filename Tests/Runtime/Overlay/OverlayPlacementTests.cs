using NUnit.Framework;
using Saccade.Overlay;
using UnityEngine;

namespace Saccade.Runtime.Tests.Overlay
{
    public sealed class OverlayPlacementTests
    {
        private static readonly Rect Picture = new(100, 50, 200, 100);

        [Test]
        public void CropInside_LiesOnTheCrop_Whole()
        {
            OverlayPlacement placement = new(Picture, new Rect(0.25f, 0f, 0.5f, 1f));

            Assert.That(placement.IsVisible);
            Assert.That(placement.Area, Is.EqualTo(new Rect(150, 50, 100, 100)));
            Assert.That(placement.Part, Is.EqualTo(new Rect(0, 0, 1, 1)));
        }

        [Test]
        public void Padding_IsCutOff_AndThePartCountsFromBelow()
        {
            // A quarter of the map above the picture, none of it below; a half to the right of it.
            OverlayPlacement placement = new(Picture, new Rect(0.5f, -1f / 3, 1f, 4f / 3));

            Assert.That(placement.Area.xMin, Is.EqualTo(200));
            Assert.That(placement.Area.xMax, Is.EqualTo(300));
            Assert.That(placement.Area.yMin, Is.EqualTo(50));
            Assert.That(placement.Area.yMax, Is.EqualTo(150).Within(1e-3));
            Assert.That(placement.Part.xMax, Is.EqualTo(0.5f).Within(1e-5));
            Assert.That(placement.Part.yMin, Is.Zero.Within(1e-5));
            Assert.That(placement.Part.yMax, Is.EqualTo(0.75f).Within(1e-5));
        }

        [TestCase(1f, 0f, 1f, 1f)]
        [TestCase(0f, -2f, 1f, 1f)]
        [TestCase(0f, 0f, 0f, 1f)]
        public void NothingInThePicture_IsNotVisible(float x, float y, float width, float height) =>
            Assert.That(new OverlayPlacement(Picture, new Rect(x, y, width, height)).IsVisible, Is.False);
    }
}
