using System;
using System.IO;
using Saccade.Editor.Package;
using Saccade.Files;
using UnityEditor;
using UnityEngine;

namespace Saccade.Editor.Classifier
{
    /// <summary>How the import form is asked for from where it isn't known: what is dropped on a field, a button of an inspector.</summary>
    internal static class ModelImport
    {
        /// <summary>The form's entry in the menu.</summary>
        internal const string Entry = "Tools/Saccade/Import ONNX Model…";

        private const string PathKey = "Saccade.Import.Path";

        /// <summary>Opens the form with a file, or with a model folder whose mapping is to be changed.</summary>
        /// <param name="path">The file or folder.</param>
        internal static void Show(string path)
        {
            SessionState.SetString(PathKey, Path.GetFullPath(path));
            if (!EditorApplication.ExecuteMenuItem(Entry))
            {
                Debug.LogError($"The menu has no entry {Entry}, so {path} can't be shown there: import the package again.");
            }
        }

        /// <summary>What the form was asked to show, once; empty where nothing was.</summary>
        internal static string TakePath()
        {
            var path = SessionState.GetString(PathKey, "");
            SessionState.EraseString(PathKey);
            return path;
        }

        /// <summary>The ONNX file or the folder that is being dragged; null where it is neither, or several.</summary>
        internal static string? FindDragged()
        {
            var paths = DragAndDrop.paths;
            if (paths == null || paths.Length != 1)
            {
                return null;
            }

            // What is dragged from the project's window has its path in the project.
            var path = Path.Combine(ProjectFolders.Root, paths[0]);
            return Directory.Exists(path) || path.EndsWith(ModelLayout.GraphEnding, StringComparison.OrdinalIgnoreCase) ? path : null;
        }
    }
}
