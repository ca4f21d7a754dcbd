using System;
using Microsoft.ML.OnnxRuntime;
using Saccade.Graphs;
using Saccade.Preprocessing;

namespace Saccade.Inference.Onnx
{
    /// <summary>
    /// Turns pictures as the encoders make them, three planes of singles with red first, into what a graph takes: pixel by pixel, blue
    /// first, grey, half precision, or bytes. Allocates only when more pictures come than before.
    /// </summary>
    internal sealed class InputConversion
    {
        // ITU-R 601, as Pillow makes grey of colours.
        private const float Red = 0.299f;
        private const float Green = 0.587f;
        private const float Blue = 0.114f;

        private readonly OnnxType _type;
        private readonly OnnxLayout _layout;
        private readonly int _channels;
        private readonly bool _isBlueFirst;
        private readonly PreprocessingRule _rule;
        private readonly int _height;
        private readonly int _width;
        private float[] _values;
        private Float16[] _halves = Array.Empty<Float16>();
        private byte[] _bytes = Array.Empty<byte>();

        /// <param name="graph">What the graph takes.</param>
        /// <param name="rule">What the encoders made of the levels: an input of bytes takes the levels themselves.</param>
        /// <param name="height">Rows of the picture.</param>
        /// <param name="width">Columns of the picture.</param>
        public InputConversion(OnnxInspection graph, PreprocessingRule rule, int height, int width)
        {
            _type = graph.Found.Type!.Value;
            _layout = graph.Found.Layout!.Value;
            _channels = graph.Channels;
            _isBlueFirst = graph.Found.Order == ChannelOrder.Bgr;
            _rule = rule;
            _height = height;
            _width = width;
            _values = Array.Empty<float>();
            Grow(1);
        }

        private int Length => _channels * _height * _width;

        /// <summary>The graph's input for a number of pictures.</summary>
        public long[] ShapeOf(int count) => _layout == OnnxLayout.Nchw
            ? new long[] { count, _channels, _height, _width }
            : new long[] { count, _height, _width, _channels };

        /// <summary>Makes room. What was created before stays bound to the old memory.</summary>
        /// <param name="count">Pictures.</param>
        public void Grow(int count)
        {
            if (_values.Length >= count * Length)
            {
                return;
            }

            _values = new float[count * Length];
            _halves = _type == OnnxType.Half ? new Float16[_values.Length] : _halves;
            _bytes = _type == OnnxType.UInt8 ? new byte[_values.Length] : _bytes;
        }

        /// <summary>The memory of the first pictures, to be bound.</summary>
        public OrtValue Create(int count)
        {
            var shape = ShapeOf(count);
            var length = count * Length;
            switch (_type)
            {
                case OnnxType.Half:
                    return OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _halves.AsMemory(0, length), shape);
                case OnnxType.UInt8:
                    return OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _bytes.AsMemory(0, length), shape);
                default:
                    return OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _values.AsMemory(0, length), shape);
            }
        }

        /// <summary>Converts pictures.</summary>
        /// <param name="pictures">[count, 3, H, W] singles.</param>
        /// <param name="count">How many.</param>
        public void Convert(ReadOnlySpan<float> pictures, int count)
        {
            var area = _height * _width;
            for (var picture = 0; picture < count; picture++)
            {
                var planes = pictures.Slice(picture * PreprocessingRule.Channels * area, PreprocessingRule.Channels * area);
                var target = _values.AsSpan(picture * Length, Length);
                for (var channel = 0; channel < _channels; channel++)
                {
                    var (first, step) = _layout == OnnxLayout.Nchw ? (channel * area, 1) : (channel, _channels);
                    Write(planes, channel, target, first, step);
                }
            }

            var used = _values.AsSpan(0, count * Length);
            if (_type == OnnxType.Half)
            {
                for (var i = 0; i < used.Length; i++)
                {
                    _halves[i] = (Float16)used[i];
                }
            }
            else if (_type == OnnxType.UInt8)
            {
                for (var i = 0; i < used.Length; i++)
                {
                    _bytes[i] = used[i] > 0 ? (byte)Math.Min(byte.MaxValue, used[i] + 0.5f) : (byte)0;
                }
            }
        }

        private void Write(ReadOnlySpan<float> planes, int channel, Span<float> target, int first, int step)
        {
            var area = _height * _width;
            if (_channels == 1)
            {
                for (var i = 0; i < area; i++)
                {
                    target[first + i * step] =
                        ToInput(Red * planes[i] + Green * planes[area + i] + Blue * planes[2 * area + i], 0);
                }

                return;
            }

            var source = _isBlueFirst ? PreprocessingRule.Channels - 1 - channel : channel;
            var plane = planes.Slice(source * area, area);
            for (var i = 0; i < area; i++)
            {
                target[first + i * step] = ToInput(plane[i], source);
            }
        }

        // Bytes are levels, whatever the rule made of them.
        private float ToInput(float value, int channel)
        {
            if (_type != OnnxType.UInt8)
            {
                return value;
            }

            value = _rule.Normalize ? value * _rule.Deviation[channel] + _rule.Mean[channel] : value;
            return _rule.Rescale ? (float)(value / _rule.RescaleFactor) : value;
        }
    }
}
