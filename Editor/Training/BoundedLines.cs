using System;
using System.IO;
using System.Text;

namespace Saccade.Editor.Training
{
    /// <summary>Reads lines of a stream that may hold anything: a line that is too long is cut, and its rest skipped.</summary>
    internal sealed class BoundedLines
    {
        /// <summary>Characters of a line that are kept.</summary>
        internal const int Longest = 1 << 20;

        private readonly TextReader _reader;
        private readonly char[] _buffer = new char[4096];
        private readonly StringBuilder _line = new StringBuilder();
        private int _next;
        private int _count;

        internal BoundedLines(TextReader reader)
        {
            _reader = reader;
        }

        /// <summary>The next line, without its end; null where the stream ends. What follows the last line end is a line too.</summary>
        internal string? Read()
        {
            _line.Clear();
            var hasAny = false;
            while (_next < _count || Fill())
            {
                hasAny = true;
                var end = Array.IndexOf(_buffer, '\n', _next, _count - _next);
                Keep(_next, (end < 0 ? _count : end) - _next);
                _next = end < 0 ? _count : end + 1;
                if (end >= 0)
                {
                    return Take();
                }
            }

            return hasAny ? Take() : null;
        }

        private bool Fill()
        {
            _next = 0;
            _count = _reader.Read(_buffer, 0, _buffer.Length);
            return _count > 0;
        }

        private void Keep(int start, int length) => _line.Append(_buffer, start, Math.Min(length, Longest - _line.Length));

        private string Take()
        {
            var line = _line.ToString();
            if (_line.Capacity > 2 * Longest)
            {
                _line.Capacity = Longest;
            }

            return line.TrimEnd('\r');
        }
    }
}
