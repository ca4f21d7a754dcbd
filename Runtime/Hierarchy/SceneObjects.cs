using System.Collections.Generic;
using System.Linq;
using UnityEngine;
using UnityEngine.SceneManagement;
using Object = UnityEngine.Object;

namespace Saccade.Hierarchy
{
    /// <summary>What the open scenes hold, in the order in which the hierarchy shows it from top to bottom.</summary>
    /// <remarks>That order outlasts a restart; the order of instance ids, which Unity offered until 6000.4, doesn't.</remarks>
    public static class SceneObjects
    {
        /// <summary>All components of a class on active objects, disabled ones too. Main thread only.</summary>
        /// <typeparam name="T">The class, or one that it derives from.</typeparam>
        /// <returns>A new array: object by object, and of one object in the order of its inspector.</returns>
        public static T[] FindAll<T>()
            where T : Component
        {
            // No one call does: the first is not there before 6000.4, the second is obsolete since.
#if UNITY_6000_4_OR_NEWER
            var found = Object.FindObjectsByType<T>(FindObjectsInactive.Exclude);
#else
            var found = Object.FindObjectsByType<T>(FindObjectsInactive.Exclude, FindObjectsSortMode.None);
#endif
            return found.Select(component => component.transform)
                .Distinct()
                .Select(owner => (Owner: owner, Path: PathOf(owner)))
                .OrderBy(entry => entry.Path, PathOrder.Instance)
                .SelectMany(entry => entry.Owner.GetComponents<T>())

                // A script that is missing from the project is listed too, as nothing.
                .Where(component => component != null)
                .ToArray();
        }

        // In which scene it lies, and there which child of which child it is.
        private static List<int> PathOf(Transform transform)
        {
            var path = new List<int>();
            for (var level = transform; level != null; level = level.parent)
            {
                path.Add(level.GetSiblingIndex());
            }

            path.Add(IndexOf(transform.gameObject.scene));
            path.Reverse();
            return path;
        }

        // What outlives its scene lies in one that is not counted; the hierarchy shows it last.
        private static int IndexOf(Scene scene)
        {
            var index = 0;
            while (index < SceneManager.sceneCount && SceneManager.GetSceneAt(index) != scene)
            {
                index++;
            }

            return index;
        }

        private sealed class PathOrder : IComparer<List<int>>
        {
            public static PathOrder Instance { get; } = new PathOrder();

            public int Compare(List<int>? x, List<int>? y)
            {
                for (var i = 0; i < x!.Count && i < y!.Count; i++)
                {
                    if (x[i] != y[i])
                    {
                        return x[i].CompareTo(y[i]);
                    }
                }

                return x.Count.CompareTo(y!.Count);
            }
        }
    }
}
