using UnityEngine;

namespace Saccade.Samples.Shapes.Scene
{
    /// <summary>A texture that is painted anew for each scene, always from two colours.</summary>
    internal sealed class Pattern
    {
        private const int Size = 64;

        private readonly Color32[] _pixels = new Color32[Size * Size];

        private readonly float[] _lattice = new float[Size * Size];

        public Pattern()
        {
            Texture = new Texture2D(Size, Size, TextureFormat.RGBA32, true)
            {
                wrapMode = TextureWrapMode.Repeat,
                filterMode = FilterMode.Bilinear,
            };
        }

        public Texture2D Texture { get; }

        public void Destroy() => Object.DestroyImmediate(Texture);

        public void PaintPlain(Color color) => Paint(color, color, (x, y) => 0f);

        /// <summary>Paints a gradient, a checker, stripes or clouds, whichever the random numbers choose.</summary>
        public void PaintAny(SceneRandom random, Color first, Color second)
        {
            var cells = 1 << random.Below(3);
            switch (random.Below(4))
            {
                case 0:
                    var isUpright = random.Chance(0.7f);

                    // There and back, so that the texture's repeats join.
                    Paint(first, second, (x, y) => Mathf.Abs((2f * (isUpright ? y : x) / Size) - 1f));
                    break;
                case 1:
                    var check = Size / (2 * cells);
                    Paint(first, second, (x, y) => ((x / check) + (y / check)) % 2);
                    break;
                case 2:
                    var stripe = Size / (2 * cells);
                    var slant = random.Below(3) - 1;
                    Paint(first, second, (x, y) => ((x + (slant * y) + Size) / stripe) % 2);
                    break;
                default:
                    PaintClouds(random, first, second);
                    break;
            }
        }

        private void PaintClouds(SceneRandom random, Color first, Color second)
        {
            for (var i = 0; i < _lattice.Length; i++)
            {
                _lattice[i] = random.Between(0f, 1f);
            }

            Paint(first, second, (x, y) => (Noise(x, y, 16) * 0.5f) + (Noise(x, y, 8) * 0.3f) + (Noise(x, y, 2) * 0.2f));
        }

        // Values at the corners of cells of this many pixels, joined smoothly; the corners wrap round the texture's edge.
        private float Noise(int x, int y, int cell)
        {
            var cells = Size / cell;
            var left = x / cell;
            var low = y / cell;
            var right = (left + 1) % cells;
            var high = (low + 1) % cells;
            var across = Mathf.SmoothStep(0f, 1f, (x % cell) / (float)cell);
            var up = Mathf.SmoothStep(0f, 1f, (y % cell) / (float)cell);
            return Mathf.Lerp(
                Mathf.Lerp(_lattice[(low * Size) + left], _lattice[(low * Size) + right], across),
                Mathf.Lerp(_lattice[(high * Size) + left], _lattice[(high * Size) + right], across),
                up);
        }

        private void Paint(Color first, Color second, System.Func<int, int, float> share)
        {
            for (var y = 0; y < Size; y++)
            {
                for (var x = 0; x < Size; x++)
                {
                    _pixels[(y * Size) + x] = Color.Lerp(first, second, share(x, y));
                }
            }

            Texture.SetPixels32(_pixels);
            Texture.Apply();
        }
    }
}
