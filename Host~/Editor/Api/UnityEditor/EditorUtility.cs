#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using Saccade.Host.Editor;
using UnityEngine;
using Object = UnityEngine.Object;

namespace UnityEditor
{
    public class EditorUtility
    {
        /// <summary>Who is asked; nobody unless an editor shows the windows.</summary>
        internal static IEditorDialogs Dialogs { get; set; } = NoDialogs.Instance;

        public static string OpenFolderPanel(string title, string folder, string defaultName) =>
            Dialogs.OpenFolder(title, folder, defaultName);

        public static string OpenFilePanel(string title, string directory, string extension) =>
            Dialogs.OpenFile(title, directory, extension);

        public static bool DisplayDialog(string title, string message, string ok) => DisplayDialog(title, message, ok, "");

        public static bool DisplayDialog(string title, string message, string ok, string cancel) =>
            Dialogs.Ask(title, message, ok, cancel, "") == 0;

        public static int DisplayDialogComplex(string title, string message, string ok, string cancel, string alt) =>
            Dialogs.Ask(title, message, ok, cancel, alt);

        public static void CopySerialized(Object source, Object dest)
        {
            if (source == null || dest == null)
            {
                throw new NullReferenceException(
                    $"EditorUtility.CopySerialized: {(source == null ? "source" : "dest")} is null or destroyed.");
            }

            if (source.GetType() != dest.GetType())
            {
                Debug.LogError($"EditorUtility.CopySerialized: source is a {source.GetType().Name}, dest a {dest.GetType().Name}.", dest);
                return;
            }

            new ObjectValues(source).WriteTo(dest);
            ScriptValidation.Send(dest);
        }

        public static void RevealInFinder(string path) => Dialogs.Reveal(path);
    }
}
