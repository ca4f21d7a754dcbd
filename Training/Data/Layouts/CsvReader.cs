using System;
using System.Collections.Generic;
using System.Text;

namespace Saccade.Training.Data.Layouts
{
    /// <summary>
    /// Reads comma-separated values, RFC 4180, with the line that each record begins on; the framework's TextFieldParser loses count
    /// at empty lines and at the end. Empty lines are passed over, and lines may end in CR, LF or both.
    /// </summary>
    internal sealed class CsvReader(string path, string text)
    {
        private int _at;
        private int _line = 1;

        /// <exception cref="TrainingException">A quote isn't closed, or text follows it.</exception>
        internal IEnumerable<(int Line, IReadOnlyList<string> Fields)> Read()
        {
            while (_at < text.Length)
            {
                if (EndLine())
                {
                    continue;
                }

                var line = _line;
                var fields = new List<string> { ReadField() };
                while (Take(','))
                {
                    fields.Add(ReadField());
                }

                if (_at < text.Length && !EndLine())
                {
                    throw new TrainingException(
                        $"{path}:{_line}: '{text[_at]}' follows a closing quote; expected a comma or the end of the line. Double the "
                        + "quotes inside of quotes.");
                }

                yield return (line, fields);
            }
        }

        private string ReadField()
        {
            if (Take('"'))
            {
                return ReadQuoted();
            }

            var length = text.AsSpan(_at).IndexOfAny(",\r\n");
            var field = length < 0 ? text[_at..] : text.Substring(_at, length);
            _at += field.Length;
            return field;
        }

        private string ReadQuoted()
        {
            var (start, field) = (_line, new StringBuilder());
            while (_at < text.Length)
            {
                var from = _at;
                if (EndLine())
                {
                    field.Append(text, from, _at - from);
                }
                else if (!Take('"'))
                {
                    field.Append(text[_at++]);
                }
                else if (Take('"'))
                {
                    field.Append('"');
                }
                else
                {
                    return field.ToString();
                }
            }

            throw new TrainingException($"{path}:{start}: a quote begins here and never ends. Close it.");
        }

        private bool EndLine()
        {
            if (!Take('\n') && !Take('\r'))
            {
                return false;
            }

            if (text[_at - 1] == '\r')
            {
                Take('\n');
            }

            _line++;
            return true;
        }

        private bool Take(char expected)
        {
            if (_at == text.Length || text[_at] != expected)
            {
                return false;
            }

            _at++;
            return true;
        }
    }
}
