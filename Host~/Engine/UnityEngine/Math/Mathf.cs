using System;

namespace UnityEngine
{
    public struct Mathf
    {
        public const float PI = MathF.PI;
        public const float NegativeInfinity = float.NegativeInfinity;
        public const float Deg2Rad = PI / 180;
        public const float Rad2Deg = 1f / Deg2Rad;

        public static readonly float Epsilon = float.Epsilon;

        public static float Sin(float f) => MathF.Sin(f);

        public static float Cos(float f) => MathF.Cos(f);

        public static float Tan(float f) => MathF.Tan(f);

        public static float Sqrt(float f) => MathF.Sqrt(f);

        public static float Pow(float f, float p) => MathF.Pow(f, p);

        public static float Abs(float f) => MathF.Abs(f);

        public static ushort FloatToHalf(float val) => BitConverter.HalfToUInt16Bits((Half)val);

        public static float Sign(float f) => f >= 0 ? 1 : -1;

        public static float Ceil(float f) => MathF.Ceiling(f);

        public static float Round(float f) => MathF.Round(f);

        public static int RoundToInt(float f) => (int)MathF.Round(f);

        public static float Min(float a, float b) => a < b ? a : b;

        internal static int Min(int a, int b) => a < b ? a : b;

        public static float Max(float a, float b) => a > b ? a : b;

        public static int Max(int a, int b) => a > b ? a : b;

        public static float Clamp(float value, float min, float max) => value < min ? min : value > max ? max : value;

        public static int Clamp(int value, int min, int max) => value < min ? min : value > max ? max : value;

        public static float Clamp01(float value) => Clamp(value, 0f, 1f);

        public static float Lerp(float a, float b, float t) => a + (b - a) * Clamp01(t);

        public static float SmoothStep(float from, float to, float t)
        {
            var share = Clamp01(t);
            return from + (to - from) * share * share * (3 - 2 * share);
        }

        public static float MoveTowards(float current, float target, float maxDelta) =>
            MathF.Abs(target - current) <= maxDelta ? target : current + Sign(target - current) * maxDelta;

        public static float Repeat(float t, float length) => Clamp(t - MathF.Floor(t / length) * length, 0, length);

        public static float GammaToLinearSpace(float value) =>
            value <= 0.04045f ? value / 12.92f : MathF.Pow((value + 0.055f) / 1.055f, 2.4f);
    }
}
