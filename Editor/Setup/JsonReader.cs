using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Saccade.Editor.Setup
{
    /// <summary>
    /// Reads JSON strictly and remembers where everything stands. This assembly is compiled where nothing else is installed, so no
    /// library reads it for us.
    /// </summary>
    internal sealed class JsonReader
    {
        private const int DeepestNesting = 64;
        private const char ByteOrderMark = '\uFEFF';

        private readonly string _text;
        private int _position;
        private int _depth;

        private JsonReader(string text)
        {
            _text = text;
        }

        private char Current => _position < _text.Length ? _text[_position] : '\0';

        /// <summary>Reads a whole text.</summary>
        /// <exception cref="ManifestException">It is no JSON; the message names line and column.</exception>
        internal static JsonValue Read(string text)
        {
            var reader = new JsonReader(text);
            if (reader.Current == ByteOrderMark)
            {
                reader._position++;
            }

            reader.SkipSpace();
            var value = reader.ReadValue();
            reader.SkipSpace();
            if (reader._position < text.Length)
            {
                throw reader.Fault("the end of the file");
            }

            return value;
        }

        private JsonValue ReadValue()
        {
            var start = _position;
            switch (Current)
            {
                case '{':
                    return ReadMembers(start);
                case '[':
                    return ReadItems(start);
                case '"':
                    var content = ReadString();
                    return new JsonValue(JsonKind.String, start, _position, content, null, null);
                default:
                    if (!TakeWord("true") && !TakeWord("false") && !TakeWord("null"))
                    {
                        TakeNumber();
                    }

                    return new JsonValue(JsonKind.Other, start, _position, "", null, null);
            }
        }

        private JsonValue ReadMembers(int start)
        {
            var names = new List<string>();
            var items = new List<JsonValue>();
            Enter();
            while (Current != '}' || items.Count > 0)
            {
                if (Current != '"')
                {
                    throw Fault("a member's name in quotation marks");
                }

                names.Add(ReadString());
                SkipSpace();
                Take(':');
                SkipSpace();
                items.Add(ReadValue());
                SkipSpace();
                if (Current == '}')
                {
                    break;
                }

                Take(',');
                SkipSpace();
            }

            Leave('}');
            return new JsonValue(JsonKind.Object, start, _position, "", names, items);
        }

        private JsonValue ReadItems(int start)
        {
            var items = new List<JsonValue>();
            Enter();
            while (Current != ']' || items.Count > 0)
            {
                items.Add(ReadValue());
                SkipSpace();
                if (Current == ']')
                {
                    break;
                }

                Take(',');
                SkipSpace();
            }

            Leave(']');
            return new JsonValue(JsonKind.Array, start, _position, "", null, items);
        }

        private void Enter()
        {
            if (++_depth > DeepestNesting)
            {
                throw Fault($"no more than {DeepestNesting} brackets in one another");
            }

            _position++;
            SkipSpace();
        }

        private void Leave(char end)
        {
            Take(end);
            _depth--;
        }

        private string ReadString()
        {
            var content = new StringBuilder();
            Take('"');
            while (Current != '"')
            {
                if (_position >= _text.Length || Current < ' ')
                {
                    throw Fault("the string's end");
                }

                content.Append(Current == '\\' ? ReadEscape() : _text[_position++]);
            }

            _position++;
            return content.ToString();
        }

        private char ReadEscape()
        {
            _position++;
            const string letters = "\"\\/bfnrt";
            const string meanings = "\"\\/\b\f\n\r\t";
            if (Current == 'u')
            {
                _position++;
                if (_position + 4 > _text.Length
                    || !ushort.TryParse(
                        _text.AsSpan(_position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
                {
                    throw Fault("four hexadecimal digits");
                }

                _position += 4;
                return (char)code;
            }

            var index = letters.IndexOf(Current);
            if (index < 0)
            {
                throw Fault("an escaped character");
            }

            _position++;
            return meanings[index];
        }

        private bool TakeWord(string word)
        {
            if (string.CompareOrdinal(_text, _position, word, 0, word.Length) != 0)
            {
                return false;
            }

            _position += word.Length;
            return true;
        }

        private void TakeNumber()
        {
            if (Current == '-')
            {
                _position++;
            }

            if (Current == '0')
            {
                _position++;
            }
            else
            {
                TakeDigits("a value");
            }

            if (Current == '.')
            {
                _position++;
                TakeDigits("a digit");
            }

            if (Current != 'e' && Current != 'E')
            {
                return;
            }

            _position++;
            if (Current == '+' || Current == '-')
            {
                _position++;
            }

            TakeDigits("a digit");
        }

        private void TakeDigits(string expected)
        {
            if (Current < '0' || Current > '9')
            {
                throw Fault(expected);
            }

            while (Current >= '0' && Current <= '9')
            {
                _position++;
            }
        }

        private void Take(char expected)
        {
            if (_position >= _text.Length || Current != expected)
            {
                throw Fault($"'{expected}'");
            }

            _position++;
        }

        private void SkipSpace()
        {
            while (Current == ' ' || Current == '\t' || Current == '\r' || Current == '\n')
            {
                _position++;
            }
        }

        private ManifestException Fault(string expected)
        {
            var line = 1;
            var lineStart = 0;
            for (var i = 0; i < Math.Min(_position, _text.Length); i++)
            {
                if (_text[i] == '\n')
                {
                    line++;
                    lineStart = i + 1;
                }
            }

            var found = _position < _text.Length ? $"'{_text[_position]}'" : "the end of the file";
            return new ManifestException(
                $"it is not JSON: line {line}, column {_position - lineStart + 1} has {found}, but {expected} was expected.");
        }
    }
}
