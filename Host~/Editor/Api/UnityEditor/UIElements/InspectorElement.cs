#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using UnityEngine.UIElements;
using Object = UnityEngine.Object;

namespace UnityEditor.UIElements
{
    /// <summary>
    /// An object's inspector as an element: its own editor's, else one field for each value. An editor that it made itself lives while it
    /// is shown.
    /// </summary>
    public class InspectorElement : BindableElement
    {
        private Editor _editor;

        public InspectorElement()
        {
        }

        internal InspectorElement(Object obj)
            : this(Editor.CreateEditor(obj))
        {
            RegisterCallback<DetachFromPanelEvent>(_ => End());
        }

        /// <summary>Shows the elements of an inspector that belongs to the caller: each time it is asked to make them anew.</summary>
        public InspectorElement(Editor editor)
        {
            AddToClassList("unity-inspector-element");
            if (editor == null)
            {
                return;
            }

            _editor = editor;
            var own = editor.CreateInspectorGUI();
            if (own != null)
            {
                Add(own);
            }
            else
            {
                FillDefaultInspector(this, editor.serializedObject, editor);
            }

            this.Bind(editor.serializedObject);
        }

        /// <summary>Adds a field for each value that the inspector shows.</summary>
        public static void FillDefaultInspector(VisualElement container, SerializedObject serializedObject, Editor editor)
        {
            ArgumentNullException.ThrowIfNull(container);
            ArgumentNullException.ThrowIfNull(serializedObject);
            var property = serializedObject.GetIterator();
            for (var enters = true; property.NextVisible(enters); enters = false)
            {
                container.Add(new PropertyField(property.Copy()) { name = "PropertyField:" + property.propertyPath });
            }
        }

        private void End()
        {
            if (_editor != null)
            {
                Object.DestroyImmediate(_editor);
            }

            _editor = null;
        }
    }
}
