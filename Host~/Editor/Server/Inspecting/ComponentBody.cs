using System.Globalization;
using System.Reflection;
using UnityEngine;
using UnityEngine.UIElements;

namespace Saccade.Host.Editor
{
    /// <summary>Makes the fields that the inspector shows of a component. Engine thread only.</summary>
    internal static class ComponentBody
    {
        internal static VisualElement Create(Component component)
        {
            VisualElement body = new();
            foreach (FieldInfo field in component.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            {
                if (!field.IsPublic && !field.IsDefined(typeof(SerializeField)))
                    continue;
                string value = System.Convert.ToString(field.GetValue(component), CultureInfo.InvariantCulture) ?? "";
                TextField shown = new(ComponentCatalogue.ToWords(field.Name.TrimStart('_'))) { name = field.Name, isReadOnly = true };
                shown.SetValueWithoutNotify(value);
                body.Add(shown);
            }

            return body;
        }
    }
}
