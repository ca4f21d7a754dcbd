using System.Collections.Generic;
using System.Linq;

namespace Saccade.Training.Data.Layouts
{
    /// <summary>Lists that a message has room for.</summary>
    internal static class Shortened
    {
        private const int Most = 10;

        /// <summary>The names in quotes; of many the first ones, and how many more there are.</summary>
        internal static string List(IReadOnlyCollection<string> names)
        {
            var more = names.Count > Most ? $" and {names.Count - Most} more" : "";
            return string.Join(", ", names.Take(Most).Select(name => $"'{name}'")) + more;
        }
    }
}
