using System;
using System.Diagnostics;
using Saccade.Host.Tooling;
using Saccade.Samples.Shapes;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Saccade.Host.Demo
{
    /// <summary>
    /// A scene with the classifier on its camera, as a game has it: the camera renders to the screen, the overlay and the label
    /// lie over it. Steps the engine until the label of a given frame has arrived.
    /// </summary>
    internal sealed class LiveScene : IDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

        private readonly HostEngine _engine;
        private readonly GameObject _eye;
        private readonly VitClassifier _classifier;

        public LiveScene(HostEngine engine, string modelFolder)
        {
            _engine = engine;
            _eye = new GameObject("Main Camera", typeof(Camera)) { tag = "MainCamera" };
            Shapes = new ShapesScene(_eye.GetComponent<Camera>());
            _classifier = _eye.AddComponent<VitClassifier>();
            _eye.AddComponent<AttentionOverlay>();

            // Scenes change from one frame to the next, and each is judged by itself.
            _classifier.Smoothing = 0f;
            _classifier.Hysteresis = 0f;
            var label = _eye.AddComponent<ClassificationLabel>();
            label.Truth = Shapes.Label;
            // The pictures are small, and the panel must not hide what they show.
            label.Lines = 1;
            _classifier.Load(modelFolder);
        }

        /// <summary>The solid, its background, its light.</summary>
        public ShapesScene Shapes { get; }

        /// <summary>
        /// Renders frames of the scene as it stands until the first of them has its label, overlay and all on the screen.
        /// </summary>
        /// <returns>The label's result, and how many frames it took.</returns>
        /// <exception cref="ToolingException">The classifier failed, or nothing came.</exception>
        public (Classification Result, int Frames) Classify()
        {
            var first = Time.frameCount + 1;
            var began = Stopwatch.GetTimestamp();
            do
            {
                _engine.Step();
                if (_classifier.Error != null)
                {
                    throw new ToolingException(_classifier.Error);
                }

                if (Stopwatch.GetElapsedTime(began) > Patience)
                {
                    throw new ToolingException(
                        $"No label came in {Patience.TotalSeconds} seconds. Is the machine out of memory or processors?");
                }
            }
            while (_classifier.Result == null || _classifier.Result.Frame < first);

            return (_classifier.Result, Time.frameCount - (int)_classifier.Result.Frame);
        }

        public void Dispose()
        {
            Object.DestroyImmediate(_eye);
            Shapes.Dispose();
        }
    }
}
