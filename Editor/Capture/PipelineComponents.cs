using System;
using System.Reflection;
using UnityEditor;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Editor.Capture
{
    /// <summary>
    /// What the render pipeline in use keeps about a camera in components of its own, such as post-processing, renderer, volumes and
    /// stack. <c>Camera.CopyFrom</c> leaves them behind.
    /// </summary>
    internal static class PipelineComponents
    {
        /// <summary>Gives a camera what another has; in the built-in pipeline there is nothing to give.</summary>
        /// <param name="from">The camera to take from.</param>
        /// <param name="to">The camera to give to; it gets the components that it lacks.</param>
        public static void Copy(Camera from, Camera to)
        {
            var pipeline = GraphicsSettings.currentRenderPipeline;
            if (pipeline == null)
            {
                return;
            }

            foreach (var component in from.GetComponents<MonoBehaviour>())
            {
                // A script that is missing is null.
                if (component == null || !BelongsToCameras(component.GetType(), pipeline.GetType().Assembly))
                {
                    continue;
                }

                if (!to.gameObject.TryGetComponent(component.GetType(), out var copy))
                {
                    copy = to.gameObject.AddComponent(component.GetType());
                }

                EditorUtility.CopySerialized(component, copy);
            }
        }

        // No pipeline's type is named here: URP's and HDRP's need a camera beside them, and so do those of others.
        private static bool BelongsToCameras(Type type, Assembly pipeline)
        {
            if (type.Assembly != pipeline)
            {
                return false;
            }

            foreach (RequireComponent needs in type.GetCustomAttributes(typeof(RequireComponent), true))
            {
                if (needs.m_Type0 == typeof(Camera) || needs.m_Type1 == typeof(Camera) || needs.m_Type2 == typeof(Camera))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
