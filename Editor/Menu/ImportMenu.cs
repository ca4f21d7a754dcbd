using Saccade.Editor.Classifier;
using Saccade.Editor.Import;
using UnityEditor;

namespace Saccade.Editor.Menu
{
    /// <summary>The menu's entry for ONNX files of other tools.</summary>
    internal static class ImportMenu
    {
        [MenuItem(ModelImport.Entry, false, 25)]
        private static void Open() => ImportOnnxWindow.Open();
    }
}
