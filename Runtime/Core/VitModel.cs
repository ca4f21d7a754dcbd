using System;
using System.Diagnostics;
using Saccade.Capture;
using Saccade.Inference.Onnx;
using Saccade.ModelInput;

namespace Saccade
{
    /// <summary>
    /// A model for pictures in memory, without a GPU, an engine or a thread of its own: pixels in, a label and where the model looked out.
    /// Used by one thread at a time.
    /// </summary>
    public sealed class VitModel : IDisposable
    {
        private readonly int _topK;
        private readonly OnnxModel _model;
        private readonly PixelEncoder _encoder;
        private bool _disposed;

        private VitModel(ModelFolder folder, OnnxModel model, int topK)
        {
            Folder = folder;
            _model = model;
            _topK = topK;
            _encoder = new PixelEncoder(new EncodeShape(folder.Rule, model.Layout, folder.PatchWidth, folder.PatchHeight, 1));
        }

        /// <summary>The model's folder, with its labels and its preprocessing.</summary>
        public ModelFolder Folder { get; }

        /// <summary>What one should know though it works, such as that another execution provider was taken; or null.</summary>
        public string? Notice => _model.Notice;

        /// <summary>Loads a model and warms it up; waits until that is done.</summary>
        /// <param name="folder">Folder with config.json, preprocessor_config.json and an ONNX file, or an ONNX file alone.</param>
        /// <param name="options">What to compute with: the first provider that works, half of the cores, at most 4, unless given.</param>
        /// <param name="topK">Classes that a result lists, at least 1.</param>
        /// <param name="variant">Which of the folder's ONNX files is taken.</param>
        /// <exception cref="Preprocessing.ModelFileException">A file is missing, is no model or contradicts another; the message says which
        /// and what to do.</exception>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="topK"/> is below 1.</exception>
        public static VitModel Load(
            string folder, InferenceOptions options = default, int topK = 3, ModelVariant variant = ModelVariant.Auto)
        {
            if (topK < 1)
            {
                throw new ArgumentOutOfRangeException(nameof(topK), topK, "Expected at least 1 class.");
            }

            var opened = ModelFolder.Open(folder, variant);
            return new VitModel(opened, OnnxModel.Load(opened, options), topK);
        }

        /// <summary>Classifies a picture; waits for the model.</summary>
        /// <param name="pixels">[height, width] pixels of 8-bit sRGB levels without gaps, top row first.</param>
        /// <param name="width">Width in pixels, at least 1.</param>
        /// <param name="height">Height in pixels, at least 1.</param>
        /// <param name="format">How a pixel lies in memory.</param>
        /// <returns>A result of its own, which no later call changes. Its frame is 0.</returns>
        /// <exception cref="ArgumentOutOfRangeException">A side is below 1, or there is no such format.</exception>
        /// <exception cref="ArgumentException">There are more or fewer bytes than width, height and format say.</exception>
        /// <exception cref="InvalidOperationException">The model's logits are no numbers: its weights are broken.</exception>
        /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
        public Classification Classify(ReadOnlySpan<byte> pixels, int width, int height, PixelFormat format)
        {
            if (_disposed)
            {
                throw new ObjectDisposedException(nameof(VitModel));
            }

            Check(pixels, width, height, format);
            var began = Stopwatch.GetTimestamp();
            _encoder.Encode(pixels, width, height, format, false, _model.Input(0));
            var result = _model.CreateResult(_topK);
            var started = Stopwatch.GetTimestamp();
            _model.Run(1);
            result.InferenceSeconds = SecondsSince(started);
            _model.Read(0, result);
            var (left, top, seenWidth, seenHeight) = Folder.Rule.GetSeenRegion(width, height);
            result.Stamp = new FrameStamp(0, began / (double)Stopwatch.Frequency, new Region(left, top, seenWidth, seenHeight));
            result.LatencySeconds = SecondsSince(began);
            return result;
        }

        /// <summary>Frees the model.</summary>
        public void Dispose()
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            _model.Dispose();
        }

        private static void Check(ReadOnlySpan<byte> pixels, int width, int height, PixelFormat format)
        {
            if (width < 1)
            {
                throw new ArgumentOutOfRangeException(nameof(width), width, "Expected at least 1 pixel a side.");
            }

            if (height < 1)
            {
                throw new ArgumentOutOfRangeException(nameof(height), height, "Expected at least 1 pixel a side.");
            }

            if (!Enum.IsDefined(typeof(PixelFormat), format))
            {
                throw new ArgumentOutOfRangeException(nameof(format), format, "There is no such format. Choose one of PixelFormat.");
            }

            var expected = (long)width * height * PixelEncoder.BytesOf(format);
            if (pixels.Length != expected)
            {
                throw new ArgumentException(
                    $"There are {pixels.Length:N0} bytes, but {width} x {height} pixels in the format {format} have {expected:N0}: give "
                    + "all rows, without gaps between them.",
                    nameof(pixels));
            }
        }

        private static double SecondsSince(long timestamp) => (Stopwatch.GetTimestamp() - timestamp) / (double)Stopwatch.Frequency;
    }
}
