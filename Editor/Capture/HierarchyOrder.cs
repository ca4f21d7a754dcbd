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
            List<int> first = PathOf(x!);
            List<int> second = PathOf(y!);
            for (int i = 0; i < first.Count && i < second.Count; i++)
            {
                if (first[i] != second[i])
                    return first[i].CompareTo(second[i]);
            }

            return first.Count.CompareTo(second.Count);
        }

        private static List<int> PathOf(Transform transform)
        {
            List<int> path = new List<int>();
            for (Transform level = transform; level != null; level = level.parent)
                path.Insert(0, level.GetSiblingIndex());
            return path;
        }
    }
}
