using System;
using System.Collections.Generic;
using System.Linq;
using Saccade.Host.Editor.Menu;

namespace Saccade.Host.Editor.Components
{
    /// <summary>A menu, or an entry where it has no children.</summary>
    /// <param name="Name">What it shows.</param>
    /// <param name="Path">Its whole path.</param>
    /// <param name="IsEnabled">Whether it can be chosen.</param>
    /// <param name="Children">What is in it.</param>
    public sealed record MenuNode(string Name, string Path, bool IsEnabled, IReadOnlyList<MenuNode> Children)
    {
        /// <summary>Makes the tree of a list of entries; menus stand where their first entry does.</summary>
        /// <param name="entries">The entries.</param>
        public static IReadOnlyList<MenuNode> Build(IReadOnlyList<MenuEntry> entries) => Build(entries, 0);

        private static List<MenuNode> Build(IEnumerable<MenuEntry> entries, int level) =>
        [
            .. entries.GroupBy(entry => entry.Path.Split('/')[level]).Select(group =>
            {
                var first = group.First();
                var isEntry = first.Path.Split('/').Length == level + 1;
                var path = string.Join('/', first.Path.Split('/').Take(level + 1));
                return isEntry
                    ? new MenuNode(group.Key, path, first.IsEnabled, Array.Empty<MenuNode>())
                    : new MenuNode(group.Key, path, true, Build(group.Where(entry => entry.Path.Split('/').Length > level + 1), level + 1));
            }),
        ];
    }
}
