using System;
using System.Collections.Generic;
using UnityEditor;
using UnityEngine;

namespace Saccade.Host.Editor
{
    /// <summary>What the editor does between two frames of the game. Engine thread only.</summary>
    internal static class EditorLoop
    {
        /// <summary>Trees that are shown beside the windows': the inspector's.</summary>
        internal static List<ElementPanel> Panels { get; } = [];

        /// <summary>Calls what waits for the editor: delayed calls, updates, the windows and what their elements have scheduled.</summary>
        /// <param name="seconds">Seconds since the editor began.</param>
        internal static void Tick(double seconds)
        {
            // What one event of the user did is taken back together.
            Undo.IncrementCurrentGroup();
            EditorApplication.timeSinceStartup = seconds;
            EditorApplication.RunUpdates(Fail);
            var milliseconds = (long)(seconds * 1000);
            foreach (var window in ((List<EditorWindow>)[.. EditorWindows.Open]))
            {
                window.Tick(milliseconds, Fail);
            }

            foreach (var panel in Panels.ToArray())
            {
                panel.Tick(milliseconds, Fail);
            }
        }

        /// <summary>Forgets windows, updates and listeners: another editor may begin in this process.</summary>
        internal static void Reset()
        {
            EditorWindows.CloseAll();
            Panels.Clear();
            EditorApplication.Reset();
            Selection.Reset();
            Undo.ClearAll();
            SessionState.Clear();
            EditorUtility.Dialogs = NoDialogs.Instance;
        }

        private static void Fail(Exception e) => Debug.LogException(e);
    }
}
