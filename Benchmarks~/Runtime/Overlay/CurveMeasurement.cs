using System;
using System.Collections.Generic;
using Saccade.Benchmarks.Runtime.Overlay.Scoring;

namespace Saccade.Benchmarks.Runtime.Overlay
{
    /// <summary>Measures the deletion and insertion curves of several maps of one picture at once.</summary>
    /// <param name="model">The model.</param>
    /// <param name="steps">Steps of each curve, at least 1.</param>
    internal sealed class CurveMeasurement(MapModel model, int steps)
    {
        /// <summary>The areas under both curves of each map.</summary>
        /// <param name="pixels">What the model sees, [3, H, W].</param>
        /// <param name="classNumber">The class whose probability is followed.</param>
        /// <param name="maps">The maps.</param>
        public (double Deletion, double Insertion)[] Measure(float[] pixels, int classNumber, IReadOnlyList<float[]> maps)
        {
            var gone = Plan(maps);
            var probabilities = model.Predict(
                gone.Count,
                (i, target) => RemovalCurve.Replace(
                    pixels, model.Folder.InputWidth, model.Folder.PatchWidth, model.Folder.PatchHeight, gone[i], target),
                classNumber);

            var areas = new (double, double)[maps.Count];
            var next = 2;
            for (var map = 0; map < areas.Length; map++)
            {
                areas[map] = (Area(probabilities, true, ref next), Area(probabilities, false, ref next));
            }

            return areas;
        }

        // The whole and the empty picture, then each map's deletion and insertion without these two.
        private List<bool[]> Plan(IReadOnlyList<float[]> maps)
        {
            var patches = maps[0].Length;
            var all = new bool[patches];
            Array.Fill(all, true);
            List<bool[]> gone = [new bool[patches], all];
            foreach (var map in maps)
            {
                var order = MapScores.Order(map);
                foreach (var isDeletion in new[] { true, false })
                {
                    for (var point = 1; point < steps; point++)
                    {
                        var picture = new bool[patches];
                        Array.Fill(picture, !isDeletion);
                        foreach (var patch in order.AsSpan(0, RemovalCurve.CountAt(point, steps, patches)))
                        {
                            picture[patch] = isDeletion;
                        }

                        gone.Add(picture);
                    }
                }
            }

            return gone;
        }

        private double Area(double[] probabilities, bool isDeletion, ref int next)
        {
            var curve = new double[steps + 1];
            curve[0] = probabilities[isDeletion ? 0 : 1];
            curve[^1] = probabilities[isDeletion ? 1 : 0];
            for (var point = 1; point < steps; point++)
            {
                curve[point] = probabilities[next++];
            }

            return RemovalCurve.Area(curve);
        }
    }
}
