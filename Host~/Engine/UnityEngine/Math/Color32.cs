using System;
using System.Runtime.InteropServices;

namespace UnityEngine
{
    [StructLayout(LayoutKind.Sequential)]
    public struct Color32
    {
        public byte r;
        public byte g;
        public byte b;
        public byte a;

        public Color32(byte r, byte g, byte b, byte a)
        {
            this.r = r;
            this.g = g;
            this.b = b;
            this.a = a;
        }

        public static implicit operator Color32(Color c) => new Color32(ToByte(c.r), ToByte(c.g), ToByte(c.b), ToByte(c.a));

        public static implicit operator Color(Color32 c) => new Color(c.r / 255f, c.g / 255f, c.b / 255f, c.a / 255f);

        public override string ToString() => FormattableString.Invariant($"RGBA({r}, {g}, {b}, {a})");

        private static byte ToByte(float value) => (byte)MathF.Round(Mathf.Clamp01(value) * 255);
    }
}
