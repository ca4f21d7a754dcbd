using System.IO;
using Saccade.Files;
using UnityEditor;
using UnityEngine;

namespace Saccade.Editor.Classifier
{
    /// <summary>Shows the model folder of a classifier, or lets the user choose one for it. Main thread only.</summary>
    internal static class ModelFolderChoice
    {
        internal static void Run(VitClassifier classifier)
        {
            var folder = classifier.ModelFolder.Length == 0 ? "" : Path.Combine(Application.streamingAssetsPath, classifier.ModelFolder);
            if (Directory.Exists(folder))
            {
                var answer = EditorUtility.DisplayDialogComplex(
                    "Model Folder", $"{classifier.name} uses {folder}.", "Show it", "Cancel", "Choose another…");
                if (answer == 0)
                {
                    EditorUtility.RevealInFinder(folder);
                }

                if (answer != 2)
                {
                    return;
                }
            }

            var start = Directory.Exists(folder) ? folder : Application.streamingAssetsPath;
            var chosen = EditorUtility.OpenFolderPanel("Model Folder", start, "");
            if (string.IsNullOrEmpty(chosen))
            {
                return;
            }

            if (!File.Exists(Path.Combine(chosen, ModelLayout.Config)))
            {
                EditorUtility.DisplayDialog(
                    "Model Folder",
                    $"{chosen}: holds no {ModelLayout.Config}, so it isn't a model folder. "
                        + $"Choose the folder that holds {ModelLayout.Config}.",
                    "OK");
                return;
            }

            new CameraSwap().Use(classifier, chosen);
        }
    }
}
