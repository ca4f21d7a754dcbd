namespace Saccade.Editor
{
    /// <summary>A point of a curve.</summary>
    public readonly struct CurvePoint
    {
        /// <summary>Creates a point.</summary>
        /// <param name="x">How far the run was, in epochs.</param>
        /// <param name="y">The value there.</param>
        public CurvePoint(double x, double y)
        {
            X = x;
            Y = y;
        }

        /// <summary>How far the run was, in epochs.</summary>
        public double X { get; }

        /// <summary>The value there.</summary>
        public double Y { get; }
    }
}
