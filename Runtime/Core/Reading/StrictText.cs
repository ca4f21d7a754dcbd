using System;
using System.Text;

namespace Saccade.Reading
{
    /// <summary>
    /// The text of a file: UTF-8 with or without a byte order mark, or UTF-16 with one. Anything else is refused, because a guess
    /// makes the same letters of different ones: of a Windows code page's ä and ö alike a question mark.
    /// </summary>
    internal static class StrictText
    {
        private const string Advice = "save as UTF-8.";
        private const int ShownCharacters = 24;

        private static readonly Encoding Utf8 = new UTF8Encoding(false, true);

        /// <summary>Decodes a file's bytes.</summary>
        /// <param name="bytes">The whole file.</param>
        /// <param name="path">What to call it in the fault.</param>
        /// <param name="fault">What is wrong, as a message to show; empty where nothing is.</param>
        /// <returns>The text without its byte order mark; null where something is wrong.</returns>
        public static string? Decode(byte[] bytes, string path, out string fault)
        {
            if (GitLfs.IsPointer(bytes))
            {
                fault = GitLfs.Explain(path);
                return null;
            }

            var (encoding, start) = FindEncoding(bytes);
            fault = "";
            try
            {
                var text = encoding.GetString(bytes, start, bytes.Length - start);
                var empty = text.IndexOf('\0');
                if (empty < 0)
                {
                    return text;
                }

                fault = $"{path}:{CountLines(text, empty)}: holds a character of number 0, as UTF-16 without a byte order mark does; "
                    + Advice;
            }
            catch (DecoderFallbackException failure)
            {
                var at = Math.Max(0, Math.Min(failure.Index, bytes.Length - start - 1));
                var before = DecodeLeniently(encoding, bytes, start, at);
                var unknown = BitConverter.ToString(failure.BytesUnknown ?? Array.Empty<byte>()).Replace("-", " ");
                fault = $"{path}:{CountLines(before, before.Length)}: the byte {unknown} (hexadecimal) behind '{Tail(before)}' is not "
                    + $"{(encoding == Utf8 ? "UTF-8" : "UTF-16, as the byte order mark says")}; {Advice}";
            }

            return null;
        }

        private static (Encoding Encoding, int Start) FindEncoding(byte[] bytes)
        {
            var isLittle = Begins(bytes, 0xFF, 0xFE);
            return isLittle || Begins(bytes, 0xFE, 0xFF)
                ? (new UnicodeEncoding(!isLittle, false, true), 2)
                : (Utf8, Begins(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0);
        }

        private static bool Begins(byte[] bytes, params byte[] mark) => bytes.AsSpan().StartsWith(mark);

        private static string DecodeLeniently(Encoding encoding, byte[] bytes, int start, int length)
        {
            var lenient = (Encoding)encoding.Clone();
            lenient.DecoderFallback = DecoderFallback.ReplacementFallback;
            return lenient.GetString(bytes, start, length);
        }

        // A line may end in CR, LF or both.
        private static int CountLines(string text, int end)
        {
            var lines = 1;
            for (var i = 0; i < end; i++)
            {
                lines += text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')) ? 1 : 0;
            }

            return lines;
        }

        private static string Tail(string text)
        {
            var start = Math.Max(text.LastIndexOf('\n'), text.LastIndexOf('\r')) + 1;
            return text.Substring(Math.Max(start, text.Length - ShownCharacters));
        }
    }
}
