using System.Linq;

namespace Saccade.Training.Reports
{
    /// <summary>Text that Markdown shows as it is.</summary>
    internal static class MarkdownText
    {
        private const string Special = @"\`*_{}[]<>()#|~&$!@^:";

        /// <summary>One line without markup, HTML or table borders, for anywhere but the beginning of a line.</summary>
        internal static string Escape(string text) =>
            string.Concat(text.Select(character =>
                char.IsControl(character) ? " " : Special.Contains(character)
                    ? $"\\{character}"
                    : $"{character}"));
    }
}
