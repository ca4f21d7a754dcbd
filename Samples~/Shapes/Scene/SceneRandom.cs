using Saccade.Samples.Shapes.Breeds;
using UnityEngine;

namespace Saccade.Samples.Shapes.Scene
{
    /// <summary>
    /// Random numbers that are the same for the same seed on every platform and under every runtime, and unrelated for
    /// neighbouring seeds: SplitMix64 (Steele, Lea and Flood, 2014).
    /// </summary>
    internal sealed class SceneRandom
    {
        private ulong _state;

        public SceneRandom(int seed, int stream)
        {
            _state = ((ulong)(uint)stream << 32) | (uint)seed;
            Next();
        }

        /// <summary>A number from 0 up to, but not including, <paramref name="count"/>.</summary>
        public int Below(int count) => (int)((Next() >> 32) * (ulong)count >> 32);

        /// <summary>A number from <paramref name="low"/> up to <paramref name="high"/>.</summary>
        public float Between(float low, float high) => low + ((high - low) * ((Next() >> 40) / 16777216f));

        /// <summary>True with a probability from 0 to 1.</summary>
        public bool Chance(float probability) => Between(0f, 1f) < probability;

        /// <summary>A colour of any hue, within limits of saturation and brightness.</summary>
        public Color Tint(float minSaturation, float maxSaturation, float minValue, float maxValue)
        {
            var hue = Between(0f, 1f);
            var saturation = Between(minSaturation, maxSaturation);
            return Color.HSVToRGB(hue, saturation, Between(minValue, maxValue));
        }

        /// <summary>A shade of a coat.</summary>
        public Color Tint(Coat coat)
        {
            var hue = Mathf.Repeat(coat.Hue + Between(-Coat.HueSpread, Coat.HueSpread), 360f) / 360f;
            var saturation = Between(0.5f, 0.95f);
            return Color.HSVToRGB(hue, saturation, Between(0.5f, 1f));
        }

        private ulong Next()
        {
            unchecked
            {
                _state += 0x9E3779B97F4A7C15UL;
                var mixed = _state;
                mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
                mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
                return mixed ^ (mixed >> 31);
            }
        }
    }
}
