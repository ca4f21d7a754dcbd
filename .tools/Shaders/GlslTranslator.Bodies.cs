using System.Text.RegularExpressions;

namespace Saccade.Tools.Shaders
{
    /// <content>What stands inside of functions.</content>
    internal sealed partial class GlslTranslator
    {
        [GeneratedRegex("^([xyzw]{1,4}|[rgba]{1,4})$")]
        private static partial Regex Swizzle();

        // One token, or with a resource or a function what belongs to it.
        private void WriteNext()
        {
            var token = _reader.Current;
            if (token.Text.Length == 0)
            {
                throw new ShaderException(token.Line, "the text ends too early.");
            }

            if (token.Text == "[" && _reader.Peek(1).Text == "unroll")
            {
                _text.Append(_reader.Take().Before);
                _reader.Take("unroll", "]");
                _reader.Take("for");
                _text.Append("for");
                return;
            }

            _text.Append(token.Before);
            if (!token.IsWord)
            {
                _text.Append(_reader.Take().Text);
                if (token.Text == ".")
                {
                    WriteSwizzle();
                }
            }
            else if (_resources.TryGetValue(token.Text, out var resource))
            {
                _reader.Take();
                WriteAccess(token, resource);
            }
            else if (GlslWords.FindType(token.Text) is { } type)
            {
                _reader.Take();
                _text.Append(type);
                if (_reader.Current.IsWord)
                {
                    _text.Append(_reader.Current.Before).Append(TakeLocal());
                }
            }
            else if (GlslWords.FindFunction(token.Text) is { } function && _reader.Peek(1).Text == "(")
            {
                _reader.Take();
                _text.Append(function);
                if (token.Text == "saturate")
                {
                    _text.Append('(').Append(Within("(", ")")).Append(", 0.0, 1.0)");
                }
            }
            else if (GlslWords.IsKeyword(token.Text) || _names.Contains(token.Text) || _locals.Contains(token.Text))
            {
                _text.Append(_reader.Take().Text);
            }
            else
            {
                throw new ShaderException(token.Line, $"{token.Text} is not known.");
            }
        }

        private void WriteSwizzle()
        {
            var member = _reader.Take();
            _text.Append(Swizzle().IsMatch(member.Text)
                ? member.Text
                : throw new ShaderException(member.Line, $"the member {member.Text} is not known."));
        }

        private void WriteAccess(HlslToken name, Resource resource)
        {
            if (resource == Resource.Texture)
            {
                WriteLoad(name);
                return;
            }

            var index = Within("[", "]");
            var isWritten = _reader.Current.Text == "=";
            switch (resource)
            {
                case Resource.Read when !isWritten:
                    _text.Append($"texelFetch({name.Text}, {index}).r");
                    break;
                case Resource.Image when !isWritten:
                    _text.Append($"imageLoad({name.Text}, {index}).r");
                    break;
                case Resource.Image:
                    _reader.Take("=");
                    _text.Append($"imageStore({name.Text}, {index}, uvec4(");
                    var start = _text.Length;
                    while (_reader.Current.Text != ";")
                    {
                        WriteNext();
                    }

                    var value = _text.ToString(start, _text.Length - start).Trim();
                    _text.Length = start;
                    _text.Append($"{value}))");
                    break;
                case Resource.Written when isWritten:
                    _text.Append($"{name.Text}[{index}]");
                    break;
                default:
                    throw new ShaderException(
                        name.Line, $"{name.Text} is {(isWritten ? "written, which only an RW buffer or texture can be." : "read, and a "
                        + "buffer that is written can't be.")}");
            }
        }

        // Colors.Load(int3(texel, 0))
        private void WriteLoad(HlslToken name)
        {
            _reader.Take(".", "Load", "(", "int3");
            _text.Append($"texelFetch({name.Text}, {Within("(", ")")})");
            _reader.Take(")");
        }

        // What stands between two brackets, translated; the brackets themselves are taken and not written.
        private string Within(string open, string close)
        {
            var start = _text.Length;
            _reader.Take(open);
            var depth = 1;
            while (true)
            {
                depth += _reader.Current.Text == open ? 1 : _reader.Current.Text == close ? -1 : 0;
                if (depth == 0)
                {
                    break;
                }

                WriteNext();
            }

            _reader.Take(close);
            var inner = _text.ToString(start, _text.Length - start).Trim();
            _text.Length = start;
            return inner;
        }
    }
}
