using System;
using System.Threading.Tasks;
using NUnit.Framework;
using Saccade.Host.Egl;
using UnityEngine;

namespace Saccade.Host.Tests.Engine
{
    public class HostEngineTests : EngineFixture
    {
        private static int _initialized;

        [Test]
        public void SecondStart_IsRefused_WhileOneRuns() =>
            Assert.That(() => HostEngine.Start(), Throws.TypeOf<HostException>().With.Message.Contains("Dispose"));

        [Test]
        public void StartAfterDispose_DrawsTheSame_WithAssetsFromBefore()
        {
            var texture = FourCorners();
            var material = new Material(Shader.Find("Unlit/Texture")) { mainTexture = texture };
            var first = Draw(material);
            Engine.Dispose();

            using var second = HostEngine.Start(new HostOptions
            {
                Width = ScreenWidth,
                Height = ScreenHeight,
                AntiAliasing = 1,
                Log = null,
            });
            AddCamera(new Vector3(0, 0, -1));
            GameObject.CreatePrimitive(PrimitiveType.Quad).GetComponent<Renderer>().sharedMaterial = material;
            second.Step();

            Assert.That(HostScreen.Capture().Rgba, Is.EqualTo(first));
        }

        [Test]
        public void ObjectsMadeBeforeStart_WakeAtStart()
        {
            Recorder.Forget();
            Engine.Dispose();
            new GameObject("early").AddComponent<Recorder>();
            Assert.That(Recorder.Notes, Is.Empty);

            using var second = HostEngine.Start(new HostOptions { Width = 8, Height = 8, Log = null });

            Assert.That(Recorder.Notes, Is.EqualTo((string[])["early.Awake", "early.OnEnable"]));
        }

        [Test]
        public void InitializeMethods_AreCalledAtEveryStart()
        {
            var before = _initialized;
            Engine.Dispose();

            using var second = HostEngine.Start(new HostOptions { Width = 8, Height = 8, Log = null });

            Assert.That(_initialized, Is.EqualTo(before + 1));
        }

        [Test]
        public void Time_AdvancesByTheSteps_AndTheScale()
        {
            Engine.Step(0.25f);
            Time.timeScale = 2;
            Engine.Step(0.5f);

            using (Assert.EnterMultipleScope())
            {
                Assert.That(Time.frameCount, Is.EqualTo(2));
                Assert.That(Time.time, Is.EqualTo(1.25f));
                Assert.That(Time.unscaledTime, Is.EqualTo(0.75f));
                Assert.That(Time.deltaTime, Is.EqualTo(1f));
                Assert.That(Time.unscaledDeltaTime, Is.EqualTo(0.5f));
                Assert.That(Time.realtimeSinceStartup, Is.Positive);
            }
        }

        [Test]
        public void Step_InTheMiddleOfAFrame_IsRefused()
        {
            Exception? thrown = null;
            Application.onBeforeRender += () => thrown = Assert.Catch(() => Engine.Step());

            Engine.Step();

            Assert.That(thrown, Is.TypeOf<HostException>().With.Message.Contains("middle of a frame"));
        }

        [Test]
        public void Step_OnAnotherThread_IsRefused()
        {
            var thrown = Task.Run(() => Assert.Catch(() => Engine.Step())).GetAwaiter().GetResult();

            Assert.That(thrown, Is.TypeOf<UnityException>().With.Message.Contains("main thread"));
        }

        [TestCase(0, 10, 1)]
        [TestCase(10, -1, 1)]
        [TestCase(10, 10, 0)]
        public void OptionsOutOfRange_AreNamed(int width, int height, int samples)
        {
            Engine.Dispose();

            Assert.That(
                () => HostEngine.Start(new HostOptions { Width = width, Height = height, AntiAliasing = samples }),
                Throws.TypeOf<HostException>().With.Message.Contains($"{width}x{height}").And.Message.Contains($"{samples} samples"));
        }

        [Test]
        public void Quit_IsLeftToTheCaller()
        {
            Assert.That(Engine.IsQuitRequested, Is.False);

            Application.Quit();

            Assert.That(Engine.IsQuitRequested);
            Assert.That(Application.isPlaying);
        }

        [Test]
        public void MissingDriver_NamesThePackages_AndTheCommand() => Assert.That(
                () => EglLibrary.Load("libEGL-that-is-not-there.so"),
                Throws.TypeOf<HostException>()
                    .With.Message.Contains("libEGL-that-is-not-there.so")
                    .And.Message.Contains("apt-get install --no-install-recommends -y libegl1 libgl1-mesa-dri"));

        [Test]
        public void SteadyFrames_AllocateNothing()
        {
            var camera = AddCamera(new Vector3(0, 2, -5));
            camera.gameObject.AddComponent<SteadyScript>();
            new GameObject("light").AddComponent<Light>().type = LightType.Directional;
            for (var i = 0; i < 6; i++)
            {
                GameObject.CreatePrimitive((PrimitiveType)i).transform.position = new Vector3(i - 3, 0, 0);
            }

            // Long enough for the runtime to have compiled every method for good.
            for (var i = 0; i < 100; i++)
            {
                Engine.Step();
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 20; i++)
            {
                Engine.Step();
            }

            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        }

        [Test]
        public void SystemInfo_DescribesTheDriver()
        {
            Assert.That(SystemInfo.graphicsDeviceType, Is.EqualTo(UnityEngine.Rendering.GraphicsDeviceType.OpenGLCore));
            Assert.That(SystemInfo.graphicsDeviceName, Is.EqualTo(GlInfo.Current.Renderer));
            Assert.That(SystemInfo.maxTextureSize, Is.GreaterThanOrEqualTo(4096));

            Engine.Dispose();

            Assert.That(SystemInfo.graphicsDeviceType, Is.EqualTo(UnityEngine.Rendering.GraphicsDeviceType.Null));
            Assert.That(() => HostScreen.Capture(), Throws.TypeOf<UnityException>().With.Message.Contains("HostEngine.Start"));
        }

        [RuntimeInitializeOnLoadMethod(RuntimeInitializeLoadType.SubsystemRegistration)]
        private static void OnLoad() => _initialized++;

        private byte[] Draw(Material material)
        {
            AddCamera(new Vector3(0, 0, -1));
            GameObject.CreatePrimitive(PrimitiveType.Quad).GetComponent<Renderer>().sharedMaterial = material;
            Engine.Step();
            return HostScreen.Capture().Rgba;
        }

        private sealed class SteadyScript : MonoBehaviour
        {
            private readonly string[] _labels = ["cube 98 %", "sphere 71 %"];

            private void Update() => transform.RotateAround(Vector3.zero, Vector3.up, Time.deltaTime * 30);

            private void OnGUI()
            {
                GUI.Box(new Rect(5, 5, 120, 40), _labels[Time.frameCount % 2]);
                GUI.Label(new Rect(5, 50, 120, 40), "a label that <b>wraps</b> over lines");
                GUI.DrawTexture(new Rect(130, 5, 20, 20), Texture2D.whiteTexture);
            }
        }
    }
}
