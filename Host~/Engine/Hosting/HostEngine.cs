using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using Saccade.Host.Rendering;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Host
{
    /// <summary>
    /// The running stand-in engine: the scene that <see cref="GameObject"/> and its kin live in, stepped one frame at a time by the
    /// caller's clock, so that a run depends on nothing but its inputs. One runs per process at a time, on the thread that started it.
    /// </summary>
    public sealed class HostEngine : IDisposable
    {
        private const int DefaultWidth = 640;
        private const int DefaultHeight = 480;

        private static readonly Stopwatch Clock = new Stopwatch();
        private static readonly Comparison<Camera> ByDepth = static (a, b) => a.depth.CompareTo(b.depth);
        private static readonly Event GuiEvent = new Event();

        private static HostEngine? _current;

        private readonly GraphicsDevice _device;
        private readonly MainThreadContext _context = new MainThreadContext();
        private readonly SynchronizationContext? _contextBefore = SynchronizationContext.Current;
        private readonly List<Camera> _cameras = [];
        private readonly List<MonoBehaviour> _guiScripts = [];
        private bool _isStepping;
        private bool _isDisposed;

        private HostEngine(HostOptions options)
        {
            Options = options;
            _device = new GraphicsDevice(options);
        }

        /// <summary>How many OpenGL objects the engine holds at present; 0 when none runs.</summary>
        public static int LiveGraphicsObjects { get; private set; }

        /// <summary>What the engine was started with.</summary>
        public HostOptions Options { get; }

        /// <summary>Whether a script has called <see cref="Application.Quit()"/>; the caller decides when to stop stepping.</summary>
        public bool IsQuitRequested { get; private set; }

        internal static int ScreenWidth => _current?.Options.Width ?? DefaultWidth;

        internal static int ScreenHeight => _current?.Options.Height ?? DefaultHeight;

        internal static bool IsEditor => _current?.Options.IsEditor ?? false;

        internal static string? DataPath => _current?.Options.DataPath;

        internal static string? StreamingAssetsPath => _current?.Options.StreamingAssetsPath;

        internal static string? PersistentDataPath => _current?.Options.PersistentDataPath;

        internal static bool SupportsComputeShaders => _current?.Options.SupportsComputeShaders ?? false;

        internal static bool SupportsAsyncReadback => _current?.Options.SupportsAsyncReadback ?? false;

        internal static double SecondsSinceStart => Clock.Elapsed.TotalSeconds;

        /// <summary>
        /// Creates the graphics context, sets <see cref="Application.isPlaying"/>, calls every method marked
        /// <see cref="RuntimeInitializeOnLoadMethodAttribute"/> of the assemblies beside the program that reference the engine, and
        /// wakes the game objects that exist already.
        /// </summary>
        /// <param name="options">How to set it up; the defaults if null.</param>
        /// <returns>The engine, bound to this thread until it is disposed.</returns>
        /// <exception cref="HostException">
        /// One runs already, an option is out of range, or the machine has no OpenGL 4.5 driver.
        /// </exception>
        public static HostEngine Start(HostOptions? options = null)
        {
            var engine = StartEditing(options);
            BeginPlay();
            return engine;
        }

        /// <summary>Starts an engine as an editor does: no script runs until <see cref="EnterPlayMode"/>.</summary>
        internal static HostEngine StartEditing(HostOptions? options = null)
        {
            if (_current is not null)
            {
                throw new HostException("HostEngine.Start: an engine runs already in this process. Dispose it first.");
            }

            options ??= new HostOptions();
            if (options.Width < 1 || options.Height < 1 || options.AntiAliasing < 1)
            {
                throw new HostException(
                    $"HostEngine.Start: a screen of {options.Width}x{options.Height} with {options.AntiAliasing} samples a pixel was asked "
                    + "for; each must be 1 or more.");
            }

            MainThread.Claim();
            try
            {
                HostLog.Writer = options.Log;
                QualitySettings.activeColorSpace = options.ColorSpace;
                _current = new HostEngine(options);
                SynchronizationContext.SetSynchronizationContext(_current._context);
            }
            catch
            {
                HostLog.Writer = Console.Error;
                MainThread.Release();
                throw;
            }

            Time.Reset();
            InputState.Reset();
            RenderSettings.Reset();
            QualitySettings.antiAliasing = options.AntiAliasing;
            GraphicsSettings.defaultRenderPipeline = options.ScriptablePipeline ? new HostPipelineAsset() : null;
            Clock.Restart();
            LiveGraphicsObjects = _current._device.Names.Live;
            if (options.ReloadsScripts)
            {
                ScriptDomain.Load();
            }

            return _current;
        }

        /// <summary>
        /// Runs one frame: Start for new scripts, Update, LateUpdate, the cameras (those with a target texture first, each group by
        /// depth), OnGUI over the screen, then what was destroyed goes. An exception in a script is logged and the frame goes on.
        /// </summary>
        /// <param name="deltaTime">The seconds that this frame advances <see cref="Time.unscaledTime"/> by, 0 or more.</param>
        /// <exception cref="HostException">The engine is disposed, or a script called this from within a frame.</exception>
        /// <exception cref="UnityException">Called from another thread than the one that started the engine.</exception>
        public void Step(float deltaTime = 1 / 60f)
        {
            DemandBetweenFrames("HostEngine.Step");
            if (!(deltaTime >= 0))
            {
                throw new ArgumentOutOfRangeException(nameof(deltaTime), deltaTime, "HostEngine.Step: expected 0 or more seconds.");
            }

            _isStepping = true;
            SynchronizationContext.SetSynchronizationContext(_context);
            try
            {
                Time.Advance(deltaTime);
                InputState.BeginFrame(deltaTime);
                _device.Readbacks.Deliver();
                StartScripts();
                UpdateScripts();
                _context.Run();
                StartScripts();
                LateUpdateScripts();
                World.DestroyDoomed();
                DrawFrame();
            }
            finally
            {
                _isStepping = false;
            }
        }

        /// <summary>
        /// Ends the game: OnApplicationQuit, <see cref="Application.quitting"/>, OnDisable and OnDestroy for every object, then the
        /// graphics context goes with all that lives in it. Afterwards another engine may be started.
        /// </summary>
        /// <exception cref="HostException">A script called this from within a frame.</exception>
        /// <exception cref="UnityException">Called from another thread than the one that started the engine.</exception>
        public void Dispose()
        {
            if (_isDisposed)
            {
                return;
            }

            MainThread.Demand("HostEngine.Dispose");
            if (_isStepping)
            {
                throw new HostException(
                    "HostEngine.Dispose: the engine is in the middle of a frame. A script ends the game with Application.Quit.");
            }

            _isDisposed = true;
            EndPlay();
            _device.Readbacks.FailAll();
            Application.ForgetListeners();
            Camera.ForgetListeners();
            RenderPipelineManager.ForgetListeners();
            ScriptDomain.Current?.Unload();
            RenderPipelineManager.End();
            GUI.ForgetSkins();
            _device.Dispose();
            LiveGraphicsObjects = _device.Names.Live;
            Clock.Reset();
            HostLog.Writer = Console.Error;
            _current = null;
            SynchronizationContext.SetSynchronizationContext(_contextBefore);
            MainThread.Release();
        }

        /// <summary>Whether a frame is being made at this moment, so that no other can begin.</summary>
        internal bool IsStepping => _isStepping;

        /// <summary>Draws the scene as it stands: no time passes, no script is updated.</summary>
        internal void Redraw()
        {
            DemandBetweenFrames("HostEngine.Redraw");
            _isStepping = true;
            try
            {
                InputState.Absorb();
                _device.Readbacks.Deliver();
                DrawFrame();
            }
            finally
            {
                _isStepping = false;
            }
        }

        /// <summary>Begins the game with the objects that are there: what <see cref="Start"/> does to a new engine.</summary>
        internal void EnterPlayMode()
        {
            DemandBetweenFrames("HostEngine.EnterPlayMode");
            if (!Application.isPlaying)
            {
                IsQuitRequested = false;
                Time.Reset();
                InputState.Reset();
                BeginPlay();
            }
        }

        /// <summary>
        /// Ends the game as <see cref="Dispose"/> does, but the engine stays: every object is destroyed, for the caller to fill the scene
        /// again. Statics stay too, with who listens to the engine, and a readback under way is answered later.
        /// </summary>
        internal void LeavePlayMode()
        {
            DemandBetweenFrames("HostEngine.LeavePlayMode");
            if (Application.isPlaying)
            {
                EndPlay();
                _device.Screen.ClearToBlack();
                LiveGraphicsObjects = _device.Names.Live;
            }
        }

        /// <summary>Loads all scripts anew, as an editor does when one of them has changed, in play mode or out of it.</summary>
        /// <returns>Tells whether the scripts of before are gone: nothing that they left behind refers to them any more.</returns>
        /// <exception cref="HostException">The scripts are the program's own, see <see cref="HostOptions.ReloadsScripts"/>.</exception>
        internal WeakReference ReloadScripts(ReloadOptions options)
        {
            DemandBetweenFrames("HostEngine.ReloadScripts");
            if (ScriptDomain.Current is null)
            {
                throw new HostException("HostEngine.ReloadScripts: the engine was started without HostOptions.ReloadsScripts.");
            }

            var unloaded = ScriptReload.Run(_device, options);
            LiveGraphicsObjects = _device.Names.Live;
            return unloaded;
        }

        /// <summary>Begins to copy the screen, as it is drawn now.</summary>
        internal void BeginCopy(ref PixelReadback? copy)
        {
            copy ??= new PixelReadback(_device);
            copy.Begin(_device.Screen, TextureLayout.Rgba32);
        }

        internal static void RequestQuit()
        {
            if (_current is not null)
            {
                _current.IsQuitRequested = true;
            }
        }

        private static void BeginPlay()
        {
            Application.isPlaying = true;
            RuntimeInitializers.Invoke(RuntimeInitializeLoadType.SubsystemRegistration);
            RuntimeInitializers.Invoke(RuntimeInitializeLoadType.AfterAssembliesLoaded);
            RuntimeInitializers.Invoke(RuntimeInitializeLoadType.BeforeSplashScreen);
            RuntimeInitializers.Invoke(RuntimeInitializeLoadType.BeforeSceneLoad);
            World.AwakenAll();
            RuntimeInitializers.Invoke(RuntimeInitializeLoadType.AfterSceneLoad);
        }

        private static void EndPlay()
        {
            foreach (var script in World.Scripts.Snapshot())
            {
                if (script!.IsLive)
                {
                    script.Send(script.Messages.OnApplicationQuit);
                }
            }

            Application.RaiseQuitting();
            World.DestroyAll();
            Application.isPlaying = false;
            InputState.Reset();
            RenderTexture.active = null;
        }

        private void DemandBetweenFrames(string member)
        {
            MainThread.Demand(member);
            if (_isDisposed || _isStepping)
            {
                throw new HostException($"{member}: the engine is {(_isDisposed ? "disposed" : "in the middle of a frame")}.");
            }
        }

        private void DrawFrame()
        {
            Application.RaiseBeforeRender();
            RenderCameras();
            DrawGui();
            World.DestroyDoomed();
            LiveGraphicsObjects = _device.Names.Live;
        }

        private static void StartScripts()
        {
            foreach (var script in World.Scripts.Snapshot())
            {
                script!.StartOnce();
            }
        }

        private static void UpdateScripts()
        {
            foreach (var script in World.Scripts.Snapshot())
            {
                if (script!.IsLive)
                {
                    script.Send(script.Messages.Update);
                }
            }
        }

        private static void LateUpdateScripts()
        {
            foreach (var script in World.Scripts.Snapshot())
            {
                if (script!.IsLive)
                {
                    script.Send(script.Messages.LateUpdate);
                }
            }
        }

        private void RenderCameras()
        {
            _device.Screen.ClearToBlack();
            _cameras.Clear();
            GatherCameras(offScreen: true);
            GatherCameras(offScreen: false);
            if (RenderPipelineManager.IsInUse)
            {
                RenderPipelineManager.Render(_cameras);
            }
            else
            {
                for (var i = 0; i < _cameras.Count; i++)
                {
                    if (_cameras[i].IsLive)
                    {
                        _device.CameraPass.Render(_cameras[i]);
                    }
                }
            }

            _cameras.Clear();
        }

        private void GatherCameras(bool offScreen)
        {
            var first = _cameras.Count;
            foreach (var camera in World.Cameras)
            {
                if (camera.targetTexture is not null == offScreen)
                {
                    InsertByDepth(camera, first);
                }
            }
        }

        // Cameras of one depth keep the order in which they came alive, which List.Sort does not promise.
        private void InsertByDepth(Camera camera, int first)
        {
            var index = _cameras.Count;
            while (index > first && ByDepth(_cameras[index - 1], camera) > 0)
            {
                index--;
            }

            _cameras.Insert(index, camera);
        }

        private void DrawGui()
        {
            GatherGuiScripts();
            Event.current = GuiEvent;
            SendGui(EventType.Layout);
            SendGui(EventType.Repaint);
            Event.current = null;
            GUI.BeginScript(0);
            _guiScripts.Clear();
        }

        private void GatherGuiScripts()
        {
            _guiScripts.Clear();
            foreach (var script in World.Scripts.Snapshot())
            {
                if (script!.Messages.OnGui is null)
                {
                    continue;
                }

                // Deeper ones are drawn first, so that the lower depth ends up on top.
                var index = _guiScripts.Count;
                while (index > 0 && _guiScripts[index - 1].Messages.GuiDepth < script.Messages.GuiDepth)
                {
                    index--;
                }

                _guiScripts.Insert(index, script);
            }
        }

        private void SendGui(EventType type)
        {
            for (var i = 0; i < _guiScripts.Count; i++)
            {
                var script = _guiScripts[i];
                if (script.IsLive && (type != EventType.Layout || script.useGUILayout))
                {
                    GuiEvent.type = type;
                    GUI.BeginScript(script.Messages.GuiDepth);
                    script.Send(script.Messages.OnGui);
                    script.Messages.GuiDepth = GUI.depth;
                    _device.Canvas.Flush();
                }
            }
        }
    }
}
