using System;
using System.Runtime.InteropServices;

namespace UnityEngine
{
    [StructLayout(LayoutKind.Sequential)]
    public struct Color : IEquatable<Color>
    {
        public float r;
        public float g;
        public float b;
        public float a;

        public Color(float r, float g, float b, float a)
        {
            this.r = r;
            this.g = g;
            this.b = b;
            this.a = a;
        }

        public Color(float r, float g, float b)
            : this(r, g, b, 1)
        {
        }

        public static Color red => new Color(1, 0, 0);

        public static Color green => new Color(0, 1, 0);

        public static Color blue => new Color(0, 0, 1);

        public static Color white => new Color(1, 1, 1);

        public static Color black => new Color(0, 0, 0);

        internal static Color yellow => new Color(1, 235f / 255, 4f / 255);

        public static Color cyan => new Color(0, 1, 1);

        public static Color magenta => new Color(1, 0, 1);

        public static Color gray => new Color(0.5f, 0.5f, 0.5f);

        public static Color grey => gray;

        public float maxColorComponent => Mathf.Max(Mathf.Max(r, g), b);

        public Color linear => new Color(
            Mathf.GammaToLinearSpace(r), Mathf.GammaToLinearSpace(g), Mathf.GammaToLinearSpace(b), a);

        public static Color operator +(Color a, Color b) => new Color(a.r + b.r, a.g + b.g, a.b + b.b, a.a + b.a);

        public static Color operator -(Color a, Color b) => new Color(a.r - b.r, a.g - b.g, a.b - b.b, a.a - b.a);

        public static Color operator *(Color a, Color b) => new Color(a.r * b.r, a.g * b.g, a.b * b.b, a.a * b.a);

        public static Color operator *(Color a, float b) => new Color(a.r * b, a.g * b, a.b * b, a.a * b);

        public static Color operator *(float b, Color a) => a * b;

        public static Color operator /(Color a, float b) => new Color(a.r / b, a.g / b, a.b / b, a.a / b);

        public static bool operator ==(Color lhs, Color rhs) => (Vector4)lhs == (Vector4)rhs;

        public static bool operator !=(Color lhs, Color rhs) => !(lhs == rhs);

        public static implicit operator Vector4(Color c) => new Vector4(c.r, c.g, c.b, c.a);

        public static implicit operator Color(Vector4 v) => new Color(v.x, v.y, v.z, v.w);

        public static Color Lerp(Color a, Color b, float t) => LerpUnclamped(a, b, Mathf.Clamp01(t));

        public static Color LerpUnclamped(Color a, Color b, float t) => a + (b - a) * t;

        public static Color HSVToRGB(float H, float S, float V)
        {
            return new Color(Channel(5), Channel(3), Channel(1));

            float Channel(int offset)
            {
                var sector = (offset + H * 6) % 6;
                return V - V * S * Mathf.Clamp01(Mathf.Min(sector, 4 - sector));
            }
        }

        internal static void RGBToHSV(Color rgbColor, out float H, out float S, out float V)
        {
            var max = rgbColor.maxColorComponent;
            var range = max - Mathf.Min(Mathf.Min(rgbColor.r, rgbColor.g), rgbColor.b);
            V = max;
            S = max > 0 ? range / max : 0;
            if (range <= 0)
            {
                H = 0;
                return;
            }

            float sector;
            if (max == rgbColor.r)
            {
                sector = (rgbColor.g - rgbColor.b) / range;
            }
            else if (max == rgbColor.g)
            {
                sector = 2 + (rgbColor.b - rgbColor.r) / range;
            }
            else
            {
                sector = 4 + (rgbColor.r - rgbColor.g) / range;
            }

            H = (sector < 0 ? sector + 6 : sector) / 6;
        }

        public override string ToString() => FormattableString.Invariant($"RGBA({r:F3}, {g:F3}, {b:F3}, {a:F3})");

        public override int GetHashCode() => HashCode.Combine(r, g, b, a);

        public override bool Equals(object? other) => other is Color color && Equals(color);

        public bool Equals(Color other) => r.Equals(other.r) && g.Equals(other.g) && b.Equals(other.b) && a.Equals(other.a);
    }
}
