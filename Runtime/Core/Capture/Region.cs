using System;

namespace Saccade.Capture
{
    /// <summary>
    /// A rectangle in fractions of a picture, counted from the picture's top left corner; its members are called as those of
    /// <c>UnityEngine.Rect</c>. With Unity's API, <c>ToRect()</c> makes one of it.
    /// </summary>
    public readonly struct Region : IEquatable<Region>
    {
        /// <summary>Describes a rectangle.</summary>
        /// <param name="x">Its left edge.</param>
        /// <param name="y">Its top edge.</param>
        /// <param name="width">Its width.</param>
        /// <param name="height">Its height.</param>
        public Region(float x, float y, float width, float height)
        {
            this.x = x;
            this.y = y;
            this.width = width;
            this.height = height;
        }

        /// <summary>All of a picture.</summary>
        public static Region Whole => new Region(0f, 0f, 1f, 1f);

        /// <summary>The left edge, 0 at the picture's own.</summary>
        public float x { get; }

        /// <summary>The top edge, 0 at the picture's own.</summary>
        public float y { get; }

        /// <summary>The width, 1 for the picture's own.</summary>
        public float width { get; }

        /// <summary>The height, 1 for the picture's own.</summary>
        public float height { get; }

        /// <summary>The left edge.</summary>
        public float xMin => x;

        /// <summary>The top edge.</summary>
        public float yMin => y;

        /// <summary>The right edge.</summary>
        public float xMax => x + width;

        /// <summary>The bottom edge.</summary>
        public float yMax => y + height;

        /// <summary>Whether two rectangles are the same.</summary>
        /// <param name="left">One.</param>
        /// <param name="right">The other.</param>
        public static bool operator ==(Region left, Region right) => left.Equals(right);

        /// <summary>Whether two rectangles differ.</summary>
        /// <param name="left">One.</param>
        /// <param name="right">The other.</param>
        public static bool operator !=(Region left, Region right) => !left.Equals(right);

        /// <inheritdoc/>
        public bool Equals(Region other) => x == other.x && y == other.y && width == other.width && height == other.height;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => obj is Region other && Equals(other);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(x, y, width, height);

        /// <inheritdoc/>
        public override string ToString() =>
            FormattableString.Invariant($"(x:{x:0.00}, y:{y:0.00}, width:{width:0.00}, height:{height:0.00})");
    }
}
