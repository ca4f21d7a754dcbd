using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace Saccade.Tools.Shaders
{
    /// <summary>A compute shader in tokens, with its directives followed.</summary>
    internal sealed partial class HlslText
    {
        /// <summary>What is defined for OpenGL, and in no engine.</summary>
        public const string Symbol = "SACCADE_OPENGL";

        private readonly List<HlslToken> _tokens = [];
        private readonly List<string> _kernels = [];
        private readonly List<(string Name, int Value)> _constants = [];

        // Per #ifdef that is open: its line, whether its lines count, and whether #else has come.
        private readonly Stack<(int Line, bool IsTaken, bool IsElse)> _conditions = new();
        private readonly StringBuilder _before = new();

        /// <summary>Reads a shader.</summary>
        /// <exception cref="ShaderException">It has a directive or a sign that isn't known.</exception>
        public HlslText(string text)
        {
            var lines = text.ReplaceLineEndings("\n").Split('\n');
            for (var i = 0; i < lines.Length; i++)
            {
                if (lines[i].TrimStart().StartsWith('#'))
                {
                    Follow(lines[i].Trim(), i + 1);
                }
                else if (_conditions.All(condition => condition.IsTaken))
                {
                    Read(lines[i], i + 1);
                }
            }

            if (_conditions.TryPeek(out var open))
            {
                throw new ShaderException(open.Line, "no #endif closes it.");
            }

            _tokens.Add(new HlslToken("", "", lines.Length));
        }

        /// <summary>What is left of the text, and an empty token behind it.</summary>
        public IReadOnlyList<HlslToken> Tokens => _tokens;

        /// <summary>The functions that <c>#pragma kernel</c> names.</summary>
        public IReadOnlyList<string> Kernels => _kernels;

        /// <summary>The numbers that <c>#define</c> names.</summary>
        public IReadOnlyList<(string Name, int Value)> Constants => _constants;

        [GeneratedRegex(
            @"\G(?:[A-Za-z_]\w*|0x[0-9A-Fa-f]+u?(?!\w)|\d+\.\d+(?!\w)|\d+u?(?![\w.])"
            + @"|<<|>>|[<>=!+\-*/&|]=|&&|\|\||\+\+|--|[-+*/&|!<>=?:;,.()[\]{}])")]
        private static partial Regex TokenPattern();

        private void Follow(string directive, int line)
        {
            var words = directive.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            switch (words)
            {
                case ["#ifdef", Symbol]:
                    _conditions.Push((line, true, false));
                    break;
                case ["#else"] when _conditions.TryPop(out var condition) && !condition.IsElse:
                    _conditions.Push((condition.Line, !condition.IsTaken, true));
                    break;
                case ["#endif"] when _conditions.TryPop(out _):
                    break;
                case ["#pragma", "kernel", var kernel]:
                    _kernels.Add(kernel);
                    break;
                case ["#define", var name, var number]
                    when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value):
                    _constants.Add((name, value));
                    break;
                default:
                    throw new ShaderException(line, $"the directive '{directive}' is not known.");
            }
        }

        private void Read(string line, int number)
        {
            var place = 0;
            while (place < line.Length && !line.AsSpan(place).StartsWith("//"))
            {
                if (line[place] == ' ')
                {
                    _before.Append(' ');
                    place++;
                    continue;
                }

                var match = TokenPattern().Match(line, place);
                if (!match.Success)
                {
                    throw new ShaderException(number, $"'{line[place..].Trim()}' begins with nothing that is known.");
                }

                _tokens.Add(new HlslToken(match.Value, _before.ToString(), number));
                _before.Clear();
                place += match.Length;
            }

            _before.Append('\n');
        }
    }
}
