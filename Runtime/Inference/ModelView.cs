using System;
using Saccade.Capture;
using Saccade.Preprocessing;
using UnityEngine;

namespace Saccade.Inference
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
        private Color32[] _pixels = Array.Empty<Color32>();
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
                return;
            if (_values.Length != encoded.Length)
                _values = new float[encoded.Length];
            encoded.CopyTo(_values);
            _isAsked = false;
            _isFresh = true;
        }

        /// <summary>Writes the picture that was kept and asks for the next.</summary>
        /// <param name="target">A readable texture of the model's size; receives the picture and is uploaded.</param>
        /// <returns>Whether there is another picture than the last time.</returns>
        public bool TryRead(Texture2D target)
        {
            if (target.width != _width || target.height != _height)
            {
                throw new ArgumentException(
                    $"The texture has {target.width} x {target.height} pixels, but the model sees {_width} x {_height}: make one of "
                    + "ModelViewWidth x ModelViewHeight.", nameof(target));
            }

            _isAsked = true;
            if (!_isFresh)
                return false;
            _isFresh = false;
            Decode();
            target.SetPixels32(_pixels);
            target.Apply(false);
            return true;
        }

        // A texture's rows begin at the bottom, the model's at the top.
        private void Decode()
        {
            if (_pixels.Length == 0)
                _pixels = new Color32[_width * _height];
            for (int y = 0; y < _height; y++)
            {
                int row = (_height - 1 - y) * _width;
                for (int x = 0; x < _width; x++)
                    _pixels[row + x] = new Color32(Level(0, x, y), Level(1, x, y), Level(2, x, y), 255);
            }
        }

        private byte Level(int channel, int x, int y)
        {
            float value = _values[Index(channel, x, y)];
            if (_rule.Normalize)
                value = value * _rule.Deviation[channel] + _rule.Mean[channel];
            double level = _rule.Rescale ? value / _rule.RescaleFactor : value;

            // A model that overflowed is not the picture's fault, but a cast of what is no number is not defined.
            return level >= 0 ? (byte)Math.Min(255.0, level + 0.5) : (byte)0;
        }

        private int Index(int channel, int x, int y)
        {
            if (_layout == PixelLayout.Planes)
                return (channel * _height + y) * _width + x;
            int patch = y / _patchHeight * (_width / _patchWidth) + x / _patchWidth;
            return ((patch * PreprocessingRule.Channels + channel) * _patchHeight + y % _patchHeight) * _patchWidth + x % _patchWidth;
        }
    }
}
