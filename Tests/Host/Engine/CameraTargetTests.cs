using NUnit.Framework;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Host.Tests.Engine
{
    /// <summary>What a camera's commands can read of what it rendered.</summary>
    public sealed class CameraTargetTests : EngineFixture
    {
        [Test]
        public void CameraTarget_OfACameraThatDrawsStraightToTheScreen_IsNoTexture()
        {
            using Holder<RenderTexture> copy = new(new RenderTexture(4, 4, 0));
            using CommandBuffer commands = new() { name = "test" };
            commands.Blit(BuiltinRenderTextureType.CameraTarget, copy.Value);
            var camera = AddCamera(Vector3.zero);
            camera.backgroundColor = Color.green;
            camera.AddCommandBuffer(CameraEvent.AfterEverything, commands);

            Engine.Step();

            Assert.That(TakeFailures(), Has.One.Contains("CommandBuffer 'test', Blit: Type CameraTarget is the screen itself"));
            Assert.That((Color)Picture.Read(copy.Value)[1, 1], Is.Not.EqualTo(Color.green));
        }

        [Test]
        public void CameraTarget_WithoutACamera_IsNoTexture()
        {
            using Holder<RenderTexture> copy = new(new RenderTexture(4, 4, 0));
            using CommandBuffer commands = new();
            commands.Blit(BuiltinRenderTextureType.CameraTarget, copy.Value);

            UnityEngine.Graphics.ExecuteCommandBuffer(commands);

            Assert.That(TakeFailures(), Has.One.Contains("is the screen itself"));
        }

        [TestCase("forced")]
        [TestCase("HDR")]
        [TestCase("samples")]
        [TestCase("texture")]
        public void CameraTarget_CanBeReadWhereSomethingForcesATexture(string reason)
        {
            using Holder<RenderTexture> copy = new(new RenderTexture(4, 4, 0));
            using Holder<RenderTexture> target = new(new RenderTexture(4, 4, 16));
            using CommandBuffer commands = new();
            commands.Blit(BuiltinRenderTextureType.CameraTarget, copy.Value);
            var camera = AddCamera(Vector3.zero);
            camera.backgroundColor = Color.green;
            camera.forceIntoRenderTexture = reason == "forced";
            camera.allowHDR = reason == "HDR";
            camera.targetTexture = reason == "texture" ? target.Value : null;
            QualitySettings.antiAliasing = reason == "samples" ? 4 : 1;
            camera.AddCommandBuffer(CameraEvent.AfterEverything, commands);

            Engine.Step();

            Assert.That((Color)Picture.Read(copy.Value)[1, 1], Is.EqualTo(Color.green));
        }

        [Test]
        public void ImageEffects_RunInTheOrderOfTheComponents_AndWhatTheyMakeIsShown([Values] bool isTexture)
        {
            using Holder<RenderTexture> target = new(new RenderTexture(ScreenWidth, ScreenHeight, 16));
            using Holder<RenderTexture> before = new(new RenderTexture(ScreenWidth, ScreenHeight, 0));
            using Holder<RenderTexture> after = new(new RenderTexture(ScreenWidth, ScreenHeight, 0));
            using CommandBuffer commands = new();
            commands.Blit(BuiltinRenderTextureType.CurrentActive, after.Value);
            commands.Blit(BuiltinRenderTextureType.CameraTarget, before.Value);
            var camera = AddCamera(Vector3.zero);
            camera.backgroundColor = Color.red;
            camera.targetTexture = isTexture ? target.Value : null;
            camera.AddCommandBuffer(CameraEvent.AfterEverything, commands);
            camera.gameObject.AddComponent<Replace>().With = Texture2D.whiteTexture;
            camera.gameObject.AddComponent<Replace>().With = FourCorners();

            Engine.Step();

            Assert.That((Color)Picture.Read(before.Value)[80, 60], Is.EqualTo(Color.red), "effects begin from this");
            foreach (var picture in new[] { Picture.Read(after.Value), isTexture ? Picture.Read(target.Value) : HostScreen.Capture() })
            {
                Assert.That((Color)picture[20, 20], Is.EqualTo(Color.blue), "upper left");
                Assert.That((Color)picture[140, 20], Is.EqualTo(Color.white), "upper right");
                Assert.That((Color)picture[20, 100], Is.EqualTo(Color.red), "lower left");
            }
        }

        private sealed class Replace : MonoBehaviour
        {
            public Texture2D With { get; set; } = null!;

            private void OnRenderImage(RenderTexture source, RenderTexture destination)
            {
                Assert.That((source.width, source.height), Is.EqualTo((ScreenWidth, ScreenHeight)));
                UnityEngine.Graphics.Blit(With, destination);
            }
        }
    }
}
