using System;
using NUnit.Framework;
using Saccade.Maps;

namespace Saccade.Core.Tests.Maps
{
    public sealed class ColorTableTests
    {
        // Entries of the published tables that are not among those kept.
        [TestCase(ColorMap.Viridis, 7, 0x460B5E)]
        [TestCase(ColorMap.Viridis, 98, 0x2B748E)]
        [TestCase(ColorMap.Viridis, 203, 0x77D153)]
        [TestCase(ColorMap.Viridis, 248, 0xECE51B)]
        [TestCase(ColorMap.Inferno, 22, 0x120A32)]
        [TestCase(ColorMap.Inferno, 98, 0x8D2369)]
        [TestCase(ColorMap.Inferno, 177, 0xF2741C)]
        [TestCase(ColorMap.Inferno, 248, 0xF3F68A)]
        [TestCase(ColorMap.Turbo, 22, 0x4451BF)]
        [TestCase(ColorMap.Turbo, 98, 0x38F491)]
        [TestCase(ColorMap.Turbo, 133, 0xB1F936)]
        [TestCase(ColorMap.Turbo, 248, 0x920B01)]
        [TestCase(ColorMap.Gray, 98, 0x626262)]
        public void Create_IsWithinTwoLevelsOfThePublishedMap(ColorMap map, int index, int published)
        {
            var color = ColorTable.Create(map).AsSpan(4 * index, 4);

            Assert.That((int)color[0], Is.EqualTo(published >> 16).Within(2));
            Assert.That((int)color[1], Is.EqualTo(published >> 8 & 255).Within(2));
            Assert.That((int)color[2], Is.EqualTo(published & 255).Within(2));
            Assert.That(color[3], Is.EqualTo(255));
        }

        [TestCase(ColorMap.Inferno)]
        [TestCase(ColorMap.Viridis)]
        [TestCase(ColorMap.Gray)]
        public void PerceptualMaps_GrowLighterWithEveryStep_AndEvenly(ColorMap map)
        {
            var colors = ColorTable.Create(map);
            var whole = Lightness(colors, ColorTable.Length - 1) - Lightness(colors, 0);

            for (var i = 1; i < ColorTable.Length; i++)
            {
                Assert.That(Lightness(colors, i), Is.GreaterThan(Lightness(colors, i - 1) - 0.15), $"at {i}: no step back but rounding's");
            }

            for (var i = 16; i < ColorTable.Length; i += 16)
            {
                var step = Lightness(colors, i) - Lightness(colors, i - 16);
                Assert.That(step, Is.InRange(whole / 16 * 0.5, whole / 16 * 1.6), $"at {i}");
            }
        }

        // CIE 1976 L* under D65, 0 to 100.
        private static double Lightness(byte[] rgba, int index)
        {
            var luminance = 0.2126 * Linear(rgba[4 * index]) + 0.7152 * Linear(rgba[4 * index + 1]) + 0.0722 * Linear(rgba[4 * index + 2]);
            return luminance > 216.0 / 24389 ? 116 * Math.Cbrt(luminance) - 16 : luminance * 24389 / 27;

            static double Linear(byte level)
            {
                var value = level / 255.0;
                return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
            }
        }
    }
}
