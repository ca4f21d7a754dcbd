using System;
using System.Runtime.InteropServices;

namespace UnityEngine
{
    [StructLayout(LayoutKind.Sequential)]
    public struct Quaternion : IEquatable<Quaternion>
    {
        public const float kEpsilon = 1e-6f;

        public float x;
        public float y;
        public float z;
        public float w;

        public Quaternion(float x, float y, float z, float w)
        {
            this.x = x;
            this.y = y;
            this.z = z;
            this.w = w;
        }

        public static Quaternion identity => new Quaternion(0, 0, 0, 1);

        public Vector3 eulerAngles
        {
            readonly get
            {
                // The matrix of Ry·Rx·Rz, read back: its third column holds the direction of forward, its second row the roll.
                var sinX = 2 * (w * x - y * z);
                float angleX;
                float angleY;
                float angleZ;
                if (MathF.Abs(sinX) < 0.9999995f)
                {
                    angleX = MathF.Asin(sinX);
                    angleY = MathF.Atan2(2 * (x * z + w * y), 1 - 2 * (x * x + y * y));
                    angleZ = MathF.Atan2(2 * (x * y + w * z), 1 - 2 * (x * x + z * z));
                }
                else
                {
                    // Straight up or down only the difference of yaw and roll is defined; all of it is called yaw.
                    angleX = MathF.CopySign(MathF.PI / 2, sinX);
                    angleY = MathF.Atan2(-2 * (x * z - w * y), 1 - 2 * (y * y + z * z));
                    angleZ = 0;
                }

                return new Vector3(Positive(angleX), Positive(angleY), Positive(angleZ));
            }
            set => this = Euler(value);
        }

        public static Quaternion operator *(Quaternion lhs, Quaternion rhs) => new Quaternion(
            lhs.w * rhs.x + lhs.x * rhs.w + lhs.y * rhs.z - lhs.z * rhs.y,
            lhs.w * rhs.y + lhs.y * rhs.w + lhs.z * rhs.x - lhs.x * rhs.z,
            lhs.w * rhs.z + lhs.z * rhs.w + lhs.x * rhs.y - lhs.y * rhs.x,
            lhs.w * rhs.w - lhs.x * rhs.x - lhs.y * rhs.y - lhs.z * rhs.z);

        public static Vector3 operator *(Quaternion rotation, Vector3 point)
        {
            var axis = new Vector3(rotation.x, rotation.y, rotation.z);
            var twice = 2 * Vector3.Cross(axis, point);
            return point + rotation.w * twice + Vector3.Cross(axis, twice);
        }

        public static bool operator ==(Quaternion lhs, Quaternion rhs) => Dot(lhs, rhs) > 1 - kEpsilon;

        public static bool operator !=(Quaternion lhs, Quaternion rhs) => !(lhs == rhs);

        public static float Dot(Quaternion a, Quaternion b) => a.x * b.x + a.y * b.y + a.z * b.z + a.w * b.w;

        public static Quaternion Euler(float x, float y, float z) =>
            AngleAxis(y, Vector3.up) * AngleAxis(x, Vector3.right) * AngleAxis(z, Vector3.forward);

        public static Quaternion Euler(Vector3 euler) => Euler(euler.x, euler.y, euler.z);

        public static Quaternion AngleAxis(float angle, Vector3 axis)
        {
            var unit = axis.normalized;
            var (sin, cos) = MathF.SinCos(angle * Mathf.Deg2Rad / 2);
            return unit == Vector3.zero ? identity : new Quaternion(unit.x * sin, unit.y * sin, unit.z * sin, cos);
        }

        public static Quaternion LookRotation(Vector3 forward) => LookRotation(forward, Vector3.up);

        public static Quaternion LookRotation(Vector3 forward, Vector3 upwards)
        {
            var zAxis = forward.normalized;
            if (zAxis == Vector3.zero)
            {
                return identity;
            }

            var xAxis = Vector3.Cross(upwards, zAxis).normalized;
            if (xAxis == Vector3.zero)
            {
                return FromToRotation(Vector3.forward, zAxis);
            }

            return FromAxes(xAxis, Vector3.Cross(zAxis, xAxis), zAxis);
        }

        public static Quaternion FromToRotation(Vector3 fromDirection, Vector3 toDirection)
        {
            var from = fromDirection.normalized;
            var to = toDirection.normalized;
            var cos = Vector3.Dot(from, to);
            if (cos < -0.999999f)
            {
                var axis = Vector3.Cross(MathF.Abs(from.x) < 0.9f ? Vector3.right : Vector3.up, from);
                return AngleAxis(180, axis);
            }

            var cross = Vector3.Cross(from, to);
            return Normalize(new Quaternion(cross.x, cross.y, cross.z, 1 + cos));
        }

        public static Quaternion Inverse(Quaternion rotation) => new Quaternion(-rotation.x, -rotation.y, -rotation.z, rotation.w);

        public static Quaternion Normalize(Quaternion q)
        {
            var length = MathF.Sqrt(Dot(q, q));
            return length < Mathf.Epsilon ? identity : new Quaternion(q.x / length, q.y / length, q.z / length, q.w / length);
        }

        internal static float Angle(Quaternion a, Quaternion b)
        {
            var dot = Mathf.Min(MathF.Abs(Dot(a, b)), 1);
            return dot > 1 - kEpsilon ? 0 : MathF.Acos(dot) * 2 * Mathf.Rad2Deg;
        }

        public override string ToString() => FormattableString.Invariant($"({x:F5}, {y:F5}, {z:F5}, {w:F5})");

        public override int GetHashCode() => HashCode.Combine(x, y, z, w);

        public override bool Equals(object? other) => other is Quaternion quaternion && Equals(quaternion);

        public bool Equals(Quaternion other) => x.Equals(other.x) && y.Equals(other.y) && z.Equals(other.z) && w.Equals(other.w);

        internal static Quaternion FromAxes(Vector3 xAxis, Vector3 yAxis, Vector3 zAxis)
        {
            // Shepperd's method: start from the largest of the four components, so that no division is by a small number.
            var trace = xAxis.x + yAxis.y + zAxis.z;
            Quaternion q;
            if (trace > 0)
            {
                q = new Quaternion(yAxis.z - zAxis.y, zAxis.x - xAxis.z, xAxis.y - yAxis.x, 1 + trace);
            }
            else if (xAxis.x >= yAxis.y && xAxis.x >= zAxis.z)
            {
                q = new Quaternion(1 + xAxis.x - yAxis.y - zAxis.z, xAxis.y + yAxis.x, xAxis.z + zAxis.x, yAxis.z - zAxis.y);
            }
            else if (yAxis.y >= zAxis.z)
            {
                q = new Quaternion(xAxis.y + yAxis.x, 1 + yAxis.y - xAxis.x - zAxis.z, yAxis.z + zAxis.y, zAxis.x - xAxis.z);
            }
            else
            {
                q = new Quaternion(xAxis.z + zAxis.x, yAxis.z + zAxis.y, 1 + zAxis.z - xAxis.x - yAxis.y, xAxis.y - yAxis.x);
            }

            return Normalize(q);
        }

        private static float Positive(float radians)
        {
            var degrees = radians * Mathf.Rad2Deg;
            // An angle a rounding error below zero is zero, not 360.
            return degrees < -0.0001f ? degrees + 360 : Mathf.Max(degrees, 0);
        }
    }
}
