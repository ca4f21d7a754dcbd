using System.Text;

namespace Saccade.Host.Editor
{
    /// <summary>Names of variables as Unity's inspector writes them.</summary>
    internal static class NiceName
    {
        /// <summary><c>_topK</c> and <c>m_TopK</c> become "Top K", <c>HTTPPort</c> "HTTP Port".</summary>
        internal static string Of(string name)
        {
            var start = name.StartsWith("m_", System.StringComparison.Ordinal) ? 2 : name.StartsWith('_') ? 1 : 0;
            if (start == 0 && name.Length > 1 && name[0] == 'k' && char.IsUpper(name[1]))
            {
                start = 1;
            }

            StringBuilder nice = new();
            for (var i = start; i < name.Length; i++)
            {
                var letter = name[i];
                if (letter == '_')
                {
                    if (nice.Length > 0 && nice[^1] != ' ')
                    {
                        nice.Append(' ');
                    }

                    continue;
                }

                if (nice.Length > 0 && nice[^1] != ' ' && BeginsWord(name, i))
                {
                    nice.Append(' ');
                }

                nice.Append(nice.Length == 0 || nice[^1] == ' ' ? char.ToUpperInvariant(letter) : letter);
            }

            return nice.ToString();
        }

        private static bool BeginsWord(string name, int i)
        {
            var before = name[i - 1];
            if (char.IsDigit(name[i]))
            {
                return !char.IsDigit(before) && !char.IsUpper(before);
            }

            return char.IsUpper(name[i]) && (!char.IsUpper(before) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
        }
    }
}
