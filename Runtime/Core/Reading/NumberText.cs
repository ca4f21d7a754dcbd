using System.Globalization;

namespace Saccade.Reading
{
    /// <summary>
    /// Numbers as people type them, for the command line and the editor's fields alike: digits, a sign and, in real numbers, a point
    /// and an exponent. Nothing separates thousands: who writes a comma for the point would else get another number without a word.
    /// </summary>
    internal static class NumberText
    {
        private const NumberStyles Real = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

        /// <summary>Reads a whole number.</summary>
        /// <returns>Whether the text is one.</returns>
        public static bool TryWhole(string text, out long value) =>
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

        /// <summary>Reads a number, which is finite.</summary>
        /// <returns>Whether the text is one.</returns>
        public static bool TryReal(string text, out double value) =>
            double.TryParse(text, Real, CultureInfo.InvariantCulture, out value) && !double.IsNaN(value) && !double.IsInfinity(value);

        /// <summary>The refusal of a text that is no number, or none in range.</summary>
        /// <param name="name">What the number is for: an option or a field.</param>
        /// <param name="text">What was typed.</param>
        /// <param name="isWhole">Whether a whole number is expected.</param>
        /// <param name="range">The numbers expected, such as <c>1 or more</c>.</param>
        public static string Refuse(string name, string text, bool isWhole, string range)
        {
            var kind = isWhole ? "a whole number" : "a number";
            var advice = text.IndexOf(',') < 0 ? ""
                : isWhole ? " Write it without commas." : " Write the decimal point as a point, as in 0.0003, and no other commas.";
            return $"{name} is {(text.Length == 0 ? "empty" : text)}; expected {kind}, {range}.{advice}";
        }
    }
}
