using System.Collections.Generic;
using UnityEngine;

namespace Saccade.Editor.Capture
{
    /// <summary>The order in which the hierarchy shows objects from top to bottom, which outlasts a restart; instance ids don't.</summary>
    internal sealed class HierarchyOrder : IComparer<Transform>
    {
        public static HierarchyOrder Instance { get; } = new HierarchyOrder();

        public int Compare(Transform? x, Transform? y)
        {
            var first = PathOf(x!);
            var second = PathOf(y!);
            for (var i = 0; i < first.Count && i < second.Count; i++)
            {
                if (first[i] != second[i])
                {
                    return first[i].CompareTo(second[i]);
                }
            }

            return first.Count.CompareTo(second.Count);
        }

        private static List<int> PathOf(Transform transform)
        {
            var path = new List<int>();
            for (var level = transform; level != null; level = level.parent)
            {
                path.Insert(0, level.GetSiblingIndex());
            }

            return path;
        }
    }
}
