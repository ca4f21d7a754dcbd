using System;
using System.Collections.Generic;
using UnityEngine.UIElements;

namespace Saccade.Host.Editor
{
    /// <summary>One tree of elements that is shown: a window's, or the inspector's. Engine thread only.</summary>
    internal sealed class ElementPanel
    {
        private readonly List<ScheduledItem> _items = [];

        internal ElementPanel(VisualElement root)
        {
            Root = root;
            root.SetPanel(this);
        }

        internal VisualElement Root { get; }

        /// <summary>Grows with every change of the tree: who has shown this count has nothing to do.</summary>
        internal long ChangeCount { get; private set; } = 1;

        /// <summary>The element that asked for the keyboard last, by its id; 0 for none.</summary>
        internal int FocusRequest { get; set; }

        internal void MarkChanged() => ChangeCount++;

        internal void Add(ScheduledItem item) => _items.Add(item);

        internal void Remove(ScheduledItem item) => _items.Remove(item);

        /// <summary>Runs what is due.</summary>
        /// <param name="milliseconds">The editor's time.</param>
        /// <param name="fail">Hears of what an item throws; the others run all the same.</param>
        internal void Tick(long milliseconds, Action<Exception> fail)
        {
            foreach (var item in _items.ToArray())
            {
                try
                {
                    item.Tick(milliseconds);
                }
#pragma warning disable CA1031 // A window's failure is that window's.
                catch (Exception e)
#pragma warning restore CA1031
                {
                    fail(e);
                }
            }
        }

        /// <summary>The element of that id, or null where it has left the tree.</summary>
        internal VisualElement? Find(int id) => Find(Root, id);

        private static VisualElement? Find(VisualElement element, int id)
        {
            if (element.Id == id)
            {
                return element;
            }

            foreach (var child in element.HierarchyChildren)
            {
                if (Find(child, id) is { } found)
                {
                    return found;
                }
            }

            return null;
        }
    }
}
