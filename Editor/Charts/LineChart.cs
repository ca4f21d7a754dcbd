using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using UnityEngine;
using UnityEngine.UIElements;

namespace Saccade.Editor.Charts
{
    /// <summary>Draws lines over epochs, with axes whose ticks are round numbers, and a legend.</summary>
    internal sealed class LineChart : VisualElement
    {
        private const float PlotHeight = 140f;
        private const float AxisWidth = 44f;
        private const float AxisHeight = 18f;
        private const int StepsUp = 4;
        private const int StepsAlong = 5;
        private static readonly Color GridColor = new Color(0.5f, 0.5f, 0.5f, 0.25f);

        private readonly ChartLine[] _lines;
        private readonly Func<double, string> _format;
        private readonly VisualElement _plot = new VisualElement { name = "plot" };
        private readonly VisualElement _yAxis = new VisualElement { name = "y-axis" };
        private readonly VisualElement _xAxis = new VisualElement { name = "x-axis" };
        private double[] _yTicks = { 0, 1 };
        private double[] _xTicks = { 0, 1 };

        private readonly Label _heading;

        /// <param name="title">What is shown.</param>
        /// <param name="format">Writes a value of the upright axis.</param>
        /// <param name="lines">The lines; set their points and call <see cref="Show"/>.</param>
        internal LineChart(string title, Func<double, string> format, params ChartLine[] lines)
        {
            _lines = lines;
            _format = format;
            style.flexGrow = 1f;
            style.flexBasis = 0f;
            style.minWidth = 260f;
            style.marginTop = 6f;
            style.marginRight = 8f;
            _heading = new Label(title);
            Add(MakeHeader(_heading, lines));
            var row = new VisualElement();
            row.style.flexDirection = FlexDirection.Row;
            _yAxis.style.width = AxisWidth;
            _yAxis.style.height = PlotHeight;
            _plot.style.flexGrow = 1f;
            _plot.style.height = PlotHeight;
            _plot.generateVisualContent += Draw;
            row.Add(_yAxis);
            row.Add(_plot);
            Add(row);
            _xAxis.style.height = AxisHeight;
            _xAxis.style.marginLeft = AxisWidth;
            Add(_xAxis);
            Show();
        }

        /// <summary>What is shown.</summary>
        internal string Title
        {
            set => _heading.text = value;
        }

        /// <summary>Draws the lines' points as they are now.</summary>
        internal void Show()
        {
            var high = _lines.SelectMany(line => line.Points).Select(point => point.Y).DefaultIfEmpty(1).Max();
            var low = Math.Min(0, _lines.SelectMany(line => line.Points).Select(point => point.Y).DefaultIfEmpty(0).Min());
            var right = _lines.SelectMany(line => line.Points).Select(point => point.X).DefaultIfEmpty(1).Max();
            SetTicks(ref _yTicks, NiceTicks.Make(low, high, StepsUp), _yAxis, LabelUpright);
            SetTicks(ref _xTicks, NiceTicks.Make(0, Math.Max(1, right), StepsAlong), _xAxis, LabelAlong);
            _plot.MarkDirtyRepaint();
        }

        private static VisualElement MakeHeader(Label heading, IEnumerable<ChartLine> lines)
        {
            var header = new VisualElement();
            header.style.flexDirection = FlexDirection.Row;
            heading.style.unityFontStyleAndWeight = FontStyle.Bold;
            heading.style.flexGrow = 1f;
            header.Add(heading);
            foreach (var line in lines)
            {
                var entry = new Label("— " + line.Name);
                entry.style.color = line.Color;
                entry.style.marginLeft = 10f;
                header.Add(entry);
            }

            return header;
        }

        private static void SetTicks(ref double[] ticks, double[] now, VisualElement axis, Func<double, float, Label> label)
        {
            if (axis.childCount > 0 && ticks.SequenceEqual(now))
            {
                return;
            }

            ticks = now;
            axis.Clear();
            foreach (var tick in now)
            {
                var text = label(tick, (float)((tick - now[0]) / (now[now.Length - 1] - now[0])));
                text.style.position = Position.Absolute;
                text.style.fontSize = 10f;
                axis.Add(text);
            }
        }

        private Label LabelUpright(double tick, float share)
        {
            var label = new Label(_format(tick));
            label.style.whiteSpace = WhiteSpace.NoWrap;
            label.style.top = (1f - share) * (PlotHeight - 12f);
            label.style.right = 4f;
            label.style.unityTextAlign = TextAnchor.UpperRight;
            return label;
        }

        private static Label LabelAlong(double tick, float share)
        {
            var label = new Label(tick.ToString("0.##", CultureInfo.InvariantCulture));
            label.style.whiteSpace = WhiteSpace.NoWrap;
            label.style.left = new Length(97f * share, LengthUnit.Percent);
            label.style.top = 0f;
            return label;
        }

        private void Draw(MeshGenerationContext context)
        {
            var painter = context.painter2D;
            var room = _plot.contentRect;
            if (!(room.width > 0f) || !(room.height > 0f))
            {
                return;
            }

            painter.lineWidth = 1f;
            painter.strokeColor = GridColor;
            foreach (var tick in _yTicks)
            {
                Stroke(painter, Place(room, _xTicks[0], tick), Place(room, _xTicks[_xTicks.Length - 1], tick));
            }

            foreach (var tick in _xTicks)
            {
                Stroke(painter, Place(room, tick, _yTicks[0]), Place(room, tick, _yTicks[_yTicks.Length - 1]));
            }

            painter.lineWidth = 2f;
            foreach (var line in _lines)
            {
                Draw(painter, room, line);
            }
        }

        private void Draw(Painter2D painter, Rect room, ChartLine line)
        {
            if (line.Points.Count == 0)
            {
                return;
            }

            painter.strokeColor = line.Color;
            painter.BeginPath();
            painter.MoveTo(Place(room, line.Points[0].X, line.Points[0].Y));

            // One point alone shows as a short stroke.
            if (line.Points.Count == 1)
            {
                painter.LineTo(Place(room, line.Points[0].X, line.Points[0].Y) + new Vector2(3f, 0f));
            }

            for (var i = 1; i < line.Points.Count; i++)
            {
                painter.LineTo(Place(room, line.Points[i].X, line.Points[i].Y));
            }

            painter.Stroke();
        }

        private static void Stroke(Painter2D painter, Vector2 from, Vector2 to)
        {
            painter.BeginPath();
            painter.MoveTo(from);
            painter.LineTo(to);
            painter.Stroke();
        }

        private Vector2 Place(Rect room, double x, double y)
        {
            var across = (x - _xTicks[0]) / (_xTicks[_xTicks.Length - 1] - _xTicks[0]);
            var up = (y - _yTicks[0]) / (_yTicks[_yTicks.Length - 1] - _yTicks[0]);
            return new Vector2(room.x + (float)across * room.width, room.y + (float)(1 - up) * room.height);
        }
    }
}
