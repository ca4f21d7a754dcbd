using Saccade.Editor.Classifier;
using Saccade.Editor.Package;
using UnityEditor;
using UnityEngine;

namespace Saccade.Editor.Menu
{
    /// <summary>The entries of the menu Tools, Saccade.</summary>
    internal static class SaccadeMenu
    {
        private const string ClassifyCamera = "Tools/Saccade/Classify What The Camera Sees";
        private const string RetrainEntry = "Tools/Saccade/Retrain…";
        private const string ModelFolderEntry = "Tools/Saccade/Model Folder…";
        private const string TrainingToolEntry = "Tools/Saccade/Training Tool…";
        private const string DocumentationEntry = "Tools/Saccade/Documentation";

        [MenuItem(ClassifyCamera, false, 0)]
        private static void AddClassifier()
        {
            var camera = FindCamera()!.gameObject;
            ClassifierSetup.Require<VitClassifier>(camera);
            ClassifierSetup.Complete(camera.GetComponent<VitClassifier>());
            Selection.activeGameObject = camera;
        }

        [MenuItem(ClassifyCamera, true)]
        private static bool CanAddClassifier()
        {
            var camera = FindCamera();
            return camera != null && camera.GetComponent<ClassificationLabel>() == null;
        }

        [MenuItem(RetrainEntry, false, 21)]
        private static void Retrain() => RetrainWindow.Open();

        [MenuItem(ModelFolderEntry, false, 22)]
        private static void ChooseModelFolder() => ModelFolderChoice.Run(FindClassifier()!);

        [MenuItem(ModelFolderEntry, true)]
        private static bool CanChooseModelFolder() => FindClassifier() != null;

        [MenuItem(TrainingToolEntry, false, 24)]
        private static void ShowTrainingTool() => TrainingToolWindow.Open();

        [MenuItem(DocumentationEntry, false, 60)]
        private static void OpenDocumentation() => PackageDocumentation.Open();

        // The selected object's classifier, else the main camera's.
        private static VitClassifier? FindClassifier()
        {
            var selected = Selection.activeGameObject;
            var classifier = selected != null ? selected.GetComponent<VitClassifier>() : null;
            var main = Camera.main;
            return classifier != null ? classifier : main != null ? main.GetComponent<VitClassifier>() : null;
        }

        // The selected camera, else the main one.
        private static Camera? FindCamera()
        {
            var selected = Selection.activeGameObject;
            var camera = selected != null ? selected.GetComponent<Camera>() : null;
            return camera != null ? camera : Camera.main;
        }
    }
}
