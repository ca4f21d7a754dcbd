using System.Collections.Generic;
using UnityEngine;

namespace Saccade.Editor.Charts
{
    /// <summary>One line of a chart.</summary>
    internal sealed class ChartLine
    {
        internal ChartLine(string name, Color color)
        {
            Name = name;
            Color = color;
        }

        /// <summary>What the legend says.</summary>
        internal string Name { get; }

        /// <summary>Its colour.</summary>
        internal Color Color { get; }

        /// <summary>Its points, from left to right.</summary>
        internal IReadOnlyList<CurvePoint> Points { get; set; } = System.Array.Empty<CurvePoint>();
    }
}
