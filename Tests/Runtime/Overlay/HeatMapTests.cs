using NUnit.Framework;
using Saccade.Overlay;
using UnityEngine;

namespace Saccade.Runtime.Tests.Overlay
{
    public sealed class HeatMapTests
    {
        [TestCase(0, 0)]
        [TestCase(2, 5)]
        [TestCase(3, 0)]
        [TestCase(0, 5)]
        public void Draw_OneHotPatch_IsMostOpaqueThere(int row, int column)
        {
            const int Rows = 4;
            const int Columns = 6;
            HeatMap map = new(Rows, Columns, ColorMap.Turbo);
            float[] weights = new float[Rows * Columns];
            weights[row * Columns + column] = 0.3f;

            Color32[] pixels = map.Draw(weights, 0.5f);

            int hottest = 0;
            for (int i = 0; i < pixels.Length; i++)
            {
                if (pixels[i].a > pixels[hottest].a)
                    hottest = i;
            }

            // Textures begin with their lowest row, the grid with its highest.
            int y = map.Height - 1 - hottest / map.Width;
            int x = hottest % map.Width;
            Assert.That((y * Rows / map.Height, x * Columns / map.Width), Is.EqualTo((row, column)));
            Assert.That(pixels[hottest].a, Is.EqualTo(128));
        }

        [Test]
        public void Draw_FlatMap_IsTransparent()
        {
            HeatMap map = new(2, 2, ColorMap.Inferno);

            Assert.That(map.Draw([0.25f, 0.25f, 0.25f, 0.25f], 1f), Has.All.Matches<Color32>(c => c.a == 0));
        }

        [Test]
        public void Create_Inferno_GrowsLighterAllTheWay()
        {
            Color32[] colors = ColorTable.Create(ColorMap.Inferno);

            for (int i = 1; i < colors.Length; i++)
                Assert.That(Luma(colors[i]), Is.GreaterThanOrEqualTo(Luma(colors[i - 1]) - 1f), $"at {i}");

            static float Luma(Color32 c) => 0.2126f * c.r + 0.7152f * c.g + 0.0722f * c.b;
        }
    }
}
