using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;

namespace Saccade.Training.Reports
{
    /// <summary>
    /// A page that opens anywhere: pictures are inside of it, scripts, fonts and links are not needed. Every text is escaped here, so
    /// that class names and paths can hold what they like.
    /// </summary>
    internal sealed class HtmlReport(string title)
    {
        private const string Style =
            """
            :root { color-scheme: light dark; --ink: #1f2937; --faint: #6b7280; --ground: #fff; --card: #f3f4f6; --line: #e5e7eb }
            @media (prefers-color-scheme: dark) {
              :root { --ink: #e5e7eb; --faint: #9ca3af; --ground: #111827; --card: #1f2937; --line: #374151 }
            }
            body { margin: 0 auto; padding: 1rem; max-width: 76rem; font: 16px/1.5 system-ui, sans-serif; color: var(--ink);
                   background: var(--ground) }
            h1 { font-size: 1.6rem; overflow-wrap: anywhere } h2 { font-size: 1.2rem; margin-top: 2.5rem }
            p { max-width: 46rem; overflow-wrap: anywhere } .faint { color: var(--faint) }
            .numbers { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: .75rem }
            .numbers div { background: var(--card); border-radius: .5rem; padding: .75rem } .numbers b { display: block; font-size: 1.4rem }
            .wide { overflow-x: auto } .wide img { max-width: 100%; border-radius: .5rem }
            @media (max-width: 40rem) { .wide img { max-width: 44rem } }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums }
            th, td { padding: .3rem .8rem; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap }
            th:first-child, td:first-child { text-align: left; white-space: normal; overflow-wrap: anywhere; min-width: 8rem }
            .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr)); gap: 1rem }
            figure { margin: 0; background: var(--card); border-radius: .5rem; overflow: hidden }
            figure img { display: block; width: 100% } figcaption { padding: .6rem .8rem; overflow-wrap: anywhere }
            figcaption span { display: block; color: var(--faint); font-size: .85rem }
            """;

        private readonly StringBuilder _body = new();

        internal void AddHeading(string text) => _body.Append($"<h2>{Escape(text)}</h2>\n");

        internal void AddText(string text) => _body.Append($"<p>{Escape(text)}</p>\n");

        /// <summary>A few large numbers, each with its name.</summary>
        internal void AddNumbers(IEnumerable<(string Name, string Value)> numbers)
        {
            var cells = numbers.Select(number => $"<div><b>{Escape(number.Value)}</b>{Escape(number.Name)}</div>");
            _body.Append($"<div class=\"numbers\">\n{string.Join('\n', cells)}\n</div>\n");
        }

        /// <summary>A drawing that scrolls sideways where the screen is narrow.</summary>
        internal void AddPicture(byte[] png, string description) =>
            _body.Append($"<div class=\"wide\">{Image(png, "png", description)}</div>\n");

        internal void AddTable(IEnumerable<string> header, IEnumerable<IEnumerable<string>> rows)
        {
            static string Row(IEnumerable<string> cells, string tag) =>
                $"<tr>{string.Concat(cells.Select(cell => $"<{tag}>{Escape(cell)}</{tag}>"))}</tr>\n";

            _body.Append($"<div class=\"wide\"><table>\n<thead>{Row(header, "th")}</thead>\n<tbody>\n");
            _body.AppendJoin("", rows.Select(row => Row(row, "td"))).Append("</tbody></table></div>\n");
        }

        /// <summary>Pictures with a caption of two lines.</summary>
        internal void AddCards(IEnumerable<(byte[] Jpeg, string Caption, string Detail)> cards)
        {
            var figures = cards.Select(card =>
                $"<figure>{Image(card.Jpeg, "jpeg", card.Caption)}<figcaption>{Escape(card.Caption)}"
                + $"<span>{Escape(card.Detail)}</span></figcaption></figure>");
            _body.Append($"<div class=\"cards\">\n{string.Join('\n', figures)}\n</div>\n");
        }

        /// <summary>The whole page.</summary>
        public override string ToString() => $"""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
                <title>{Escape(title)}</title>
                <style>
                {Style}
                </style>
                </head>
                <body>
                <h1>{Escape(title)}</h1>
                {_body}</body>
                </html>

                """;

        private static string Image(byte[] file, string type, string description) =>
            $"<img alt=\"{Escape(description)}\" src=\"data:image/{type};base64,{Convert.ToBase64String(file)}\">";

        private static string Escape(string text) => WebUtility.HtmlEncode(text);
    }
}
