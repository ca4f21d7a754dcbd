using System.Linq;
using NUnit.Framework;
using Saccade.Editor.Charts;

namespace Saccade.Editor.Tests.Charts
{
    public sealed class CurveTests
    {
        [Test]
        public void Add_AMillionValues_KeepsABoundedCurveOfTheSameShape()
        {
            Curve curve = new();

            for (var i = 0; i < 1_000_000; i++)
            {
                curve.Add(i, 2 * i);
            }

            var points = curve.ToArray();
            Assert.That(points, Has.Length.InRange(Curve.Capacity / 2, Curve.Capacity));
            Assert.That(points.All(point => System.Math.Abs(point.Y - 2 * point.X) < 1e-6), Is.True);
            Assert.That(points[0].X, Is.LessThan(5_000));
            Assert.That(points[^1].X, Is.GreaterThan(990_000));
            Assert.That(points.Zip(points.Skip(1)).All(pair => pair.First.X < pair.Second.X), Is.True);
        }

        [Test]
        public void Add_WhatIsNoNumber_IsLeftOut()
        {
            Curve curve = new();

            curve.Add(1, double.NaN);
            curve.Add(double.PositiveInfinity, 1);
            curve.Add(1, 3);

            Assert.That(curve.ToArray().Select(point => point.Y), Is.EqualTo(new[] { 3.0 }));
        }
    }
}
