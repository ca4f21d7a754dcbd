using System;
using System.Linq;

namespace Saccade.Package.Tests
{
    /// <summary>The expressions of an asmdef's <c>versionDefines</c>: <c>1.2</c> is 1.2 and later, <c>[1,2)</c> an interval.</summary>
    internal static class UnityVersionRange
    {
        public static bool Contains(string expression, string version)
        {
            var trimmed = expression.Trim();
            if (trimmed.Length == 0)
            {
                return true;
            }

            var actual = Parse(version);
            if (trimmed[0] is not ('[' or '('))
            {
                return actual >= Parse(trimmed);
            }

            var ends = trimmed[1..^1].Split(',');
            if (ends.Length == 1)
            {
                return trimmed[0] == '[' && trimmed[^1] == ']' && actual == Parse(ends[0]);
            }

            var isAbove = ends[0].Trim().Length == 0 || (trimmed[0] == '[' ? actual >= Parse(ends[0]) : actual > Parse(ends[0]));
            var isBelow = ends[1].Trim().Length == 0 || (trimmed[^1] == ']' ? actual <= Parse(ends[1]) : actual < Parse(ends[1]));
            return isAbove && isBelow;
        }

        // Pre-release marks are left out: no expression here has one.
        private static Version Parse(string text)
        {
            var parts = text.Trim().Split('-')[0].Split('.').Select(int.Parse).Concat(new[] { 0, 0 }).Take(3).ToArray();
            return new Version(parts[0], parts[1], parts[2]);
        }
    }
}
