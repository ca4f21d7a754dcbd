#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Linq;
using UnityEngine.UIElements;

namespace UnityEditor.UIElements
{
    /// <summary>Ties elements to the values that they show.</summary>
    public static class BindingExtensions
    {
        private const long RefreshMilliseconds = 50;

        /// <summary>Ties every <see cref="PropertyField"/> in a tree to an object, and keeps it in step with it.</summary>
        /// <param name="element">The tree.</param>
        /// <param name="obj">Whose values they show.</param>
        public static void Bind(this VisualElement element, SerializedObject obj)
        {
            ArgumentNullException.ThrowIfNull(element);
            ArgumentNullException.ThrowIfNull(obj);
            ForEach(element, field => field.BindTo(obj));
            element.schedule.Execute(() => Refresh(element, obj)).Every(RefreshMilliseconds);
        }

        internal static void Refresh(VisualElement element, SerializedObject obj)
        {
            // What somebody is changing now must not be overwritten.
            if (!obj.IsAlive || obj.hasModifiedProperties)
            {
                return;
            }

            obj.UpdateIfRequiredOrScript();
            ForEach(element, field => field.Refresh());
        }

        private static void ForEach(VisualElement element, Action<PropertyField> action)
        {
            if (element is PropertyField field)
            {
                action(field);
                return;
            }

            foreach (var child in element.HierarchyChildren.ToArray())
            {
                ForEach(child, action);
            }
        }
    }
}
