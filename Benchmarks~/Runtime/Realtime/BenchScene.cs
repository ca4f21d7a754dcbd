using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Saccade.Host;
using Saccade.Host.Tooling;
using Saccade.Samples.Shapes;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Saccade.Benchmarks.Runtime.Realtime
{
    /// <summary>
    /// The scene that is measured: one moving solid of the Shapes sample, seen by one camera or by several that share the screen.
    /// All ways to classify it are there from the beginning, and one at a time is switched on.
    /// </summary>
    internal sealed class BenchScene : IDisposable
    {
        private const int Seed = 11;
        private const string Solid = "torus";
        private const float Coverage = 0.5f;
        private const int FramesPerRound = 240;
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
        private static readonly byte[] OnePixel = new byte[3];

        private readonly HostEngine _engine;
        private readonly ShapesScene _shapes;
        private readonly List<GameObject> _eyes = [];
        private readonly List<VitClassifier> _classifiers = [];
        private readonly List<MonoBehaviour> _saccade = [];
        private readonly List<LabelLog> _labels = [];
        private int _frame;

        /// <summary>Builds the scene; nothing classifies yet.</summary>
        /// <param name="engine">The engine to render it with.</param>
        /// <param name="options">The model and its threads.</param>
        /// <param name="cameras">How many cameras share the screen: 1, 2, 4, 8, …</param>
        public BenchScene(HostEngine engine, RealtimeOptions options, int cameras)
        {
            _engine = engine;
            var (columns, rows) = Split(cameras);
            for (var i = 0; i < cameras; i++)
            {
                var camera = new GameObject($"Camera {i + 1}").AddComponent<Camera>();
                camera.rect = new Rect((float)(i % columns) / columns, (float)(i / columns) / rows, 1f / columns, 1f / rows);
                _eyes.Add(camera.gameObject);
            }

            var first = _eyes[0].GetComponent<Camera>();
            _shapes = new ShapesScene(first) { MaxCoverage = Coverage };
            _shapes.Show(Seed, Solid);
            foreach (var eye in _eyes)
            {
                var camera = eye.GetComponent<Camera>();
                camera.fieldOfView = first.fieldOfView;
                (camera.nearClipPlane, camera.farClipPlane) = (first.nearClipPlane, first.farClipPlane);
                (camera.clearFlags, camera.backgroundColor) = (first.clearFlags, first.backgroundColor);
                camera.transform.SetPositionAndRotation(first.transform.position, first.transform.rotation);
                AddSaccade(eye, options);
            }

            Naive = _eyes[0].AddComponent<NaiveClassifier>();
            Naive.enabled = false;
        }

        /// <summary>The naive way, on the first camera; its model is not open yet.</summary>
        public NaiveClassifier Naive { get; }

        /// <summary>The stages of Saccade on the first camera.</summary>
        public StageClock Stages { get; private set; } = null!;

        /// <summary>The labels of all cameras.</summary>
        public IEnumerable<LabelLog.Label> Labels => _labels.SelectMany(log => log.Labels);

        /// <summary>
        /// Waits until all that was drawn is on the screen, as showing it would: by reading a single pixel. A software driver draws
        /// when something asks for the result and not before, so without this a frame would be charged with the one before it.
        /// </summary>
        public static void Finish() => HostScreen.Read(new RectInt(0, 0, 1, 1), OnePixel);

        /// <summary>Moves the solid, runs one frame of the engine, and waits until it is drawn.</summary>
        public void RenderFrame()
        {
            _shapes.Move((float)(_frame++ % FramesPerRound) / FramesPerRound);
            _engine.Step();
            Finish();
        }

        /// <summary>Switches one way on and the others off, and renders until it runs as it will.</summary>
        /// <param name="way">The way.</param>
        /// <param name="settle">How long to render before it counts.</param>
        /// <param name="cancellation">Ends it between two frames.</param>
        /// <exception cref="ToolingException">The classifier failed, or no label came.</exception>
        /// <exception cref="OperationCanceledException">It was cancelled.</exception>
        public void Switch(Way way, TimeSpan settle, CancellationToken cancellation)
        {
            var isSaccade = way is Way.Saccade or Way.Overlay or Way.Shares or Way.Marked;
            Note(false);
            Naive.enabled = way == Way.Naive;
            foreach (var component in _saccade)
            {
                component.enabled = isSaccade && component switch
                {
                    AttentionOverlay => way is Way.Overlay or Way.Marked,
                    AttentionShares => way == Way.Shares,
                    _ => true,
                };
            }

            Stages.Switch(way == Way.Marked);
            var switched = Time.frameCount;
            var began = Stopwatch.GetTimestamp();
            while (isSaccade && !_classifiers.TrueForAll(classifier => classifier.IsReady && classifier.Result?.Frame > switched))
            {
                Render(cancellation);
                if (_classifiers.Find(classifier => classifier.Error != null) is { Error: string error })
                {
                    throw new ToolingException(error);
                }

                if (Stopwatch.GetElapsedTime(began) > Patience)
                {
                    throw new ToolingException(
                        $"No label came in {Patience.TotalMinutes} minutes. Is the machine out of memory or processors?");
                }
            }

            // A run that was under way when its classifier was switched off ends by itself; its time is not the next one's.
            began = Stopwatch.GetTimestamp();
            do
            {
                Render(cancellation);
            }
            while (Stopwatch.GetElapsedTime(began) < settle);

            // What one way left behind is not collected in another's turn.
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Note(way == Way.Overlay);
        }

        /// <summary>Stops noting labels and switches all ways off.</summary>
        public void SwitchOff()
        {
            Note(false);
            Naive.enabled = false;
            foreach (var component in _saccade)
            {
                component.enabled = false;
            }

            Stages.Switch(false);
        }

        public void Dispose()
        {
            SwitchOff();
            foreach (var eye in _eyes)
            {
                Object.DestroyImmediate(eye);
            }

            _shapes.Dispose();
        }

        // As many columns as rows, or twice as many: the pixels of all cameras together are the screen's.
        private static (int Columns, int Rows) Split(int cameras)
        {
            var rows = (int)Math.Sqrt(cameras);
            while (cameras % rows != 0)
            {
                rows--;
            }

            return (cameras / rows, rows);
        }

        private void AddSaccade(GameObject eye, RealtimeOptions options)
        {
            var log = eye.AddComponent<LabelLog>();
            var mark = StageClock.AddBefore(eye);
            var classifier = eye.AddComponent<VitClassifier>();
            classifier.enabled = false;
            classifier.ModelFolder = options.Model;
            classifier.Threads = options.Threads;
            log.Attach(classifier);
            var overlay = eye.AddComponent<AttentionOverlay>();
            var label = eye.AddComponent<ClassificationLabel>();
            var shares = eye.AddComponent<AttentionShares>();
            overlay.enabled = label.enabled = shares.enabled = false;

            // The first camera's stages stand for all.
            Stages ??= StageClock.Add(eye, mark);
            _classifiers.Add(classifier);
            _saccade.AddRange([classifier, overlay, label, shares]);
            _labels.Add(log);
        }

        private void Render(CancellationToken cancellation)
        {
            cancellation.ThrowIfCancellationRequested();
            RenderFrame();
        }

        private void Note(bool notes)
        {
            foreach (var log in _labels)
            {
                log.IsNoting = notes;
            }
        }
    }
}
