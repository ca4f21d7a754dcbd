using System.Collections.Generic;
using System.Linq;
using UnityEngine;

namespace Saccade.Host.Editor.Windows
{
    /// <summary>Reads the scene's tree. Engine thread only.</summary>
    internal static class SceneReader
    {
        internal static IReadOnlyList<SceneObject> Read()
        {
            List<SceneObject> objects = [];
            foreach (var root in World.GameObjects.ToArray())
            {
                if (root != null && root.transform.parent == null)
                {
                    Read(objects, root, 0, 0);
                }
            }

            return objects;
        }

        internal static GameObject? Find(int id) =>
            World.GameObjects.FirstOrDefault(candidate => candidate != null && candidate.GetInstanceID() == id);

        private static void Read(List<SceneObject> objects, GameObject gameObject, int parent, int depth)
        {
            var transform = gameObject.transform;
            if ((gameObject.hideFlags & HideFlags.HideInHierarchy) != 0)
            {
                return;
            }

            var id = gameObject.GetInstanceID();
            objects.Add(new SceneObject(id, parent, depth, gameObject.name, gameObject.activeInHierarchy, transform.childCount > 0));
            for (var i = 0; i < transform.childCount; i++)
            {
                Read(objects, transform.GetChild(i).gameObject, id, depth + 1);
            }
        }
    }
}
