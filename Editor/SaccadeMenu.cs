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
            ClassifierSetup.Require<VitClassifier>(camera);
            ClassifierSetup.Complete(camera.GetComponent<VitClassifier>());
            Selection.activeGameObject = camera;
        }

        [MenuItem(ClassifyCamera, true)]
        private static bool CanAddClassifier()
        {
            Camera? camera = FindCamera();
            return camera != null && camera.GetComponent<ClassificationLabel>() == null;
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
