using System;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using BenchmarkDotNet.Attributes;
using Saccade.Preprocessing;
using SkiaSharp;

namespace Saccade.Benchmarks
{
    /// <summary>
    /// The processor's way from a picture to a model's input, against the resize of a graphics library, which is no reference for
    /// what the model was trained on but is what one would reach for.
    /// </summary>
    [MemoryDiagnoser]
    [SuppressMessage("Design", "CA1001", Justification = "The benchmark runner calls Cleanup, not Dispose.")]
    public class PreprocessingBenchmark
    {
        private readonly PixelTransform _transform = new(PreprocessingRule.Stretch(224, 224));
        private readonly float[] _values = new float[3 * 224 * 224];
        private byte[] _rgb = [];
        private SKBitmap _bitmap = new();

        /// <summary>Width and height of the picture in pixels.</summary>
        [Params("500x375", "1280x720")]
        public string Picture { get; set; } = "";

        private int Width { get; set; }

        private int Height { get; set; }

        /// <summary>Makes a picture of noise.</summary>
        [GlobalSetup]
        public void Setup()
        {
            var size = Picture.Split('x').Select(int.Parse).ToArray();
            (Width, Height) = (size[0], size[1]);
            _rgb = new byte[Width * Height * 3];
            new Random(42).NextBytes(_rgb);
            _bitmap = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        }

        /// <summary>Frees the picture.</summary>
        [GlobalCleanup]
        public void Cleanup() => _bitmap.Dispose();

        /// <summary>Pillow's antialiased resize and the normalisation.</summary>
        [Benchmark(Baseline = true)]
        public float Saccade()
        {
            _transform.Apply(_rgb, Width, Height, _values);
            return _values[0];
        }

        /// <summary>SkiaSharp's resize alone, with mip maps and a linear filter.</summary>
        [Benchmark]
        public byte Skia()
        {
            using var small = _bitmap.Resize(new SKSizeI(224, 224), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
            return small.GetPixelSpan()[0];
        }
    }
}
