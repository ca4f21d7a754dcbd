using System;
using System.Globalization;

namespace Saccade.Training.Drawing
{
    /// <summary>Shortens text to the room that there is.</summary>
    internal static class Ellipsis
    {
        /// <summary>
        /// The text, or as much of its beginning and its end as fits around an ellipsis: what ends a caption is often a number worth
        /// keeping. Characters made of several code points stay whole.
        /// </summary>
        /// <param name="text">One line.</param>
        /// <param name="fits">Whether a text fits; whatever fits must also fit when it is shorter.</param>
        internal static string Shorten(string text, Func<string, bool> fits)
        {
            if (fits(text))
            {
                return text;
            }

            var starts = StringInfo.ParseCombiningCharacters(text);
            var (fitting, failing) = (0, starts.Length);
            while (failing - fitting > 1)
            {
                var middle = (fitting + failing) / 2;
                (fitting, failing) = fits(Keep(text, starts, middle)) ? (middle, failing) : (fitting, middle);
            }

            return Keep(text, starts, fitting);
        }

        private static string Keep(string text, int[] starts, int count)
        {
            var head = text[..starts[(count + 1) / 2]].TrimEnd();
            var tail = count / 2 == 0 ? string.Empty : text[starts[^(count / 2)]..].TrimStart();
            return $"{head}…{tail}";
        }
    }
}
