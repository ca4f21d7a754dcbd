using System;
using System.Linq;
using Saccade.Capture;
using Saccade.Inference;
using Saccade.OpenGL.Contexts;
using Saccade.Samples.Shapes;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Saccade.Editor.Tests.Reload
{
    /// <summary>
    /// What the reload's tests do within the scripts' world: called by name, because outside of it the package's types are others.
    /// </summary>
    internal static class ReloadedScene
    {
        private static VitClassifier Classifier => Object.FindFirstObjectByType<VitClassifier>();

        /// <summary>A camera that classifies what it sees with a model.</summary>
        public static void Build(string model)
        {
            GameObject camera = new("Camera", typeof(Camera), typeof(VitClassifier), typeof(AttentionOverlay), typeof(ClassificationLabel));
            camera.GetComponent<Camera>().backgroundColor = new Color(0.4f, 0.3f, 0.6f);
            camera.GetComponent<VitClassifier>().Load(model);
        }

        /// <summary>The sample's scene, which is built by its component and knows its own model.</summary>
        public static void BuildSample() => _ = new GameObject("Sample", typeof(ShapesQuickstart));

        /// <summary>The name of the label that the sample's scene shows, or null while there is no scene.</summary>
        public static string? SampleLabel() => Object.FindFirstObjectByType<ShapesQuickstart>().Scene?.Label.ClassName;

        /// <summary>How many lamps the sample's scene has.</summary>
        public static int SampleObjects() => Object.FindObjectsByType<Light>(FindObjectsSortMode.None).Count(light => light.enabled);

        /// <summary>Chooses how pictures are encoded, as a game has to after each reload: it is a static.</summary>
        public static void Prefer(string? backend) => CaptureBackends.Preferred = backend;

        public static bool Serves() => Classifier.Result != null;

        /// <summary>All that it would show of faults, as one line that is empty where there is none.</summary>
        public static string Faults() =>
            string.Join("; ", new[] { Classifier.Error, Classifier.Notice, Classifier.GetComponent<AttentionOverlay>()?.Notice }
                .Where(text => text != null));

        public static string CaptureName() => Classifier.CaptureName;

        /// <summary>Tells what is left when these scripts go: threads of models, and OpenGL objects of the encode.</summary>
        public static void WhenUnloaded(Action<int, int> tell) =>
            AppDomain.CurrentDomain.DomainUnload += (_, _) => tell(SharedModels.RunningCount, GlObjects.Live);
    }
}
