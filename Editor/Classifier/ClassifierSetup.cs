using UnityEditor;
using UnityEngine;

namespace Saccade.Editor.Classifier
{
    /// <summary>
    /// What a user expects of a classifier that was just added: a model, if there is one, and label and overlay, so that there is something
    /// to see. All of it is one step to undo.
    /// </summary>
    internal static class ClassifierSetup
    {
        /// <summary>Completes a classifier: gives it a model folder if it has none, and the label and the overlay that it lacks.</summary>
        /// <param name="classifier">The classifier.</param>
        internal static void Complete(VitClassifier classifier)
        {
            if (classifier.ModelFolder.Length == 0 && classifier.ModelAsset == null)
            {
                TakeModel(classifier);
            }

            Require<AttentionOverlay>(classifier.gameObject);
            Require<ClassificationLabel>(classifier.gameObject);
        }

        /// <summary>Adds a component, as a step to undo, where there is none.</summary>
        internal static void Require<T>(GameObject camera)
            where T : Component
        {
            if (camera.GetComponent<T>() == null)
            {
                Undo.AddComponent<T>(camera);
            }
        }

        [InitializeOnLoadMethod]
        private static void Watch()
        {
            ObjectFactory.componentWasAdded -= CompleteAdded;
            ObjectFactory.componentWasAdded += CompleteAdded;
        }

        private static void CompleteAdded(Component added)
        {
            if (added is VitClassifier classifier)
            {
                Complete(classifier);
            }
        }

        private static void TakeModel(VitClassifier classifier)
        {
            var folder = ModelFolders.First(Application.streamingAssetsPath);
            if (folder == null)
            {
                return;
            }

            Undo.RecordObject(classifier, "Choose Model Folder");
            classifier.ModelFolder = folder;
            if (Application.isPlaying)
            {
                classifier.Load(folder);
            }
        }
    }
}
