using System.IO;
using Saccade.Preprocessing;
using UnityEditor;
using UnityEngine;

namespace Saccade.Editor.Menu
{
    /// <summary>The menu's entry that packs a model folder into an asset of the project. Main thread only.</summary>
    internal static class ModelAssetMenu
    {
        private const string Title = "Model Asset";

        /// <summary>Packs a model folder into the project's Assets.</summary>
        /// <param name="folder">The model folder; the asset gets its name.</param>
        /// <param name="assets">The project's Assets folder.</param>
        /// <returns>The file.</returns>
        /// <exception cref="ModelFileException">The folder holds no model that can be run, or the file can't be written.</exception>
        internal static string Pack(string folder, string assets)
        {
            var path = PathFor(folder, assets);
            ModelPacker.Pack(folder, path);
            return path;
        }

        [MenuItem("Tools/Saccade/Model Asset…", false, 23)]
        private static void Run()
        {
            var folder = EditorUtility.OpenFolderPanel("Model folder to make an asset of", Application.streamingAssetsPath, "");
            if (string.IsNullOrEmpty(folder))
            {
                return;
            }

            var path = PathFor(folder, Application.dataPath);
            if (File.Exists(path) && !EditorUtility.DisplayDialog(Title, $"{path} is there already.", "Replace it", "Cancel"))
            {
                return;
            }

            try
            {
                Pack(folder, Application.dataPath);
            }
            catch (ModelFileException e)
            {
                EditorUtility.DisplayDialog(Title, e.Message, "OK");
                return;
            }

            AssetDatabase.Refresh();
            var megabytes = new FileInfo(path).Length / 1e6;
            EditorUtility.DisplayDialog(
                Title,
                System.FormattableString.Invariant($"{path}: {megabytes:0.0} MB. Drag it onto Model Asset of a Vit Classifier."),
                "OK");
        }

        private static string PathFor(string folder, string assets) =>
            Path.Combine(assets, Path.GetFileName(folder.TrimEnd('/', '\\')) + ModelPacker.Ending);
    }
}
