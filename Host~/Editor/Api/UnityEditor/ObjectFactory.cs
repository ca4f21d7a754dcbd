#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using UnityEngine;

namespace UnityEditor
{
    /// <summary>Adds to the scene what the user asked for, so that it can be undone and others hear of it.</summary>
    public static class ObjectFactory
    {
        /// <summary>Raised when the user has added a component, by hand or through <see cref="Undo"/>.</summary>
        public static event Action<Component> componentWasAdded;

        /// <summary>Adds a component, as one step to undo.</summary>
        internal static T AddComponent<T>(GameObject gameObject)
            where T : Component => Undo.AddComponent<T>(gameObject);

        internal static void RaiseComponentWasAdded(Component component) => componentWasAdded?.Invoke(component);
    }
}
