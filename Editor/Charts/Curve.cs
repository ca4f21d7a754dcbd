using System.Collections.Generic;

namespace Saccade.Editor.Charts
{
    /// <summary>
    /// A curve that keeps its shape and a bounded number of points however long it grows: when it is full, each two neighbours become
    /// their mean, and from then on as many more values make a point.
    /// </summary>
    internal sealed class Curve
    {
        /// <summary>Points that are kept at most.</summary>
        internal const int Capacity = 512;

        private readonly List<CurvePoint> _points = new List<CurvePoint>(Capacity);
        private int _stride = 1;
        private int _pending;
        private double _x;
        private double _y;

        /// <summary>Adds a value. One that is no number is left out.</summary>
        internal void Add(double x, double y)
        {
            if (double.IsNaN(x) || double.IsInfinity(x) || double.IsNaN(y) || double.IsInfinity(y))
            {
                return;
            }

            _x += x;
            _y += y;
            if (++_pending < _stride)
            {
                return;
            }

            _points.Add(new CurvePoint(_x / _pending, _y / _pending));
            (_x, _y, _pending) = (0, 0, 0);
            if (_points.Count >= Capacity)
            {
                Halve();
            }
        }

        internal void Clear()
        {
            _points.Clear();
            (_x, _y, _pending, _stride) = (0, 0, 0, 1);
        }

        internal CurvePoint[] ToArray() => _points.ToArray();

        private void Halve()
        {
            for (var i = 0; i < _points.Count / 2; i++)
            {
                var first = _points[2 * i];
                var second = _points[2 * i + 1];
                _points[i] = new CurvePoint((first.X + second.X) / 2, (first.Y + second.Y) / 2);
            }

            _points.RemoveRange(_points.Count / 2, _points.Count - _points.Count / 2);
            _stride *= 2;
        }
    }
}
