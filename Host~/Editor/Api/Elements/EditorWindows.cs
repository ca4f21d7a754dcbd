using System.Collections.Generic;
using UnityEditor;

namespace Saccade.Host.Editor
{
    /// <summary>The open windows. Engine thread only.</summary>
    internal static class EditorWindows
    {
        private static readonly List<EditorWindow> List = [];

        /// <summary>Grows whenever a window opens, closes, is renamed or comes to the front.</summary>
        internal static long ChangeCount { get; private set; } = 1;

        internal static IReadOnlyList<EditorWindow> Open => List;

        /// <summary>The window that came to the front last, or null.</summary>
        internal static EditorWindow? Front { get; private set; }

        /// <summary>Grows whenever a window comes to the front, also when it is there already.</summary>
        internal static long FrontCount { get; private set; }

        internal static void Add(EditorWindow window)
        {
            List.Add(window);
            ChangeCount++;
        }

        internal static void Remove(EditorWindow window)
        {
            List.Remove(window);
            if (Front == window)
            {
                Front = List.Count > 0 ? List[^1] : null;
            }

            ChangeCount++;
        }

        internal static void BringToFront(EditorWindow window)
        {
            Front = window;
            FrontCount++;
            ChangeCount++;
        }

        internal static void MarkChanged() => ChangeCount++;

        internal static void CloseAll()
        {
            foreach (var window in List.ToArray())
            {
                window.Close();
            }
        }
    }
}
