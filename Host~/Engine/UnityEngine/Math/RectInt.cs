using System;
using System.Runtime.InteropServices;

namespace UnityEngine
{
    [StructLayout(LayoutKind.Sequential)]
    public struct RectInt : IEquatable<RectInt>
    {
        public RectInt(int xMin, int yMin, int width, int height)
        {
            x = xMin;
            y = yMin;
            this.width = width;
            this.height = height;
        }

        public int x { get; set; }

        public int y { get; set; }

        public int width { get; set; }

        public int height { get; set; }

        public int xMin
        {
            get => Math.Min(x, x + width);
            set
            {
                var oldMax = xMax;
                x = value;
                width = oldMax - x;
            }
        }

        public int yMin
        {
            get => Math.Min(y, y + height);
            set
            {
                var oldMax = yMax;
                y = value;
                height = oldMax - y;
            }
        }

        public int xMax
        {
            get => Math.Max(x, x + width);
            set => width = value - x;
        }

        public int yMax
        {
            get => Math.Max(y, y + height);
            set => height = value - y;
        }

        internal Vector2 center => new Vector2(x + width / 2f, y + height / 2f);

        public override string ToString() => FormattableString.Invariant($"(x:{x}, y:{y}, width:{width}, height:{height})");

        public override bool Equals(object? obj) => obj is RectInt rect && Equals(rect);

        public override int GetHashCode() => HashCode.Combine(x, y, width, height);

        public bool Equals(RectInt other) => x == other.x && y == other.y && width == other.width && height == other.height;
    }
}
