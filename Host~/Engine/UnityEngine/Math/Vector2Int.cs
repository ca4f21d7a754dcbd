using System;
using System.Runtime.InteropServices;

namespace UnityEngine
{
    [StructLayout(LayoutKind.Sequential)]
    public struct Vector2Int : IEquatable<Vector2Int>
    {
        public Vector2Int(int x, int y)
        {
            this.x = x;
            this.y = y;
        }

        public int x { get; set; }

        public int y { get; set; }

        public static Vector2Int operator +(Vector2Int a, Vector2Int b) => new Vector2Int(a.x + b.x, a.y + b.y);

        public static Vector2Int operator -(Vector2Int a, Vector2Int b) => new Vector2Int(a.x - b.x, a.y - b.y);

        public static Vector2Int operator *(Vector2Int a, int b) => new Vector2Int(a.x * b, a.y * b);

        public static bool operator ==(Vector2Int lhs, Vector2Int rhs) => lhs.x == rhs.x && lhs.y == rhs.y;

        public static bool operator !=(Vector2Int lhs, Vector2Int rhs) => !(lhs == rhs);

        public static implicit operator Vector2(Vector2Int v) => new Vector2(v.x, v.y);

        public override string ToString() => FormattableString.Invariant($"({x}, {y})");

        public override int GetHashCode() => HashCode.Combine(x, y);

        public override bool Equals(object? other) => other is Vector2Int vector && Equals(vector);

        public bool Equals(Vector2Int other) => this == other;
    }
}
