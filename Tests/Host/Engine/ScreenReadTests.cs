using System;
using NUnit.Framework;
using UnityEngine;

namespace Saccade.Host.Tests.Engine
{
    public sealed class ScreenReadTests : EngineFixture
    {
        [Test]
        public void Read_GivesWhatCaptureGives_BottomRowFirst()
        {
            ShowCorners();
            var whole = HostScreen.Capture();
            var area = new RectInt(3, 5, ScreenWidth - 10, ScreenHeight - 20);
            var rgb = new byte[area.width * area.height * 3];

            HostScreen.Read(area, rgb);

            for (var y = 0; y < area.height; y++)
            {
                for (var x = 0; x < area.width; x++)
                {
                    var expected = whole[area.x + x, ScreenHeight - 1 - (area.y + y)];
                    ReadOnlySpan<byte> read = rgb.AsSpan((y * area.width + x) * 3, 3);
                    if (!read.SequenceEqual([expected.r, expected.g, expected.b]))
                    {
                        Assert.Fail($"pixel {x}, {y}: {string.Join(' ', read.ToArray())}, expected {expected}");
                    }
                }
            }

            Assert.That(rgb[..3], Is.EqualTo((byte[])[255, 0, 0]), "the bottom left corner is red");
        }

        [TestCase(0, 0, ScreenWidth + 1, 1, 0)]
        [TestCase(-1, 0, 1, 1, 0)]
        [TestCase(0, 0, 0, 1, 0)]
        [TestCase(0, 0, 2, 2, 1)]
        public void Read_OfWhatIsNotThere_IsRefused(int x, int y, int width, int height, int extraBytes)
        {
            var rgb = new byte[Math.Max(0, width * height * 3 + extraBytes)];

            Assert.That(
                () => HostScreen.Read(new RectInt(x, y, width, height), rgb),
                Throws.ArgumentException.With.Message.Contains($"{ScreenWidth}x{ScreenHeight}"));
        }

        private void ShowCorners()
        {
            var camera = AddCamera(new Vector3(0, 0, -1));
            camera.orthographic = true;
            camera.orthographicSize = 0.5f;
            var quad = GameObject.CreatePrimitive(PrimitiveType.Quad);
            quad.transform.localScale = new Vector3((float)ScreenWidth / ScreenHeight, 1, 1);
            quad.GetComponent<Renderer>().material = new Material(Shader.Find("Unlit/Texture")) { mainTexture = FourCorners() };
            Engine.Step();
        }
    }
}
