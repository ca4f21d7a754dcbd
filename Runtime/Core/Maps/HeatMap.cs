using System;

namespace Saccade.Maps
{
    /// <summary>
    /// A map of weights as every picture shows it: its colours run from the smallest weight to the largest, and between the centres of the
    /// patches it follows a cubic B-spline, for which the outer patches repeat beyond the edges. Taking a map of the size before
    /// allocates nothing.
    /// </summary>
    internal sealed class HeatMap
    {
        /// <summary>Alpha of the hottest place, where nobody asks for another; it falls to 0 with the weight.</summary>
        public const float DefaultOpacity = 0.65f;

        /// <summary>Pixels a side: enough for bilinear enlargement to show no facets between two of them.</summary>
        public const int PixelsPerPatch = 8;

        // Of the largest weight: less is rounding, and a map without a hottest place.
        private const double FlatRange = 1e-4;

        // What a patch's centre and its edge, half way to the next centre, take from the patch behind.
        private const float ShareAtCentre = 1f / 6f;
        private const float ShareAtEdge = 1f / 48f;

        private float[] _weights = Array.Empty<float>();

        /// <summary>Rows of the map.</summary>
        public int GridHeight { get; private set; }

        /// <summary>Columns of the map.</summary>
        public int GridWidth { get; private set; }

        /// <summary>[GridHeight, GridWidth], top row first: 0 for the smallest weight, 1 for the largest.</summary>
        public ReadOnlySpan<float> Weights => _weights.AsSpan(0, GridHeight * GridWidth);

        /// <summary>
        /// The spline's smallest and largest value at the patches' centres and at the map's edges: a spline doesn't reach its knots. Where
        /// it goes beyond, as between two patches that are equally hot, it is shown like these.
        /// </summary>
        public (float Smallest, float Largest) SplineRange { get; private set; }

        /// <summary>Takes a map.</summary>
        /// <param name="weights">[gridHeight, gridWidth], top row of the picture first.</param>
        /// <param name="gridHeight">Rows, at least 1.</param>
        /// <param name="gridWidth">Columns, at least 1.</param>
        /// <returns>False, and the map before is kept, where the map is flat or not finite, so that there is no hottest place.</returns>
        public bool TryTake(ReadOnlySpan<float> weights, int gridHeight, int gridWidth)
        {
            // Of two floats the difference may not be one.
            var smallest = double.PositiveInfinity;
            var largest = double.NegativeInfinity;
            foreach (var weight in weights)
            {
                smallest = Math.Min(smallest, weight);
                largest = Math.Max(largest, weight);
            }

            // Written so that a map with a NaN in it counts as flat.
            var range = largest - smallest;
            if (!(range > FlatRange * Math.Max(Math.Abs(smallest), Math.Abs(largest))) || double.IsInfinity(range))
            {
                return false;
            }

            (GridHeight, GridWidth) = (gridHeight, gridWidth);
            if (_weights.Length < weights.Length)
            {
                _weights = new float[weights.Length];
            }

            for (var i = 0; i < weights.Length; i++)
            {
                _weights[i] = (float)((weights[i] - smallest) / range);
            }

            SplineRange = FindSplineRange();
            return true;
        }

        /// <summary>What is shown at a place: 0 for the coldest, 1 for the hottest.</summary>
        /// <param name="x">Patches from the map's left edge, 0 to <see cref="GridWidth"/>.</param>
        /// <param name="y">Patches from its upper edge, 0 to <see cref="GridHeight"/>.</param>
        public float HeatAt(float x, float y)
        {
            var (smallest, largest) = SplineRange;
            var heat = largest > smallest ? (SplineAt(x, y) - smallest) / (largest - smallest) : 0f;
            return Math.Min(Math.Max(heat, 0f), 1f);
        }

        private float SplineAt(float x, float y)
        {
            var (left, atLeft, atMiddle, atNext, atRight) = FindTaps(x);
            var (top, atTop, atUpper, atLower, atBottom) = FindTaps(y);
            return Row(top) * atTop + Row(top + 1) * atUpper + Row(top + 2) * atLower + Row(top + 3) * atBottom;

            float Row(int row) =>
                WeightAt(row, left) * atLeft + WeightAt(row, left + 1) * atMiddle + WeightAt(row, left + 2) * atNext
                + WeightAt(row, left + 3) * atRight;
        }

        // The first of the four patches around a place, and the share of each.
        private static (int First, float, float, float, float) FindTaps(float place)
        {
            var below = (int)Math.Floor(place - 0.5f);
            var t = place - 0.5f - below;
            var s = 1f - t;
            var w0 = s * s * s / 6f;
            var w1 = (4f + t * t * (3f * t - 6f)) / 6f;
            var w3 = t * t * t / 6f;
            return (below - 1, w0, w1, 1f - w0 - w1 - w3, w3);
        }

        private float WeightAt(int row, int column) =>
            _weights[Math.Min(Math.Max(row, 0), GridHeight - 1) * GridWidth + Math.Min(Math.Max(column, 0), GridWidth - 1)];

        private (float Smallest, float Largest) FindSplineRange()
        {
            var smallest = float.PositiveInfinity;
            var largest = float.NegativeInfinity;
            for (var y = -1; y <= GridHeight; y++)
            {
                var (row, share) = FindPatch(y, GridHeight);
                for (var x = -1; x <= GridWidth; x++)
                {
                    var value = (SplineInRow(row - 1, x) + SplineInRow(row + 1, x)) * share + SplineInRow(row, x) * (1f - 2f * share);
                    smallest = Math.Min(smallest, value);
                    largest = Math.Max(largest, value);
                }
            }

            return (smallest, largest);
        }

        private float SplineInRow(int row, int x)
        {
            var (column, share) = FindPatch(x, GridWidth);
            return (WeightAt(row, column - 1) + WeightAt(row, column + 1)) * share + WeightAt(row, column) * (1f - 2f * share);
        }

        // The patch at or beside a place, -1 and length being the edges, and what each of its two neighbours adds there.
        private static (int Patch, float Share) FindPatch(int place, int length) =>
            place < 0 ? (0, ShareAtEdge) : place == length ? (length - 1, ShareAtEdge) : (place, ShareAtCentre);
    }
}
