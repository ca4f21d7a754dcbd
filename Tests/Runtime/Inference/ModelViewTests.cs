using System;
using NUnit.Framework;
using Saccade.Capture;
using Saccade.Host;
using Saccade.Inference;
using Saccade.Preprocessing;
using UnityEngine;

namespace Saccade.Runtime.Tests.Inference
{
    /// <summary>What is shown as the model's picture is the picture that training would have made.</summary>
    [NonParallelizable]
    public sealed class ModelViewTests
    {
        private HostEngine _engine = null!;

        [SetUp]
        public void StartScene() => _engine = HostEngine.Start(new HostOptions { Width = 32, Height = 32, Log = null });

        [TearDown]
        public void StopScene() => _engine.Dispose();

        [TestCase(PixelLayout.Planes)]
        [TestCase(PixelLayout.Patches)]
        public void View_IsTheTransformsPictureInBothLayouts(PixelLayout layout)
        {
            ModelFolder folder = ModelFolder.Open(Fixtures.Find("exported", "vit-tiny"));
            (int width, int height) = (folder.InputWidth, folder.InputHeight);
            byte[] source = new byte[61 * 47 * 3];
            new System.Random(5).NextBytes(source);
            PixelTransform transform = new(folder.Rule);
            byte[] levels = transform.Resize(source, 61, 47, out _, out _).ToArray();
            float[] planes = new float[3 * width * height];
            transform.Apply(source, 61, 47, planes);
            Texture2D target = new(width, height, TextureFormat.RGBA32, false);
            ModelView view = new(folder, layout);

            Assert.That(view.TryRead(target), Is.False, "nothing was kept before somebody asked");
            view.Offer(layout == PixelLayout.Planes ? planes : ToPatches(planes, folder));
            Assert.That(view.TryRead(target), Is.True);

            Color32[] pixels = target.GetPixels32();
            for (int y = 0; y < height; y++)
            {
                for (int x = 0; x < width; x++)
                {
                    Color32 pixel = pixels[(height - 1 - y) * width + x];
                    int at = (y * width + x) * 3;
                    Assert.That((int)pixel.r, Is.EqualTo(levels[at]).Within(1));
                    Assert.That((int)pixel.g, Is.EqualTo(levels[at + 1]).Within(1));
                    Assert.That((int)pixel.b, Is.EqualTo(levels[at + 2]).Within(1));
                }
            }

            Assert.That(view.TryRead(target), Is.False, "the same picture is not written twice");
        }

        [Test]
        public void Offer_WhenNobodyAsks_AllocatesNothing()
        {
            ModelFolder folder = ModelFolder.Open(Fixtures.Find("exported", "vit-tiny"));
            ModelView view = new(folder, PixelLayout.Planes);
            float[] picture = new float[3 * folder.InputWidth * folder.InputHeight];
            view.Offer(picture);

            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++)
                view.Offer(picture);

            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        }

        [Test]
        public void TextureOfAnotherSize_IsRefusedWithBothSizes()
        {
            ModelView view = new(ModelFolder.Open(Fixtures.Find("exported", "vit-tiny")), PixelLayout.Planes);

            Assert.That(() => view.TryRead(new Texture2D(3, 5)), Throws.ArgumentException.With.Message.Contains("3 x 5"));
        }

        private static float[] ToPatches(float[] planes, ModelFolder folder)
        {
            float[] patches = new float[planes.Length];
            int written = 0;
            for (int patch = 0; patch < folder.GridWidth * folder.GridHeight; patch++)
            {
                int left = patch % folder.GridWidth * folder.PatchWidth;
                int top = patch / folder.GridWidth * folder.PatchHeight;
                for (int channel = 0; channel < 3; channel++)
                {
                    for (int y = top; y < top + folder.PatchHeight; y++)
                    {
                        for (int x = left; x < left + folder.PatchWidth; x++)
                            patches[written++] = planes[(channel * folder.InputHeight + y) * folder.InputWidth + x];
                    }
                }
            }

            return patches;
        }
    }
}
