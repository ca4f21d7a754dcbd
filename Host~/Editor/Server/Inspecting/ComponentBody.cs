using System;
using UnityEditor.UIElements;
using UnityEngine;
using UnityEngine.UIElements;

namespace Saccade.Host.Editor.Inspecting
{
    /// <summary>Makes the fields that the inspector shows of a component. Engine thread only.</summary>
    internal static class ComponentBody
    {
        // An inspector that fails takes none of the others with it.
        internal static VisualElement Create(Component component)
        {
            try
            {
                return new InspectorElement(component);
            }
#pragma warning disable CA1031 // See above.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Debug.LogException(e, component);
                return new HelpBox(
                    $"The inspector of {component.GetType().Name} failed: {e.Message} The console has more.", HelpBoxMessageType.Error);
            }
        }
    }
}
