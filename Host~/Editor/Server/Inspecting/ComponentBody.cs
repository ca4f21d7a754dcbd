using System;
using System.Collections.Generic;
using System.Linq;
using Saccade.Host.Editor.Elements;
using UnityEditor;
using UnityEditor.UIElements;
using UnityEngine;
using UnityEngine.UIElements;

namespace Saccade.Host.Editor.Inspecting
{
    /// <summary>
    /// The inspector of a component, or of one component of each of several objects, with the elements that it has made. The inspector
    /// stays while they are selected; its elements are made anew when the object gets or loses a component. Engine thread only.
    /// </summary>
    internal sealed class ComponentBody
    {
        private readonly Component[] _components;
        private readonly UnityEditor.Editor _editor;
        private readonly ElementReader _reader = new();

        internal ComponentBody(Component[] components)
        {
            _components = components;
            _editor = UnityEditor.Editor.CreateEditor(components);
            Panel = Show();
        }

        internal ElementPanel Panel { get; private set; }

        internal bool IsOf(IEnumerable<Component> components) => _components.SequenceEqual(components);

        internal ElementSnapshot Read() => _reader.Read(Panel);

        internal void Rebuild()
        {
            Hide();
            Panel = Show();
        }

        internal void End()
        {
            Hide();
            UnityEngine.Object.DestroyImmediate(_editor);
        }

        private ElementPanel Show()
        {
            ElementPanel panel = new(Create());
            EditorLoop.Panels.Add(panel);
            return panel;
        }

        private void Hide()
        {
            EditorLoop.Panels.Remove(Panel);
            Panel.Root.SetPanel(null);
        }

        // An inspector that fails takes none of the others with it.
        private VisualElement Create()
        {
            var isForOne = _editor.GetType() != typeof(UnityEditor.Editor)
                && !_editor.GetType().IsDefined(typeof(CanEditMultipleObjects), false);
            if (_components.Length > 1 && isForOne)
            {
                return new Label("Multi-object editing not supported.");
            }

            try
            {
                return new InspectorElement(_editor);
            }
#pragma warning disable CA1031 // See above.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Debug.LogException(e, _components[0]);
                return new HelpBox(
                    $"The inspector of {_components[0].GetType().Name} failed: {e.Message} The console has more.",
                    HelpBoxMessageType.Error);
            }
        }
    }
}
