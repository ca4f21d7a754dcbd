using System.Text;

namespace Saccade.Reading
{
    /// <summary>
    /// Texts for a row of their own: a class may be named with a line break in it, and the row below belongs to the next class.
    /// </summary>
    internal static class OneLine
    {
        private const char LineSeparator = '\u2028';
        private const char ParagraphSeparator = '\u2029';

        /// <summary>The text with one space for each run of breaks and control characters; the text itself where it has none.</summary>
        public static string Of(string text)
        {
            var first = 0;
            while (first < text.Length && !IsBreak(text[first]))
            {
                first++;
            }

            if (first == text.Length)
            {
                return text;
            }

            var line = new StringBuilder(text, 0, first, text.Length);
            for (var i = first; i < text.Length; i++)
            {
                if (!IsBreak(text[i]))
                {
                    line.Append(text[i]);
                }
                else if (i > 0 && !IsBreak(text[i - 1]))
                {
                    line.Append(' ');
                }
            }

            return line.ToString().Trim();
        }

        private static bool IsBreak(char letter) => char.IsControl(letter) || letter == LineSeparator || letter == ParagraphSeparator;
    }
}
