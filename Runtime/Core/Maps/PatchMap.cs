using System;

namespace Saccade
{
    /// <summary>One number for every patch of the picture that the model saw.</summary>
    public sealed class PatchMap
    {
        private readonly float[] _values;

        internal PatchMap(int gridHeight, int gridWidth)
        {
            GridHeight = gridHeight;
            GridWidth = gridWidth;
            _values = new float[gridHeight * gridWidth];
        }

        /// <summary>Rows of the patch grid.</summary>
        public int GridHeight { get; }

        /// <summary>Columns of the patch grid.</summary>
        public int GridWidth { get; }

        /// <summary>[GridHeight, GridWidth] in row-major order, top row of the picture first.</summary>
        public ReadOnlySpan<float> Values => _values;

        internal float[] Buffer => _values;

        internal PatchMap Copy()
        {
            var copy = new PatchMap(GridHeight, GridWidth);
            _values.CopyTo(copy._values, 0);
            return copy;
        }
    }
}
