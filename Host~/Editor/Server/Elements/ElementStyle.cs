using System;
using System.Globalization;
using System.Text;
using UnityEngine;
using UnityEngine.UIElements;

namespace Saccade.Host.Editor.Elements
{
    /// <summary>Writes the style of an element as CSS.</summary>
    internal static class ElementStyle
    {
        internal static string ToCss(VisualElement element)
        {
            StringBuilder css = new();
            foreach (var (name, value) in element.Inline.Values)
            {
                Write(css, name, value);
            }

            if (!element.visible)
            {
                css.Append("visibility:hidden;");
            }

            return css.ToString();
        }

        internal static string ToCss(Color color)
        {
            Color32 bytes = color;
            return string.Create(CultureInfo.InvariantCulture, $"rgba({bytes.r},{bytes.g},{bytes.b},{color.a:0.###})");
        }

        private static void Write(StringBuilder css, string name, object value)
        {
            switch (name, value)
            {
                case (nameof(IStyle.unityFontStyleAndWeight), StyleEnum<FontStyle> font) when font.keyword == StyleKeyword.Undefined:
                    css.Append(font.value is FontStyle.Bold or FontStyle.BoldAndItalic ? "font-weight:bold;" : "font-weight:normal;");
                    css.Append(font.value is FontStyle.Italic or FontStyle.BoldAndItalic ? "font-style:italic;" : "font-style:normal;");
                    break;
                case (nameof(IStyle.unityTextAlign), StyleEnum<TextAnchor> anchor) when anchor.keyword == StyleKeyword.Undefined:
                    var side = ((int)anchor.value % 3) switch { 0 => "left", 1 => "center", _ => "right" };
                    css.Append(CultureInfo.InvariantCulture, $"text-align:{side};");
                    break;
                case (nameof(IStyle.whiteSpace), StyleEnum<WhiteSpace> white) when white.keyword == StyleKeyword.Undefined:
                    css.Append(white.value == WhiteSpace.Normal ? "white-space:pre-wrap;" : "white-space:pre;");
                    break;
                case (_, StyleFloat width) when name.EndsWith("Width", StringComparison.Ordinal) && width.keyword == StyleKeyword.Undefined:
                    css.Append(CultureInfo.InvariantCulture, $"{Hyphenate(name)}:{width.value:0.###}px;");
                    break;
                default:
                    if (ToText(value) is { } text)
                    {
                        css.Append(Hyphenate(name)).Append(':').Append(text).Append(';');
                    }

                    break;
            }
        }

        private static string? ToText(object value) => value switch
        {
            StyleLength { keyword: StyleKeyword.Undefined } length =>
                string.Create(
                    CultureInfo.InvariantCulture, $"{length.value.value:0.###}{(length.value.unit == LengthUnit.Percent ? "%" : "px")}"),
            StyleFloat { keyword: StyleKeyword.Undefined } number => number.value.ToString("0.###", CultureInfo.InvariantCulture),
            StyleColor { keyword: StyleKeyword.Undefined } color => ToCss(color.value),
            StyleLength { keyword: var keyword } => ToText(keyword),
            StyleFloat { keyword: var keyword } => ToText(keyword),
            StyleColor { keyword: var keyword } => ToText(keyword),
            StyleEnum<Align> style => ToText(style.keyword, style.value),
            StyleEnum<DisplayStyle> style => ToText(style.keyword, style.value),
            StyleEnum<FlexDirection> style => ToText(style.keyword, style.value),
            StyleEnum<Justify> style => ToText(style.keyword, style.value),
            StyleEnum<Overflow> style => ToText(style.keyword, style.value),
            StyleEnum<Position> style => ToText(style.keyword, style.value),
            StyleEnum<TextOverflow> style => ToText(style.keyword, style.value),
            StyleEnum<Visibility> style => ToText(style.keyword, style.value),
            StyleEnum<Wrap> style => ToText(style.keyword, style.value),
            _ => null,
        };

        private static string? ToText(StyleKeyword keyword) => keyword switch
        {
            StyleKeyword.Auto => "auto",
            StyleKeyword.None => "none",
            StyleKeyword.Initial => "initial",
            _ => null,
        };

        // The two spell their names alike, but for this one.
        private static string? ToText<T>(StyleKeyword keyword, T value)
            where T : struct, Enum
        {
            if (keyword != StyleKeyword.Undefined)
            {
                return ToText(keyword);
            }

            return value switch
            {
                Wrap.NoWrap => "nowrap",
                _ => Hyphenate(value.ToString()),
            };
        }

        private static string Hyphenate(string name)
        {
            StringBuilder text = new();
            foreach (var letter in name)
            {
                if (char.IsUpper(letter) && text.Length > 0)
                {
                    text.Append('-');
                }

                text.Append(char.ToLowerInvariant(letter));
            }

            return text.ToString();
        }
    }
}
