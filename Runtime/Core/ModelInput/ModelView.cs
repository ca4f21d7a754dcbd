using System;
using Saccade.Capture;
using Saccade.Preprocessing;

namespace Saccade.ModelInput
{
    /// <summary>
    /// What the model sees, as a picture for people: an encoded picture is kept when somebody has asked for one, and normalisation is
    /// taken back. Costs nothing while nobody asks. Main thread only.
    /// </summary>
    internal sealed class ModelView
    {
        private readonly PreprocessingRule _rule;
        private readonly PixelLayout _layout;
        private readonly int _width;
        private readonly int _height;
        private readonly int _patchWidth;
        private readonly int _patchHeight;
        private float[] _values = Array.Empty<float>();
        private bool _isAsked;
        private bool _isFresh;

        public ModelView(ModelFolder folder, PixelLayout layout)
        {
            _rule = folder.Rule;
            _layout = layout;
            _width = folder.InputWidth;
            _height = folder.InputHeight;
            _patchWidth = folder.PatchWidth;
            _patchHeight = folder.PatchHeight;
        }

        /// <summary>Keeps a picture, if one was asked for.</summary>
        /// <param name="encoded">3·H·W numbers in the model's layout.</param>
        public void Offer(ReadOnlySpan<float> encoded)
        {
            if (!_isAsked)
            {
                return;
            }

            if (_values.Length != encoded.Length)
            {
                _values = new float[encoded.Length];
            }

            encoded.CopyTo(_values);
            _isAsked = false;
            _isFresh = true;
        }

        /// <summary>Writes the picture that was kept and asks for the next.</summary>
        /// <param name="rgb">Receives [H, W, 3] levels, top row first.</param>
        /// <returns>Whether there is another picture than the last time.</returns>
        public bool TryRead(Span<byte> rgb)
        {
            var length = PreprocessingRule.Channels * _width * _height;
            if (rgb.Length != length)
            {
                throw new ArgumentException(
                    $"There is room for {rgb.Length} levels, but the model sees {_width} x {_height} pixels of "
                    + $"{PreprocessingRule.Channels}: make room for {length}.",
                    nameof(rgb));
            }

            _isAsked = true;
            if (!_isFresh)
            {
                return false;
            }

            _isFresh = false;
            var written = 0;
            for (var y = 0; y < _height; y++)
            {
                for (var x = 0; x < _width; x++)
                {
                    for (var channel = 0; channel < PreprocessingRule.Channels; channel++)
                    {
                        rgb[written++] = Level(channel, x, y);
                    }
                }
            }

            return true;
        }

        private byte Level(int channel, int x, int y)
        {
            var value = _values[Index(channel, x, y)];
            if (_rule.Normalize)
            {
                value = value * _rule.Deviation[channel] + _rule.Mean[channel];
            }

            var level = _rule.Rescale ? value / _rule.RescaleFactor : value;

            // A model that overflowed is not the picture's fault, but a cast of what is no number is not defined.
            return level >= 0 ? (byte)Math.Min(255.0, level + 0.5) : (byte)0;
        }

        private int Index(int channel, int x, int y)
        {
            if (_layout == PixelLayout.Planes)
            {
                return (channel * _height + y) * _width + x;
            }

            var patch = y / _patchHeight * (_width / _patchWidth) + x / _patchWidth;
            return ((patch * PreprocessingRule.Channels + channel) * _patchHeight + y % _patchHeight) * _patchWidth + x % _patchWidth;
        }
    }
}
