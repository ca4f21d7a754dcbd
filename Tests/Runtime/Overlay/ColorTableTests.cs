using System;
using NUnit.Framework;
using Saccade.Overlay;
using UnityEngine;

namespace Saccade.Runtime.Tests.Overlay
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
            Color32 color = ColorTable.Create(map)[index];

            Assert.That((int)color.r, Is.EqualTo(published >> 16).Within(2));
            Assert.That((int)color.g, Is.EqualTo(published >> 8 & 255).Within(2));
            Assert.That((int)color.b, Is.EqualTo(published & 255).Within(2));
            Assert.That(color.a, Is.EqualTo(255));
        }

        [TestCase(ColorMap.Inferno)]
        [TestCase(ColorMap.Viridis)]
        [TestCase(ColorMap.Gray)]
        public void PerceptualMaps_GrowLighterWithEveryStep_AndEvenly(ColorMap map)
        {
            Color32[] colors = ColorTable.Create(map);
            double whole = Lightness(colors[^1]) - Lightness(colors[0]);

            for (int i = 1; i < colors.Length; i++)
                Assert.That(Lightness(colors[i]), Is.GreaterThan(Lightness(colors[i - 1]) - 0.15), $"at {i}: no step back but rounding's");
            for (int i = 16; i < colors.Length; i += 16)
            {
                double step = Lightness(colors[i]) - Lightness(colors[i - 16]);
                Assert.That(step, Is.InRange(whole / 16 * 0.5, whole / 16 * 1.6), $"at {i}");
            }
        }

        // CIE 1976 L* under D65, 0 to 100.
        private static double Lightness(Color32 color)
        {
            double luminance = 0.2126 * Linear(color.r) + 0.7152 * Linear(color.g) + 0.0722 * Linear(color.b);
            return luminance > 216.0 / 24389 ? 116 * Math.Cbrt(luminance) - 16 : luminance * 24389 / 27;

            static double Linear(byte level)
            {
                double value = level / 255.0;
                return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
            }
        }
    }
}
