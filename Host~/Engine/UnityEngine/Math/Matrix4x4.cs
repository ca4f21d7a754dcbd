using System;
using System.Runtime.InteropServices;

namespace UnityEngine
{
    /// <summary>Column-major, so the memory is what OpenGL takes untransposed.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Matrix4x4 : IEquatable<Matrix4x4>
    {
        public float m00;
        public float m10;
        public float m20;
        public float m30;
        public float m01;
        public float m11;
        public float m21;
        public float m31;
        public float m02;
        public float m12;
        public float m22;
        public float m32;
        public float m03;
        public float m13;
        public float m23;
        public float m33;

        public Matrix4x4(Vector4 column0, Vector4 column1, Vector4 column2, Vector4 column3)
        {
            (m00, m10, m20, m30) = (column0.x, column0.y, column0.z, column0.w);
            (m01, m11, m21, m31) = (column1.x, column1.y, column1.z, column1.w);
            (m02, m12, m22, m32) = (column2.x, column2.y, column2.z, column2.w);
            (m03, m13, m23, m33) = (column3.x, column3.y, column3.z, column3.w);
        }

        public static Matrix4x4 zero => default;

        public static Matrix4x4 identity => Scale(Vector3.one);

        public readonly Matrix4x4 inverse
        {
            get
            {
                // 2x2 minors of the upper and of the lower two rows.
                var a0 = m00 * m11 - m01 * m10;
                var a1 = m00 * m12 - m02 * m10;
                var a2 = m00 * m13 - m03 * m10;
                var a3 = m01 * m12 - m02 * m11;
                var a4 = m01 * m13 - m03 * m11;
                var a5 = m02 * m13 - m03 * m12;
                var b0 = m20 * m31 - m21 * m30;
                var b1 = m20 * m32 - m22 * m30;
                var b2 = m20 * m33 - m23 * m30;
                var b3 = m21 * m32 - m22 * m31;
                var b4 = m21 * m33 - m23 * m31;
                var b5 = m22 * m33 - m23 * m32;
                var determinant = a0 * b5 - a1 * b4 + a2 * b3 + a3 * b2 - a4 * b1 + a5 * b0;
                if (determinant == 0)
                {
                    return zero;
                }

                var scale = 1 / determinant;
                return new Matrix4x4(
                    new Vector4(
                        (m11 * b5 - m12 * b4 + m13 * b3) * scale,
                        (-m10 * b5 + m12 * b2 - m13 * b1) * scale,
                        (m10 * b4 - m11 * b2 + m13 * b0) * scale,
                        (-m10 * b3 + m11 * b1 - m12 * b0) * scale),
                    new Vector4(
                        (-m01 * b5 + m02 * b4 - m03 * b3) * scale,
                        (m00 * b5 - m02 * b2 + m03 * b1) * scale,
                        (-m00 * b4 + m01 * b2 - m03 * b0) * scale,
                        (m00 * b3 - m01 * b1 + m02 * b0) * scale),
                    new Vector4(
                        (m31 * a5 - m32 * a4 + m33 * a3) * scale,
                        (-m30 * a5 + m32 * a2 - m33 * a1) * scale,
                        (m30 * a4 - m31 * a2 + m33 * a0) * scale,
                        (-m30 * a3 + m31 * a1 - m32 * a0) * scale),
                    new Vector4(
                        (-m21 * a5 + m22 * a4 - m23 * a3) * scale,
                        (m20 * a5 - m22 * a2 + m23 * a1) * scale,
                        (-m20 * a4 + m21 * a2 - m23 * a0) * scale,
                        (m20 * a3 - m21 * a1 + m22 * a0) * scale));
            }
        }

        public float this[int index]
        {
            readonly get => MemoryMarshal.CreateReadOnlySpan(in m00, 16)[index];
            set => MemoryMarshal.CreateSpan(ref m00, 16)[index] = value;
        }

        public static Matrix4x4 operator *(Matrix4x4 lhs, Matrix4x4 rhs) =>
            new Matrix4x4(lhs * rhs.GetColumn(0), lhs * rhs.GetColumn(1), lhs * rhs.GetColumn(2), lhs * rhs.GetColumn(3));

        public static Vector4 operator *(Matrix4x4 lhs, Vector4 vector) => new Vector4(
            lhs.m00 * vector.x + lhs.m01 * vector.y + lhs.m02 * vector.z + lhs.m03 * vector.w,
            lhs.m10 * vector.x + lhs.m11 * vector.y + lhs.m12 * vector.z + lhs.m13 * vector.w,
            lhs.m20 * vector.x + lhs.m21 * vector.y + lhs.m22 * vector.z + lhs.m23 * vector.w,
            lhs.m30 * vector.x + lhs.m31 * vector.y + lhs.m32 * vector.z + lhs.m33 * vector.w);

        public static bool operator ==(Matrix4x4 lhs, Matrix4x4 rhs) =>
            lhs.GetColumn(0) == rhs.GetColumn(0) && lhs.GetColumn(1) == rhs.GetColumn(1)
            && lhs.GetColumn(2) == rhs.GetColumn(2) && lhs.GetColumn(3) == rhs.GetColumn(3);

        public static bool operator !=(Matrix4x4 lhs, Matrix4x4 rhs) => !(lhs == rhs);

        public static Matrix4x4 Scale(Vector3 vector) => new Matrix4x4(
            new Vector4(vector.x, 0, 0, 0), new Vector4(0, vector.y, 0, 0), new Vector4(0, 0, vector.z, 0), new Vector4(0, 0, 0, 1));

        public static Matrix4x4 Rotate(Quaternion q) => TRS(Vector3.zero, q, Vector3.one);

        public static Matrix4x4 TRS(Vector3 pos, Quaternion q, Vector3 s)
        {
            Vector4 xAxis = q * new Vector3(s.x, 0, 0);
            Vector4 yAxis = q * new Vector3(0, s.y, 0);
            Vector4 zAxis = q * new Vector3(0, 0, s.z);
            return new Matrix4x4(xAxis, yAxis, zAxis, new Vector4(pos.x, pos.y, pos.z, 1));
        }

        public static Matrix4x4 Perspective(float fov, float aspect, float zNear, float zFar)
        {
            var cotangent = 1 / MathF.Tan(fov * Mathf.Deg2Rad / 2);
            return new Matrix4x4(
                new Vector4(cotangent / aspect, 0, 0, 0),
                new Vector4(0, cotangent, 0, 0),
                new Vector4(0, 0, -(zFar + zNear) / (zFar - zNear), -1),
                new Vector4(0, 0, -2 * zFar * zNear / (zFar - zNear), 0));
        }

        public static Matrix4x4 Ortho(float left, float right, float bottom, float top, float zNear, float zFar) => new Matrix4x4(
            new Vector4(2 / (right - left), 0, 0, 0),
            new Vector4(0, 2 / (top - bottom), 0, 0),
            new Vector4(0, 0, -2 / (zFar - zNear), 0),
            new Vector4(-(right + left) / (right - left), -(top + bottom) / (top - bottom), -(zFar + zNear) / (zFar - zNear), 1));

        public readonly Vector4 GetColumn(int index) =>
            new Vector4(this[index * 4], this[index * 4 + 1], this[index * 4 + 2], this[index * 4 + 3]);

        public readonly Vector4 GetRow(int index) => new Vector4(this[index], this[index + 4], this[index + 8], this[index + 12]);

        public readonly Vector3 MultiplyPoint3x4(Vector3 point) => this * new Vector4(point.x, point.y, point.z, 1);

        public readonly Vector3 MultiplyVector(Vector3 vector) => this * new Vector4(vector.x, vector.y, vector.z, 0);

        public override readonly string ToString() => $"{GetRow(0)}\n{GetRow(1)}\n{GetRow(2)}\n{GetRow(3)}";

        public override readonly int GetHashCode() => HashCode.Combine(GetColumn(0), GetColumn(1), GetColumn(2), GetColumn(3));

        public override readonly bool Equals(object? other) => other is Matrix4x4 matrix && Equals(matrix);

        public readonly bool Equals(Matrix4x4 other) =>
            GetColumn(0).Equals(other.GetColumn(0)) && GetColumn(1).Equals(other.GetColumn(1))
            && GetColumn(2).Equals(other.GetColumn(2)) && GetColumn(3).Equals(other.GetColumn(3));
    }
}
