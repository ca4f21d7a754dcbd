using System.Linq;
using Saccade.Hierarchy;
using UnityEngine;

namespace Saccade.Editor.Capture
{
    /// <summary>Finds what a camera looks at by the scene's <see cref="ClassLabel"/>s.</summary>
    internal static class SceneLabels
    {
        /// <summary>
        /// The class of the labelled object whose middle is nearest to the view's centre; of two as near, the nearer to the camera, then
        /// the upper one in the hierarchy. Nothing tells whether something stands before it.
        /// </summary>
        /// <returns>Null if no labelled object has its middle in view.</returns>
        public static string? FindClass(Camera camera)
        {
            var found = SceneObjects.FindAll<ClassLabel>()
                .Where(label => label.enabled && label.ClassName.Length > 0 && (camera.cullingMask & (1 << label.gameObject.layer)) != 0)
                .Select(label => (Label: label, Place: camera.WorldToViewportPoint(MiddleOf(label))))
                .Where(entry => entry.Place.z > 0f && entry.Place.x >= 0f && entry.Place.x <= 1f && entry.Place.y >= 0f
                    && entry.Place.y <= 1f)
                .OrderBy(entry => new Vector2(entry.Place.x - 0.5f, entry.Place.y - 0.5f).sqrMagnitude)
                .ThenBy(entry => entry.Place.z)
                .Select(entry => entry.Label)
                .FirstOrDefault();
            return found != null ? found.ClassName : null;
        }

        private static Vector3 MiddleOf(ClassLabel label)
        {
            var renderer = label.GetComponent<Renderer>();
            return renderer != null ? renderer.bounds.center : label.transform.position;
        }
    }
}
