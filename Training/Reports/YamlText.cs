using System.Globalization;
using System.Linq;
using System.Text;

namespace Saccade.Training.Reports
{
    /// <summary>Values for YAML 1.2, such that YAML 1.1 reads the same.</summary>
    internal static class YamlText
    {
        /// <summary>A double-quoted scalar: a string whatever it looks like.</summary>
        internal static string Quote(string text) => $"\"{string.Concat(text.EnumerateRunes().Select(Escape))}\"";

        /// <summary>A number with a point, so that it isn't taken for an integer or a string; rounded to six digits behind it.</summary>
        internal static string Format(double value) => value.ToString("0.0#####", CultureInfo.InvariantCulture);

        private static string Escape(Rune rune) => rune.Value switch
        {
            '"' or '\\' => $"\\{rune}",
            >= ' ' and <= '~' => rune.ToString(),
            <= 0xff => $"\\x{rune.Value:x2}",
            _ when Rune.IsLetterOrDigit(rune) => rune.ToString(),
            <= 0xffff => $"\\u{rune.Value:x4}",
            _ => $"\\U{rune.Value:x8}",
        };
    }
}
