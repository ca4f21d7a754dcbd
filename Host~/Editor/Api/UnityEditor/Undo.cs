using System;
using System.Collections.Generic;
using UnityEngine;

namespace UnityEditor
{
    /// <summary>Changes of the scene that the user can take back.</summary>
    public static class Undo
    {
        private static readonly Stack<Component> Added = new();

        /// <summary>Adds a component; <see cref="PerformUndo"/> removes it again.</summary>
        /// <param name="gameObject">The object that gets it.</param>
        public static T AddComponent<T>(GameObject gameObject)
            where T : Component
        {
            ArgumentNullException.ThrowIfNull(gameObject);
            T component = gameObject.AddComponent<T>();
            Added.Push(component);
            return component;
        }

        /// <summary>Takes the last change back; without one it does nothing.</summary>
        public static void PerformUndo()
        {
            if (Added.TryPop(out Component? component) && component != null)
                UnityEngine.Object.DestroyImmediate(component);
        }
    }
}
