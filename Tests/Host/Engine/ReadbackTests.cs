using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using NUnit.Framework;
using SkiaSharp;
using UnityEngine;
using UnityEngine.Experimental.Rendering;
using UnityEngine.Rendering;

namespace Saccade.Host.Tests.Engine
{
    public class ReadbackTests : EngineFixture
    {
        private static readonly Color32[] Corners = [Color.red, Color.green, Color.blue, Color.white];
        private static readonly int[] InOrder = [0, 1, 2];

        [Test]
        public void Request_OfATexture_DeliversTheBottomRowFirst()
        {
            using Holder<Texture2D> texture = new(FourCorners());
            Color32[]? pixels = null;

            AsyncGPUReadback.Request(texture.Value, 0, TextureFormat.RGBA32, r => pixels = r.GetData<Color32>().ToArray());
            StepUntil(() => pixels != null);

            Assert.That(pixels, Is.EqualTo(Corners));
        }

        [Test]
        public void Request_OfARenderTexture_DeliversWhatTheCameraDrew()
        {
            using Holder<RenderTexture> texture = new(new RenderTexture(2, 2, 24));
            using Holder<Texture2D> corners = new(FourCorners());
            Graphics.Blit(corners.Value, texture.Value);
            byte[]? pixels = null;

            AsyncGPUReadback.Request(texture.Value, 0, TextureFormat.RGB24, r => pixels = r.GetData<byte>().ToArray());
            StepUntil(() => pixels != null);

            Assert.That(pixels, Is.EqualTo((byte[])[255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255]));
        }

        [Test]
        public void Request_WithinAFrame_IsAnsweredInALaterOne()
        {
            using Holder<Texture2D> texture = new(FourCorners());
            var asker = new GameObject("Asker").AddComponent<Asker>();
            asker.Texture = texture.Value;

            Engine.Step();
            Assert.That(asker.AnsweredIn, Is.Zero);
            StepUntil(() => asker.AnsweredIn > 0);

            Assert.That(asker.WasBeforeUpdate, Is.True);
        }

        [Test]
        public void Requests_AreAnsweredInOrder_AndAFailingCallbackStopsNone()
        {
            using Holder<Texture2D> texture = new(FourCorners());
            List<int> order = [];

            AsyncGPUReadback.Request(texture.Value, 0, TextureFormat.RGBA32, _ => order.Add(0));
            AsyncGPUReadback.Request(texture.Value, 0, TextureFormat.RGBA32, _ =>
            {
                order.Add(1);
                throw new InvalidOperationException("Bad callback");
            });
            AsyncGPUReadback.Request(texture.Value, 0, TextureFormat.RGBA32, _ => order.Add(2));
            StepUntil(() => order.Count == 3);

            Assert.That(order, Is.EqualTo(InOrder));
            Assert.That(TakeFailures(), Has.One.Contains("Bad callback"));
        }

        [Test]
        public void WaitForCompletion_AnswersAtOnce_AndOnlyOnce()
        {
            using Holder<Texture2D> texture = new(FourCorners());
            var answers = 0;
            var request = AsyncGPUReadback.Request(texture.Value, 0, TextureFormat.RGBA32, _ => answers++);

            request.WaitForCompletion();

            Assert.That(request.done && !request.hasError, Is.True);
            Assert.That(request.GetData<Color32>()[3], Is.EqualTo((Color32)Color.white));
            Engine.Step();
            Assert.That(answers, Is.EqualTo(1));
        }

        [Test]
        public void Data_IsGoneAFrameAfterItsArrival()
        {
            using Holder<Texture2D> texture = new(FourCorners());
            var request = AsyncGPUReadback.Request(texture.Value);
            StepUntil(() => request.done);
            Assert.That(request.GetData<byte>().Length, Is.EqualTo(16));

            Engine.Step();

            Assert.That(() => request.GetData<byte>(), Throws.InvalidOperationException);
        }

        [Test]
        public void TextureDestroyedInFlight_StillGivesItsPixels()
        {
            var texture = FourCorners();
            Color32[]? pixels = null;
            AsyncGPUReadback.Request(texture, 0, TextureFormat.RGBA32, r => pixels = r.GetData<Color32>().ToArray());

            UnityEngine.Object.DestroyImmediate(texture);
            StepUntil(() => pixels != null);

            Assert.That(pixels, Is.EqualTo(Corners));
        }

        [Test]
        public void EngineDisposedInFlight_AnswersWithAnError()
        {
            var texture = FourCorners();
            bool? failed = null;
            AsyncGPUReadback.Request(texture, 0, TextureFormat.RGBA32, r => failed = r.done && r.hasError);

            Engine.Dispose();

            Assert.That(failed, Is.True);
            Assert.That(HostEngine.LiveGraphicsObjects, Is.Zero);
        }

