#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;

namespace UnityEditor
{
    public class DragAndDrop
    {
        private static string[] _paths = Array.Empty<string>();

        public static DragAndDropVisualMode visualMode { get; set; }

        /// <summary>What is dragged: relative to the project if it lies in it, as Unity gives it.</summary>
        public static string[] paths
        {
            get => (string[])_paths.Clone();
            set => _paths = value ?? Array.Empty<string>();
        }

        internal static bool IsAccepted { get; private set; }

        public static void AcceptDrag() => IsAccepted = true;

        /// <summary>Begins a drag, as the user does with the mouse.</summary>
        internal static void Begin(params string[] dragged)
        {
            paths = dragged;
            visualMode = DragAndDropVisualMode.None;
            IsAccepted = false;
        }
    }
}
