#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Linq;
using Saccade.Host.Editor;
using UnityEngine.UIElements;

namespace UnityEditor.UIElements
{
    /// <summary>Ties elements to the values that they show.</summary>
    public static class BindingExtensions
    {
        private const long RefreshMilliseconds = 50;

        /// <summary>
        /// Ties every <see cref="PropertyField"/> in a tree, and every field with a binding path, to an object, and keeps it in step with
        /// it.
        /// </summary>
        /// <param name="element">The tree.</param>
        /// <param name="obj">Whose values they show.</param>
        public static void Bind(this VisualElement element, SerializedObject obj)
        {
            ArgumentNullException.ThrowIfNull(element);
            ArgumentNullException.ThrowIfNull(obj);
            ForEach(element, field => field.BindTo(obj), field => BindTo(field, obj));
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
            ForEach(element, field => field.Refresh(), field => field.Refresh?.Invoke());
        }

        private static void BindTo(BindableElement element, SerializedObject obj)
        {
            if (obj.FindProperty(element.bindingPath) is not { } property)
            {
                return;
            }

            if (element is not BaseField<string> field)
            {
                throw new NotSupportedException(
                    $"{element.bindingPath}: this editor ties fields of text alone to a path. Use a PropertyField.");
            }

            FieldBinding<string> binding = new(field, property, p => p.stringValue, (p, value) => p.stringValue = value);
            element.Refresh = binding.Refresh;
            binding.Refresh();
        }

        private static void ForEach(VisualElement element, Action<PropertyField> onProperty, Action<BindableElement> onField)
        {
            switch (element)
            {
                case PropertyField property:
                    onProperty(property);
                    return;
                case BindableElement { bindingPath.Length: > 0 } field:
                    onField(field);
                    return;
            }

            foreach (var child in element.HierarchyChildren.ToArray())
            {
                ForEach(child, onProperty, onField);
            }
        }
    }
}