        [Test]
        public void CallbackThatAsksAgain_OutlivesNeitherFrameNorEngine()
        {
            var texture = FourCorners();
            var answers = 0;
            void Ask() => AsyncGPUReadback.Request(texture, 0, TextureFormat.RGBA32, _ =>
            {
                answers++;
                Ask();
            });

            Ask();
            StepUntil(() => answers > 0);
            Assert.That(answers, Is.EqualTo(1));
            Engine.Dispose();

            Assert.That(answers, Is.EqualTo(2));
            Assert.That(HostEngine.LiveGraphicsObjects, Is.Zero);
        }

        [Test]
        public void MissingMipLevel_IsRefused()
        {
            using Holder<Texture2D> texture = new(FourCorners());

            Assert.That(
                () => AsyncGPUReadback.Request(texture.Value, 2, TextureFormat.RGBA32),
                Throws.ArgumentException.With.Message.Contains("expected 0 to 1"));
        }

        [TestCase(GraphicsFormat.R8G8B8_SRGB, 3, 0u)]
        [TestCase(GraphicsFormat.R8G8B8_SRGB, 3, 9u)]
        [TestCase(GraphicsFormat.R8G8B8A8_SRGB, 4, 0u)]
        public void EncodeArrayToPng_OnAnotherThread_PutsTheLastRowOnTop(GraphicsFormat format, int channels, uint rowBytes)
        {
            var row = rowBytes == 0 ? 2 * channels : (int)rowBytes;
            var pixels = new byte[2 * row];
            for (var i = 0; i < 4; i++)
            {
                byte[] channelsOfPixel = [Corners[i].r, Corners[i].g, Corners[i].b, 255];
                Array.Copy(channelsOfPixel, 0, pixels, (i / 2 * row) + (i % 2 * channels), channels);
            }

            // Not awaited: as in Unity, what is awaited on the main thread goes on in a frame, and none comes here.
            var png = Task.Run(() => ImageConversion.EncodeArrayToPNG(pixels, format, 2, 2, rowBytes)).GetAwaiter().GetResult();

            using var picture = SKBitmap.Decode(png);
            Assert.That(picture.GetPixel(0, 0), Is.EqualTo(new SKColor(0, 0, 255)));
            Assert.That(picture.GetPixel(1, 0), Is.EqualTo(new SKColor(255, 255, 255)));
            Assert.That(picture.GetPixel(0, 1), Is.EqualTo(new SKColor(255, 0, 0)));
        }

        [Test]
        public void EncodeArrayToPng_OfTooFewBytes_SaysHowManyItNeeds() => Assert.That(
                () => ImageConversion.EncodeArrayToPNG(new byte[11], GraphicsFormat.R8G8B8_SRGB, 2, 2),
                Throws.ArgumentException.With.Message.Contains("at least 12 bytes"));

        [Test]
        public void NativeArray_OfAnotherElementType_ViewsTheSameBytes()
        {
            using Holder<Texture2D> texture = new(FourCorners());
            var request = AsyncGPUReadback.Request(texture.Value, 0, TextureFormat.RGBA32);
            request.WaitForCompletion();

            var words = request.GetData<uint>();

            Assert.That(words.Length, Is.EqualTo(4));
            Assert.That(words.AsReadOnlySpan()[1], Is.EqualTo(0xFF00FF00));
        }

        [Test]
        public void CopyFrom_TakesPlaceLensAndTarget()
        {
            var source = AddCamera(new Vector3(1, 2, 3));
            source.fieldOfView = 33;
            source.aspect = 2;
            source.backgroundColor = Color.cyan;
            source.clearFlags = CameraClearFlags.SolidColor;
            var copy = new GameObject("Copy").AddComponent<Camera>();

            copy.CopyFrom(source);

            Assert.That(copy.transform.position, Is.EqualTo(source.transform.position));
            Assert.That(copy.projectionMatrix, Is.EqualTo(source.projectionMatrix));
            Assert.That(copy.backgroundColor, Is.EqualTo(Color.cyan));
            Assert.That(copy.name, Is.EqualTo("Copy"));
        }

        // How many frames the device takes is its own affair, but it does not take for ever.
        private void StepUntil(Func<bool> isDone)
        {
            for (var i = 0; i < 10_000 && !isDone(); i++)
            {
                Engine.Step();
            }
        }

        private sealed class Asker : MonoBehaviour
        {
            private int _updates;

            internal Texture2D? Texture { get; set; }

            internal int AnsweredIn { get; private set; }

            internal bool WasBeforeUpdate { get; private set; }

            private void Update()
            {
                if (++_updates == 1)
                {
                    AsyncGPUReadback.Request(Texture, 0, TextureFormat.RGBA32, _ =>
                    {
                        AnsweredIn = Time.frameCount;
                        WasBeforeUpdate = _updates == Time.frameCount - 1;
                    });
                }
            }
        }
    }
}
