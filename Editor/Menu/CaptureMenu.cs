using Saccade.Editor.Capture;
using UnityEditor;

namespace Saccade.Editor.Menu
{
    /// <summary>The menu's entry for data sets.</summary>
    internal static class CaptureMenu
    {
        [MenuItem("Tools/Saccade/Capture Dataset…", false, 20)]
        private static void Open() => EditorWindow.GetWindow<CaptureDatasetWindow>("Capture Dataset");
    }
}
