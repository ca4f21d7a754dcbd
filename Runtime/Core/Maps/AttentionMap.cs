using System;

namespace Saccade
{
    /// <summary>
    /// How much the class token of the last encoder block attended to each patch, for every head: the row of the class token in
    /// softmax(QKᵀ/√d), its patch columns only, not renormalised, so that a head sums to at most 1.
    /// </summary>
    public sealed class AttentionMap
    {
        private readonly float[] _values;

        internal AttentionMap(int heads, int gridHeight, int gridWidth)
        {
            Heads = heads;
            GridHeight = gridHeight;
            GridWidth = gridWidth;
            _values = new float[heads * gridHeight * gridWidth];
        }

        /// <summary>Attention heads.</summary>
        public int Heads { get; }

        /// <summary>Rows of the patch grid.</summary>
        public int GridHeight { get; }

        /// <summary>Columns of the patch grid.</summary>
        public int GridWidth { get; }

        /// <summary>All weights, [Heads, GridHeight, GridWidth] in row-major order, top row of the picture first, each in 0..1.</summary>
        public ReadOnlySpan<float> Values => _values;

        internal float[] Buffer => _values;

        /// <summary>One head's weights, [GridHeight, GridWidth].</summary>
        /// <param name="head">The head, 0 to <see cref="Heads"/>-1.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is no such head.</exception>
        public ReadOnlySpan<float> Head(int head)
        {
            if (head < 0 || head >= Heads)
            {
                throw new ArgumentOutOfRangeException(nameof(head), head, $"The model has heads 0 to {Heads - 1}.");
            }

            return _values.AsSpan(head * GridHeight * GridWidth, GridHeight * GridWidth);
        }

        /// <summary>Writes one number a patch, made of all heads'.</summary>
        /// <param name="reduction">How.</param>
        /// <param name="reduced">Receives [GridHeight, GridWidth] weights.</param>
        /// <exception cref="ArgumentException">The span has another length, or there is no such reduction.</exception>
        public void Reduce(HeadReduction reduction, Span<float> reduced)
        {
            var patches = GridHeight * GridWidth;
            if (reduced.Length != patches)
            {
                throw new ArgumentException($"The map has {patches} patches, the span room for {reduced.Length}.", nameof(reduced));
            }

            Head(0).CopyTo(reduced);
            for (var head = 1; head < Heads; head++)
            {
                var weights = Head(head);
                switch (reduction)
                {
                    case HeadReduction.Mean:
                        for (var patch = 0; patch < patches; patch++)
                        {
                            reduced[patch] += weights[patch];
                        }

                        break;
                    case HeadReduction.Max:
                        for (var patch = 0; patch < patches; patch++)
                        {
                            reduced[patch] = Math.Max(reduced[patch], weights[patch]);
                        }

                        break;
                    case HeadReduction.Min:
                        for (var patch = 0; patch < patches; patch++)
                        {
                            reduced[patch] = Math.Min(reduced[patch], weights[patch]);
                        }

                        break;
                    default:
                        throw new ArgumentException($"There is no head reduction {reduction}.", nameof(reduction));
                }
            }

            if (reduction != HeadReduction.Mean)
            {
                return;
            }

            for (var patch = 0; patch < patches; patch++)
            {
                reduced[patch] /= Heads;
            }
        }

        internal AttentionMap Copy()
        {
            var copy = new AttentionMap(Heads, GridHeight, GridWidth);
            _values.CopyTo(copy._values, 0);
            return copy;
        }
    }
}
