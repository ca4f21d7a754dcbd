using UnityEditor;
using UnityEngine;

namespace Saccade.Editor
{
    /// <summary>The entries of the menu Tools, Saccade.</summary>
    internal static class SaccadeMenu
    {
        private const string ClassifyCamera = "Tools/Saccade/Classify What The Camera Sees";

        [MenuItem(ClassifyCamera, false, 0)]
        private static void AddClassifier()
        {
            GameObject camera = FindCamera()!.gameObject;
            Require<VitClassifier>(camera);
            Require<AttentionOverlay>(camera);
            Require<ClassificationLabel>(camera);
            Selection.activeGameObject = camera;
        }

        [MenuItem(ClassifyCamera, true)]
        private static bool CanAddClassifier()
        {
            Camera? camera = FindCamera();
            return camera != null && camera.GetComponent<ClassificationLabel>() == null;
        }

        private static void Require<T>(GameObject camera)
            where T : Component
        {
            if (camera.GetComponent<T>() == null)
                Undo.AddComponent<T>(camera);
        }

        // The selected camera, else the main one.
        private static Camera? FindCamera()
        {
            GameObject? selected = Selection.activeGameObject;
            Camera? camera = selected != null ? selected.GetComponent<Camera>() : null;
            return camera != null ? camera : Camera.main;
        }
    }
}
