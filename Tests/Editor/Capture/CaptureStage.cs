using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NUnit.Framework;
using Saccade.Capture;
using Saccade.Editor.Capture;
using Saccade.Host;
using Saccade.Host.Editor;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Editor.Tests.Capture
{
    /// <summary>A running game with a camera and a folder for data sets.</summary>
    internal sealed class CaptureStage : IDisposable
    {
        private readonly string _root = Path.Combine(Path.GetTempPath(), "saccade-capture-" + Guid.NewGuid().ToString("N"));
        private HostEngine? _engine;

        public CaptureStage()
        {
            EditorLoop.Reset();
            Directory.CreateDirectory(_root);
            var assets = Path.Combine(_root, "Assets");
            _engine = HostEngine.Start(
                new HostOptions { Width = 64, Height = 36, AntiAliasing = 1, Log = null, DataPath = assets, IsEditor = true });
            Camera = new GameObject("Main Camera", typeof(Camera)) { tag = "MainCamera" }.GetComponent<Camera>();
            Camera.clearFlags = CameraClearFlags.SolidColor;
        }

        public Camera Camera { get; }

        public string Folder => Path.Combine(_root, "Datasets", "Capture");

        public CaptureSettings Settings(params string[] classes) => new()
        {
            Folder = Folder,
            Classes = [.. classes.Length > 0 ? classes : ["dark", "light"]],
            Target = 3,
            Width = 20,
            Height = 16,
            TrainShare = 1,
            ValidationShare = 1,
            TestShare = 1,
        };

        public void Step() => _engine!.Step();

        public void StopGame()
        {
            _engine?.Dispose();
            _engine = null;
        }

        /// <summary>Steps until a session rests; a software renderer answers within a few frames.</summary>
        public void RunToEnd(CaptureSession session) => RunUntil(session, () => session.State != CaptureState.Running);

        public void RunUntil(CaptureSession session, Func<bool> condition)
        {
            for (var i = 0; i < 2000 && !condition(); i++)
            {
                session.Tick();
                // The writer's speed is not this test's: a frame waits for it instead of the clock.
                AsyncGPUReadback.WaitAllRequests();
                session.FlushWrites();
                Step();
            }

            Assert.That(condition(), Is.True, session.Status);
        }

        public CaptureSession Capture(CaptureSettings settings)
        {
            var session = CaptureSession.Open(settings, Camera);
            RunToEnd(session);
            session.Dispose();
            return session;
        }

        /// <summary>Every file of a folder with what is in it.</summary>
        public static SortedDictionary<string, string> Files(string folder) => new(
            Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .ToDictionary(path => Path.GetRelativePath(folder, path), path => Convert.ToBase64String(File.ReadAllBytes(path))),
            StringComparer.Ordinal);

        public void Dispose()
        {
            EditorLoop.Reset();
            StopGame();
            Directory.Delete(_root, true);
        }

        /// <summary>Shows a class as the picture's colour, with some chance in it.</summary>
        internal sealed class Paint : MonoBehaviour, ICaptureRandomizer
        {
            public static List<string> Calls { get; } = [];

            public IReadOnlyList<string> Classes { get; set; } = ["dark", "light"];

            public int Restored { get; private set; }

            public string? Failure { get; set; }

            public void Randomize(CaptureScene scene)
            {
                if (Failure != null)
                {
                    throw new InvalidOperationException(Failure);
                }

                Calls.Add($"{name} {scene.Number} {scene.Frame} {scene.ClassName}");
                var level = scene.ClassName == "light" ? 0.7f : 0.1f;
                scene.Camera.backgroundColor = new Color(
                    level + scene.Random.Between(0f, 0.3f), level + scene.FrameRandom.Between(0f, 0.3f), 0f);
            }

            public void Restore() => Restored++;
        }
    }
}
