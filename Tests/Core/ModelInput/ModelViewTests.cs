using System;
using NUnit.Framework;
using Saccade.Capture;
using Saccade.ModelInput;
using Saccade.Preprocessing;

namespace Saccade.Core.Tests.ModelInput
{
    /// <summary>What is shown as the model's picture is the picture that training would have made.</summary>
    public sealed class ModelViewTests
    {
        [TestCase(PixelLayout.Planes)]
        [TestCase(PixelLayout.Patches)]
        public void View_IsTheTransformsPictureInBothLayouts(PixelLayout layout)
        {
            var folder = ModelFolder.Open(Fixtures.Find("exported", "vit-tiny"));
            var (width, height) = (folder.InputWidth, folder.InputHeight);
            var source = new byte[61 * 47 * 3];
            new System.Random(5).NextBytes(source);
            PixelTransform transform = new(folder.Rule);
            var levels = transform.Resize(source, 61, 47, out _, out _).ToArray();
            var planes = new float[3 * width * height];
            transform.Apply(source, 61, 47, planes);
            var target = new byte[3 * width * height];
            ModelView view = new(folder, layout);

            Assert.That(view.TryRead(target), Is.False, "nothing was kept before somebody asked");
            view.Offer(layout == PixelLayout.Planes ? planes : ToPatches(planes, folder));
            Assert.That(view.TryRead(target), Is.True);

            for (var i = 0; i < target.Length; i++)
            {
                Assert.That((int)target[i], Is.EqualTo(levels[i]).Within(1), $"level {i}");
            }

            Assert.That(view.TryRead(target), Is.False, "the same picture is not written twice");
        }

        [Test]
        public void Offer_WhenNobodyAsks_AllocatesNothing()
        {
            var folder = ModelFolder.Open(Fixtures.Find("exported", "vit-tiny"));
            ModelView view = new(folder, PixelLayout.Planes);
            var picture = new float[3 * folder.InputWidth * folder.InputHeight];
            view.Offer(picture);

            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++)
            {
                view.Offer(picture);
            }

            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        }

        [Test]
        public void RoomOfAnotherSize_IsRefusedWithBothSizes()
        {
            var folder = ModelFolder.Open(Fixtures.Find("exported", "vit-tiny"));
            ModelView view = new(folder, PixelLayout.Planes);

            Assert.That(
                () => view.TryRead(new byte[45]),
                Throws.ArgumentException.With.Message.Contains("room for 45 levels")
                    .And.Message.Contains($"{folder.InputWidth} x {folder.InputHeight}"));
        }

        private static float[] ToPatches(float[] planes, ModelFolder folder)
        {
            var patches = new float[planes.Length];
            var written = 0;
            for (var patch = 0; patch < folder.GridWidth * folder.GridHeight; patch++)
            {
                var left = patch % folder.GridWidth * folder.PatchWidth;
                var top = patch / folder.GridWidth * folder.PatchHeight;
                for (var channel = 0; channel < 3; channel++)
                {
                    for (var y = top; y < top + folder.PatchHeight; y++)
                    {
                        for (var x = left; x < left + folder.PatchWidth; x++)
                        {
                            patches[written++] = planes[(channel * folder.InputHeight + y) * folder.InputWidth + x];
                        }
                    }
                }
            }

            return patches;
        }
    }
}
