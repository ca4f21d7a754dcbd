using System;
using UnityEditor;
using UnityEngine.UIElements;

namespace Saccade.Editor.Classifier
{
    /// <summary>Lets an element take an ONNX file or a model folder that is dropped on it.</summary>
    internal static class ModelDrop
    {
        /// <param name="element">Where it is dropped.</param>
        /// <param name="take">Takes its full path.</param>
        internal static void Attach(VisualElement element, Action<string> take)
        {
            element.RegisterCallback<DragUpdatedEvent>(
                _ => DragAndDrop.visualMode = ModelImport.FindDragged() != null
                    ? DragAndDropVisualMode.Copy
                    : DragAndDropVisualMode.Rejected);
            element.RegisterCallback<DragPerformEvent>(_ =>
            {
                if (ModelImport.FindDragged() is { } path)
                {
                    DragAndDrop.AcceptDrag();
                    take(path);
                }
            });
        }
    }
}
