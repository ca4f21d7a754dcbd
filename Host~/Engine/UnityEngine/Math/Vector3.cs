using System;
using System.Runtime.InteropServices;

namespace UnityEngine
{
    [StructLayout(LayoutKind.Sequential)]
    public struct Vector3 : IEquatable<Vector3>
    {
        public const float kEpsilon = 1e-5f;

        public float x;
        public float y;
        public float z;

        public Vector3(float x, float y, float z)
        {
            this.x = x;
            this.y = y;
            this.z = z;
        }

        public Vector3(float x, float y)
            : this(x, y, 0)
        {
        }

        public static Vector3 zero => default;

        public static Vector3 one => new Vector3(1, 1, 1);

        public static Vector3 forward => new Vector3(0, 0, 1);

        public static Vector3 back => new Vector3(0, 0, -1);

        public static Vector3 up => new Vector3(0, 1, 0);

        public static Vector3 down => new Vector3(0, -1, 0);

        public static Vector3 left => new Vector3(-1, 0, 0);

        public static Vector3 right => new Vector3(1, 0, 0);

        public float sqrMagnitude => x * x + y * y + z * z;

        public float magnitude => MathF.Sqrt(sqrMagnitude);

        public Vector3 normalized => Normalize(this);

        public float this[int index]
        {
            get => index switch
            {
                0 => x,
                1 => y,
                2 => z,
                _ => throw new IndexOutOfRangeException($"Vector3 index {index}: expected 0, 1 or 2."),
            };
            set
            {
                switch (index)
                {
                    case 0:
                        x = value;
                        break;
                    case 1:
                        y = value;
                        break;
                    case 2:
                        z = value;
                        break;
                    default:
                        throw new IndexOutOfRangeException($"Vector3 index {index}: expected 0, 1 or 2.");
                }
            }
        }

        public static Vector3 operator +(Vector3 a, Vector3 b) => new Vector3(a.x + b.x, a.y + b.y, a.z + b.z);

        public static Vector3 operator -(Vector3 a, Vector3 b) => new Vector3(a.x - b.x, a.y - b.y, a.z - b.z);

        public static Vector3 operator -(Vector3 a) => new Vector3(-a.x, -a.y, -a.z);

        public static Vector3 operator *(Vector3 a, float d) => new Vector3(a.x * d, a.y * d, a.z * d);

        public static Vector3 operator *(float d, Vector3 a) => a * d;

        public static Vector3 operator /(Vector3 a, float d) => new Vector3(a.x / d, a.y / d, a.z / d);

        public static bool operator ==(Vector3 lhs, Vector3 rhs) => (lhs - rhs).sqrMagnitude < kEpsilon * kEpsilon;

        public static bool operator !=(Vector3 lhs, Vector3 rhs) => !(lhs == rhs);

        public static float Dot(Vector3 lhs, Vector3 rhs) => lhs.x * rhs.x + lhs.y * rhs.y + lhs.z * rhs.z;

        public static Vector3 Cross(Vector3 lhs, Vector3 rhs) =>
            new Vector3(lhs.y * rhs.z - lhs.z * rhs.y, lhs.z * rhs.x - lhs.x * rhs.z, lhs.x * rhs.y - lhs.y * rhs.x);

        public static float Distance(Vector3 a, Vector3 b) => (a - b).magnitude;

        public static float Magnitude(Vector3 vector) => vector.magnitude;

        public static float SqrMagnitude(Vector3 vector) => vector.sqrMagnitude;

        public static float Angle(Vector3 from, Vector3 to)
        {
            float lengths = MathF.Sqrt(from.sqrMagnitude * to.sqrMagnitude);
            return lengths < 1e-15f ? 0 : MathF.Acos(Mathf.Clamp(Dot(from, to) / lengths, -1, 1)) * Mathf.Rad2Deg;
        }

        public static Vector3 Normalize(Vector3 value)
        {
            float length = value.magnitude;
            return length > kEpsilon ? value / length : zero;
        }

        public static Vector3 Lerp(Vector3 a, Vector3 b, float t) => LerpUnclamped(a, b, Mathf.Clamp01(t));

        public static Vector3 LerpUnclamped(Vector3 a, Vector3 b, float t) => a + (b - a) * t;

        public static Vector3 MoveTowards(Vector3 current, Vector3 target, float maxDistanceDelta)
        {
            Vector3 way = target - current;
            float distance = way.magnitude;
            return distance <= maxDistanceDelta || distance == 0 ? target : current + way / distance * maxDistanceDelta;
        }

        public static Vector3 Scale(Vector3 a, Vector3 b) => new Vector3(a.x * b.x, a.y * b.y, a.z * b.z);

        public static Vector3 Min(Vector3 lhs, Vector3 rhs) =>
            new Vector3(Mathf.Min(lhs.x, rhs.x), Mathf.Min(lhs.y, rhs.y), Mathf.Min(lhs.z, rhs.z));

        public static Vector3 Max(Vector3 lhs, Vector3 rhs) =>
            new Vector3(Mathf.Max(lhs.x, rhs.x), Mathf.Max(lhs.y, rhs.y), Mathf.Max(lhs.z, rhs.z));

        public static Vector3 Project(Vector3 vector, Vector3 onNormal)
        {
            float squared = onNormal.sqrMagnitude;
            return squared < Mathf.Epsilon ? zero : onNormal * (Dot(vector, onNormal) / squared);
        }

        public void Set(float newX, float newY, float newZ)
        {
            x = newX;
            y = newY;
            z = newZ;
        }

        public void Normalize() => this = Normalize(this);

        public void Scale(Vector3 scale) => this = Scale(this, scale);

        public override string ToString() => FormattableString.Invariant($"({x:F2}, {y:F2}, {z:F2})");

        public override int GetHashCode() => HashCode.Combine(x, y, z);

        public override bool Equals(object? other) => other is Vector3 vector && Equals(vector);

        public bool Equals(Vector3 other) => x.Equals(other.x) && y.Equals(other.y) && z.Equals(other.z);
    }
}
