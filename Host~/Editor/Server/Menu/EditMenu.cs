using UnityEditor;

namespace Saccade.Host.Editor.Menu
{
    /// <summary>The entries of the menu Edit.</summary>
    internal static class EditMenu
    {
        internal const string UndoPath = "Edit/Undo";

        internal const string RedoPath = "Edit/Redo";

        [MenuItem(UndoPath, false, -1000)]
        private static void PerformUndo() => Undo.PerformUndo();

        [MenuItem(RedoPath, false, -999)]
        private static void PerformRedo() => Undo.PerformRedo();
    }
}
