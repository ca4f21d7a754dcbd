using UnityEngine;

namespace Saccade.Samples.Shapes
{
    /// <summary>The model that comes with the sample.</summary>
    internal static class SampleModel
    {
        // Resources/Saccade/Shapes.vit.bytes
        private const string Name = "Saccade/Shapes.vit";

        /// <summary>Gives it to a classifier that has none.</summary>
        /// <param name="classifier">The classifier.</param>
        /// <param name="asker">Who is named where the model is missing.</param>
        public static void GiveTo(VitClassifier classifier, MonoBehaviour asker)
        {
            if (classifier.ModelAsset != null || classifier.ModelFolder.Length > 0)
            {
                return;
            }

            var model = Resources.Load<TextAsset>(Name);
            if (model != null)
            {
                classifier.Load(model);
            }
            else
            {
                Debug.LogError(
                    $"{asker.GetType().Name}: Resources/{Name}.bytes is missing. Import the sample again in the Package Manager.", asker);
            }
        }
    }
}
