using System.Linq;
using NUnit.Framework;
using UnityEngine;

namespace Saccade.Host.Tests.Engine
{
    public class TextureTests : EngineFixture
    {
        [TestCase(TextureFormat.RGBA32)]
        [TestCase(TextureFormat.RGB24)]
        public void Pixels_ComeBackAsSet(TextureFormat format)
        {
            using Holder<Texture2D> texture = new(new Texture2D(3, 1, format, false));
            Color32[] pixels = [Color.red, Color.green, Color.blue];

            texture.Value.SetPixels32(pixels);

            Assert.That(texture.Value.GetPixels32(), Is.EqualTo(pixels));
        }

        [Test]
        public void WrongNumberOfPixels_IsRefused_WithBothNumbers()
        {
            using Holder<Texture2D> texture = new(new Texture2D(3, 2));

            Assert.That(
                () => texture.Value.SetPixels32(new Color32[5]),
                Throws.ArgumentException.With.Message.Contains("5 colours").And.Message.Contains("3x2"));
            Assert.That(
                () => texture.Value.LoadRawTextureData(new byte[3]),
                Throws.TypeOf<UnityException>().With.Message.Contains("24 needed"));
        }

        [Test]
        public void FloatData_IsKeptAsGiven()
        {
            using Holder<Texture2D> texture = new(new Texture2D(2, 2, TextureFormat.RFloat, false, true));

            texture.Value.SetPixelData((float[])[9, 0.25f, -1, 2, 3e5f], 0, 1);
            texture.Value.Apply();

            Assert.That(texture.Value.GetPixel(0, 0).r, Is.EqualTo(0.25f));
            Assert.That(texture.Value.GetPixel(1, 1).r, Is.EqualTo(3e5f));
            Assert.That(texture.Value.GetNativeTexturePtr(), Is.Not.EqualTo(System.IntPtr.Zero));
        }

        [Test]
        public void Png_KeepsEveryPixelInItsPlace()
        {
            using Holder<Texture2D> source = new(FourCorners());
            using Holder<Texture2D> loaded = new(new Texture2D(8, 8));

            Assert.That(loaded.Value.LoadImage(source.Value.EncodeToPNG()));

            Assert.That(loaded.Value.width, Is.EqualTo(2));
            Assert.That(loaded.Value.GetPixels32(), Is.EqualTo(source.Value.GetPixels32()));
        }

        [Test]
        public void LoadImage_OfGarbage_SaysNo()
        {
            using Holder<Texture2D> texture = new(new Texture2D(1, 1));

            Assert.That(texture.Value.LoadImage([1, 2, 3]), Is.False);
        }

        [Test]
        public void Unreadable_AfterApplySaysSo()
        {
            using Holder<Texture2D> texture = new(new Texture2D(1, 1));

            texture.Value.Apply(false, true);

            Assert.That(texture.Value.isReadable, Is.False);
            Assert.That(() => texture.Value.GetPixels32(), Throws.TypeOf<UnityException>().With.Message.Contains("GetPixels32"));
        }

        [Test]
        public void BlitAndReadPixels_KeepRowsAndValues()
        {
            using Holder<Texture2D> source = new(FourCorners());
            using Holder<RenderTexture> target = new(new RenderTexture(4, 4, 0));
            using Holder<Texture2D> copy = new(new Texture2D(4, 4, TextureFormat.RGBA32, false));

            Graphics.Blit(source.Value, target.Value);
            RenderTexture.active = target.Value;
            copy.Value.ReadPixels(new Rect(0, 0, 4, 4), 0, 0);
            copy.Value.ReadPixels(new Rect(3, 3, 1, 1), 1, 0);
            RenderTexture.active = null;

            Color32 red = Color.red;
            Assert.That(copy.Value.GetPixels32().Take(4), Is.EqualTo((Color32[])[red, Color.white, Color.green, Color.green]));
            Assert.That(copy.Value.GetPixels32()[12], Is.EqualTo((Color32)Color.blue));
        }

        [Test]
        public void ReadPixels_OutsideTheTarget_IsRefused()
        {
            using Holder<Texture2D> texture = new(new Texture2D(4, 4));

            Assert.That(
                () => texture.Value.ReadPixels(new Rect(ScreenWidth - 2, 0, 4, 4), 0, 0),
                Throws.ArgumentException.With.Message.Contains($"{ScreenWidth}x{ScreenHeight}"));
        }

        [Test]
        public void LinearRenderTexture_HoldsLinearValues()
        {
            using Holder<RenderTexture> encoded = new(new RenderTexture(4, 4, 0, RenderTextureFormat.ARGB32));
            using Holder<RenderTexture> linear = new(
                new RenderTexture(4, 4, 0, RenderTextureFormat.ARGB32, RenderTextureReadWrite.Linear));
            var camera = AddCamera(Vector3.zero);
            camera.backgroundColor = new Color32(128, 128, 128, 255);

            camera.targetTexture = encoded.Value;
            camera.Render();
            camera.targetTexture = linear.Value;
            camera.Render();

            Assert.That(encoded.Value.sRGB, Is.True);
            Assert.That(linear.Value.sRGB, Is.False);
            Assert.That(Picture.Read(encoded.Value)[0, 0].r, Is.EqualTo(128).Within(1));
            Assert.That(Picture.Read(linear.Value)[0, 0].r, Is.EqualTo(55).Within(1));
        }

        [Test]
        public void RenderTexture_IsCreatedOnUse_AndItsSizeIsThenFixed()
        {
            using Holder<RenderTexture> texture = new(new RenderTexture(4, 4, 16) { name = "view" });
            texture.Value.width = 8;
            Assert.That(texture.Value.IsCreated(), Is.False);

            texture.Value.Create();
            texture.Value.width = 16;

            Assert.That(TakeFailures(), Has.One.Contains("width").And.Contains("'view'"));
            Assert.That(texture.Value.width, Is.EqualTo(8));
            Assert.That(texture.Value.IsCreated());

            texture.Value.Release();
            Assert.That(texture.Value.IsCreated(), Is.False);
        }

        [Test]
        public void Destroy_ReleasesWhatTheTextureHeldOnTheDevice()
        {
            Engine.Step();
            var before = HostEngine.LiveGraphicsObjects;
            var texture = FourCorners();
            Engine.Step();
            Assert.That(HostEngine.LiveGraphicsObjects, Is.EqualTo(before + 1));

            Object.Destroy(texture);
            Engine.Step();

            Assert.That(HostEngine.LiveGraphicsObjects, Is.EqualTo(before));
        }
    }
}
