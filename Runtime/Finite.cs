using System;
using UnityEngine;

namespace Saccade
{
    /// <summary>
    /// Numbers that are set by scripts: infinity and what is no number at all would be cut to the nearest bound by nothing, and spread.
    /// </summary>
    internal static class Finite
    {
        /// <summary>Gives the number back.</summary>
        /// <param name="value">A number.</param>
        /// <param name="property">What is being set.</param>
        /// <exception cref="ArgumentOutOfRangeException">It isn't finite.</exception>
        public static float Require(float value, string property) => IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(property, value, $"{property} can't be {Name(value)}. Expected a finite number.");

        /// <summary>Gives the rectangle back.</summary>
        /// <param name="value">A rectangle.</param>
        /// <param name="property">What is being set.</param>
        /// <exception cref="ArgumentOutOfRangeException">One of its numbers isn't finite.</exception>
        public static Rect Require(Rect value, string property)
        {
            if (IsFinite(value.x) && IsFinite(value.y) && IsFinite(value.width) && IsFinite(value.height))
            {
                return value;
            }

            throw new ArgumentOutOfRangeException(
                property,
                value,
                $"{property} can't be x {Name(value.x)}, y {Name(value.y)}, width {Name(value.width)}, height {Name(value.height)}. "
                    + "Expected finite numbers.");
        }

        /// <summary>Puts a number right that came out of a file or the inspector, where nobody could refuse it.</summary>
        /// <param name="value">The number; it becomes <paramref name="usual"/> if it isn't finite.</param>
        /// <param name="usual">What it is by default.</param>
        /// <returns>Whether it was put right.</returns>
        public static bool Mend(ref float value, float usual)
        {
            if (IsFinite(value))
            {
                return false;
            }

            value = usual;
            return true;
        }

        private static bool IsFinite(float value) => !float.IsNaN(value) && !float.IsInfinity(value);

        private static string Name(float value) => float.IsNaN(value) ? "NaN"
            : value == float.PositiveInfinity ? "infinity"
            : value == float.NegativeInfinity ? "minus infinity" : FormattableString.Invariant($"{value}");
    }
}
