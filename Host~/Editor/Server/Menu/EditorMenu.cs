using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using UnityEditor;

namespace Saccade.Host.Editor.Menu
{
    /// <summary>The menu bar: what the static methods under <see cref="MenuItem"/> make of it.</summary>
    public sealed class EditorMenu
    {
        private readonly SortedDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

        /// <summary>Collects the entries of some assemblies.</summary>
        /// <param name="assemblies">Where to look.</param>
        public EditorMenu(IEnumerable<Assembly> assemblies)
        {
            ArgumentNullException.ThrowIfNull(assemblies);
            var methods =
                from assembly in assemblies
                from type in assembly.GetTypes()
                from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
                from item in method.GetCustomAttributes<MenuItem>()
                select (item, method);
            foreach (var (item, method) in methods)
            {
                if (!_entries.TryGetValue(item.menuItem, out var entry))
                {
                    _entries[item.menuItem] = entry = new Entry();
                }

                if (item.validate)
                {
                    entry.Validate = method.CreateDelegate<Func<bool>>();
                }
                else
                {
                    (entry.Execute, entry.Priority) = (method.CreateDelegate<Action>(), item.priority);
                }
            }
        }

        /// <summary>Raised after an entry was chosen, on the engine's thread.</summary>
        public event Action? Executed;

        /// <summary>The entries in the order of the menu, and whether each can be chosen now. Engine thread only.</summary>
        public IReadOnlyList<(string Path, bool Enabled)> List() =>
            _entries.Where(e => e.Value.Execute != null)
                .OrderBy(e => e.Value.Priority)
                .Select(e => (e.Key, e.Value.IsEnabled))
                .ToList();

        /// <summary>Does what an entry does. Engine thread only.</summary>
        /// <param name="path">The entry's whole path.</param>
        /// <returns>False when there is no such entry, or it can't be chosen now.</returns>
        public bool Execute(string path)
        {
            if (!_entries.TryGetValue(path, out var entry) || !entry.IsEnabled)
            {
                return false;
            }

            Undo.IncrementCurrentGroup();
            entry.Execute!();
            Executed?.Invoke();
            return true;
        }

        private sealed class Entry
        {
            public Action? Execute { get; set; }

            public Func<bool>? Validate { get; set; }

            public int Priority { get; set; }

            public bool IsEnabled => Execute != null && (Validate == null || Validate());
        }
    }
}
