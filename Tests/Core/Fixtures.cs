using System.IO;
using System.Linq;
using System.Reflection;
using NUnit.Framework;
using SkiaSharp;

namespace Saccade.Core.Tests
{
    /// <summary>Reference files that other libraries made, see Tests/Fixtures~.</summary>
    internal static class Fixtures
    {
        private static readonly string Root = Path.GetFullPath(
            typeof(Fixtures).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Fixtures").Value!);

        public static string Find(params string[] parts) => Path.Combine([Root, .. parts]);

        /// <summary>A picture as [height, width, 3] bytes, as it lies in the file.</summary>
        public static byte[] ReadRgb(string path, out int width, out int height)
        {
            using var codec = SKCodec.Create(path);
            SKImageInfo info = new(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
            using SKBitmap bitmap = new(info);
            Assert.That(codec.GetPixels(info, bitmap.GetPixels()), Is.EqualTo(SKCodecResult.Success), path);
            (width, height) = (info.Width, info.Height);
            return DropAlpha(bitmap.GetPixelSpan());
        }

        public static byte[] DropAlpha(System.ReadOnlySpan<byte> rgba)
        {
            var rgb = new byte[rgba.Length / 4 * 3];
            for (var i = 0; i < rgb.Length; i++)
            {
                rgb[i] = rgba[i / 3 * 4 + i % 3];
            }

            return rgb;
        }
    }
}
