using System.Collections.Generic;
using NUnit.Framework;
using UnityEngine;

namespace Saccade.Host.Tests.Engine
{
    /// <summary>Starts an engine for each test and, after it, expects that nothing was logged as wrong and nothing left behind.</summary>
    public abstract class EngineFixture
    {
        protected const int ScreenWidth = 160;
        protected const int ScreenHeight = 120;

        private readonly List<string> _failures = [];

        protected HostEngine Engine { get; private set; } = null!;

        protected virtual int AntiAliasing => 1;

        [SetUp]
        public void StartEngine()
        {
            _failures.Clear();
            Application.logMessageReceived += Remember;
            Engine = HostEngine.Start(Adapt(new HostOptions
            {
                Width = ScreenWidth,
                Height = ScreenHeight,
                AntiAliasing = AntiAliasing,
                ValidateGraphics = true,
                Log = null,
            }));
        }

        [TearDown]
        public void StopEngine()
        {
            Engine.Dispose();
            Application.logMessageReceived -= Remember;
            Assert.That(_failures, Is.Empty, "logged errors");
            Assert.That(HostEngine.LiveGraphicsObjects, Is.Zero, "OpenGL objects that nobody released");
        }

        /// <summary>How a fixture's engines differ from the usual one.</summary>
        protected virtual HostOptions Adapt(HostOptions options) => options;

        /// <summary>What was logged as wrong so far, which is then forgotten: the test expected it.</summary>
        protected string[] TakeFailures()
        {
            string[] taken = [.. _failures];
            _failures.Clear();
            return taken;
        }

        protected static Camera AddCamera(Vector3 position)
        {
            var camera = new GameObject("Camera") { tag = "MainCamera" }.AddComponent<Camera>();
            camera.transform.position = position;
            camera.backgroundColor = Color.black;
            return camera;
        }

        protected static GameObject AddShape(PrimitiveType type, Color color)
        {
            var shape = GameObject.CreatePrimitive(type);
            shape.GetComponent<Renderer>().material = new Material(Shader.Find("Unlit/Color")) { color = color };
            return shape;
        }

        /// <summary>Bottom left red, bottom right green, top left blue, top right white.</summary>
        protected static Texture2D FourCorners()
        {
            var texture = new Texture2D(2, 2, TextureFormat.RGBA32, false)
            {
                filterMode = FilterMode.Point,
                wrapMode = TextureWrapMode.Clamp,
            };
            texture.SetPixels32([Color.red, Color.green, Color.blue, Color.white]);
            texture.Apply();
            return texture;
        }

        private void Remember(string condition, string stackTrace, LogType type)
        {
            if (type is LogType.Error or LogType.Exception or LogType.Assert)
            {
                _failures.Add(condition);
            }
        }
    }
}
