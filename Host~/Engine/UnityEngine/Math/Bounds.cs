using System;
using System.Runtime.InteropServices;

namespace UnityEngine
{
    [StructLayout(LayoutKind.Sequential)]
    public struct Bounds : IEquatable<Bounds>
    {
        public Bounds(Vector3 center, Vector3 size)
        {
            this.center = center;
            extents = size * 0.5f;
        }

        public Vector3 center { get; set; }

        public Vector3 extents { get; set; }

        internal Vector3 size
        {
            get => extents * 2;
            set => extents = value * 0.5f;
        }

        public Vector3 min
        {
            get => center - extents;
            set => SetMinMax(value, max);
        }

        public Vector3 max
        {
            get => center + extents;
            set => SetMinMax(min, value);
        }

        public static bool operator ==(Bounds lhs, Bounds rhs) => lhs.center == rhs.center && lhs.extents == rhs.extents;

        public static bool operator !=(Bounds lhs, Bounds rhs) => !(lhs == rhs);

        public void SetMinMax(Vector3 min, Vector3 max)
        {
            extents = (max - min) * 0.5f;
            center = min + extents;
        }

        public void Encapsulate(Vector3 point) => SetMinMax(Vector3.Min(min, point), Vector3.Max(max, point));

        public override string ToString() => $"Center: {center}, Extents: {extents}";

        public override int GetHashCode() => HashCode.Combine(center, extents);

        public override bool Equals(object? other) => other is Bounds bounds && Equals(bounds);

        public bool Equals(Bounds other) => center.Equals(other.center) && extents.Equals(other.extents);
    }
}
