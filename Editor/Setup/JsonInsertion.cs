using System;
using System.Text;

namespace Saccade.Editor.Setup
{
    /// <summary>Puts members and items into a JSON text in the style in which it is written, and leaves the rest as it is.</summary>
    internal static class JsonInsertion
    {
        private const string DefaultUnit = "  ";

        /// <summary>Puts something behind the last item of an object or array.</summary>
        /// <param name="text">The whole text.</param>
        /// <param name="root">What was read from it.</param>
        /// <param name="container">The object or array in it.</param>
        /// <param name="lines">What is put in, a line each; every tab in front stands for a step of indentation.</param>
        /// <returns>The new text.</returns>
        internal static string Append(string text, JsonValue root, JsonValue container, params string[] lines)
        {
            var newLine = text.Contains("\r\n") ? "\r\n" : "\n";
            var unit = FindIndent(text, root);
            var isEmpty = container.Items.Count == 0;
            var indent = isEmpty ? unit == null ? null : LineIndent(text, container.Start) + unit : FindIndent(text, container);
            var at = isEmpty ? container.Start + 1 : container.Items[container.Items.Count - 1].End;
            var rest = isEmpty ? container.End - 1 : at;
            var result = new StringBuilder(text, 0, at, text.Length + 256);
            if (!isEmpty)
            {
                result.Append(',');
            }

            if (indent == null)
            {
                if (!isEmpty)
                {
                    result.Append(' ');
                }

                result.Append(string.Join(" ", Array.ConvertAll(lines, line => line.TrimStart('\t'))));
            }
            else
            {
                foreach (var line in lines)
                {
                    var content = line.TrimStart('\t');
                    result.Append(newLine).Append(indent);
                    for (var i = content.Length; i < line.Length; i++)
                    {
                        result.Append(unit ?? DefaultUnit);
                    }

                    result.Append(content);
                }

                if (isEmpty)
                {
                    result.Append(newLine).Append(LineIndent(text, container.Start));
                }
            }

            return result.Append(text, rest, text.Length - rest).ToString();
        }

        // What stands before the first item on its line; null where items don't have lines of their own. An empty root has nothing to go
        // by.
        private static string? FindIndent(string text, JsonValue container)
        {
            var first = container.Start + 1;
            var end = first;
            while (end < text.Length && char.IsWhiteSpace(text[end]))
            {
                end++;
            }

            var lineStart = text.LastIndexOf('\n', end - 1, end - first);
            if (container.Items.Count == 0)
            {
                return lineStart < 0 && container.End - container.Start > 2 ? null : DefaultUnit;
            }

            return lineStart < 0 ? null : text.Substring(lineStart + 1, end - lineStart - 1);
        }

        private static string LineIndent(string text, int position)
        {
            var start = position == 0 ? 0 : text.LastIndexOf('\n', position - 1) + 1;
            var end = start;
            while (end < position && (text[end] == ' ' || text[end] == '\t'))
            {
                end++;
            }

            return text.Substring(start, end - start);
        }
    }
}
