using System.Collections.Generic;
using System.Text;

namespace Saccade.Editor.Training
{
    /// <summary>The last lines that a program said. Any thread may add and read.</summary>
    internal sealed class BoundedLog
    {
        private const int LongestLine = 500;

        private readonly Queue<string> _lines = new Queue<string>();
        private readonly int _capacity;

        /// <param name="capacity">Lines that are kept.</param>
        internal BoundedLog(int capacity)
        {
            _capacity = capacity;
        }

        /// <summary>A line without what a screen can't show, and of bounded length.</summary>
        internal static string Clean(string line)
        {
            var text = new StringBuilder();
            for (var i = 0; i < line.Length && i < LongestLine; i++)
            {
                text.Append(char.IsControl(line[i]) || char.IsSurrogate(line[i]) ? ' ' : line[i]);
            }

            return line.Length > LongestLine ? text.Append(" …").ToString() : text.ToString().TrimEnd();
        }

        internal void Add(string line)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                return;
            }

            lock (_lines)
            {
                _lines.Enqueue(Clean(line));
                if (_lines.Count > _capacity)
                {
                    _lines.Dequeue();
                }
            }
        }

        internal string[] ToArray()
        {
            lock (_lines)
            {
                return _lines.ToArray();
            }
        }

        /// <summary>The last lines in a sentence's place.</summary>
        internal string DescribeEnd(int count)
        {
            var lines = ToArray();
            return lines.Length == 0
                ? " It printed nothing."
                : " The end of its log:\n"
                    + string.Join("\n", lines, System.Math.Max(0, lines.Length - count), System.Math.Min(count, lines.Length));
        }
    }
}
