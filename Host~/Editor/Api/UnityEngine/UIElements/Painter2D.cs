#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Saccade.Host.Editor;

namespace UnityEngine.UIElements
{
    public class Painter2D
    {
        private const float Turn = 2f * Mathf.PI;

        private readonly List<PaintedShape> _shapes = new List<PaintedShape>();
        private readonly StringBuilder _path = new StringBuilder();

        public float lineWidth { get; set; } = 1f;

        public Color strokeColor { get; set; } = Color.black;

        public Color fillColor { get; set; } = Color.black;

        internal IReadOnlyList<PaintedShape> Shapes => _shapes;

        public void BeginPath() => _path.Clear();

        public void MoveTo(Vector2 pos) => Append('M', pos);

        public void LineTo(Vector2 pos) => Append('L', pos);

        internal void Arc(
            Vector2 center, float radius, Angle startAngle, Angle endAngle, ArcDirection direction = ArcDirection.Clockwise)
        {
            var start = startAngle.ToRadians();
            var sweep = endAngle.ToRadians() - start;
            var isClockwise = direction == ArcDirection.Clockwise;
            if (sweep != 0f && (sweep > 0f) != isClockwise)
            {
                sweep = (sweep % Turn) + (isClockwise ? Turn : -Turn);
            }

            // A path in SVG has no whole circle: its arc ends where it began. Halves do.
            var parts = Math.Max(1, (int)Math.Ceiling(Math.Abs(sweep) / 3.1f));
            Append(_path.Length == 0 ? 'M' : 'L', On(center, radius, start));
            for (var i = 1; i <= parts; i++)
            {
                var end = On(center, radius, start + (sweep * i / parts));
                _path.Append(
                    CultureInfo.InvariantCulture, $"A{radius:0.##} {radius:0.##} 0 0 {(sweep > 0 ? 1 : 0)} {end.x:0.##} {end.y:0.##}");
            }
        }

        public void Stroke() => _shapes.Add(new PaintedShape(_path.ToString(), strokeColor, lineWidth));

        internal void Fill(FillRule fillRule = FillRule.NonZero) =>
            _shapes.Add(new PaintedShape(_path.ToString(), fillColor, 0f, fillRule));

        private static Vector2 On(Vector2 center, float radius, float angle) =>
            center + (new Vector2(Mathf.Cos(angle), Mathf.Sin(angle)) * radius);

        private void Append(char command, Vector2 pos) =>
            _path.Append(CultureInfo.InvariantCulture, $"{command}{pos.x:0.##} {pos.y:0.##}");
    }
}
