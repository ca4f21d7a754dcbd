using System;
using System.Runtime.InteropServices;

namespace UnityEngine
{
    [StructLayout(LayoutKind.Sequential)]
    public struct Rect : IEquatable<Rect>
    {
        public Rect(float x, float y, float width, float height)
        {
            this.x = x;
            this.y = y;
            this.width = width;
            this.height = height;
        }

        internal Rect(Vector2 position, Vector2 size)
            : this(position.x, position.y, size.x, size.y)
        {
        }

        public float x { get; set; }

        public float y { get; set; }

        public float width { get; set; }

        public float height { get; set; }

        internal Vector2 size
        {
            get => new Vector2(width, height);
            set => (width, height) = (value.x, value.y);
        }

        public Vector2 center
        {
            get => new Vector2(x + width / 2, y + height / 2);
            set => (x, y) = (value.x - width / 2, value.y - height / 2);
        }

        public float xMin
        {
            get => x;
            set
            {
                width = xMax - value;
                x = value;
            }
        }

        public float yMin
        {
            get => y;
            set
            {
                height = yMax - value;
                y = value;
            }
        }

        public float xMax
        {
            get => x + width;
            set => width = value - x;
        }

        public float yMax
        {
            get => y + height;
            set => height = value - y;
        }

        public static bool operator ==(Rect lhs, Rect rhs) =>
            lhs.x == rhs.x && lhs.y == rhs.y && lhs.width == rhs.width && lhs.height == rhs.height;

        public static bool operator !=(Rect lhs, Rect rhs) => !(lhs == rhs);

        public static Rect MinMaxRect(float xmin, float ymin, float xmax, float ymax) => new Rect(xmin, ymin, xmax - xmin, ymax - ymin);

        internal bool Contains(Vector2 point) => point.x >= xMin && point.x < xMax && point.y >= yMin && point.y < yMax;

        public override string ToString() => FormattableString.Invariant($"(x:{x:F2}, y:{y:F2}, width:{width:F2}, height:{height:F2})");

        public override int GetHashCode() => HashCode.Combine(x, y, width, height);

        public override bool Equals(object? other) => other is Rect rect && Equals(rect);

        public bool Equals(Rect other) =>
            x.Equals(other.x) && y.Equals(other.y) && width.Equals(other.width) && height.Equals(other.height);
    }
}
