using System;
using System.Runtime.InteropServices;
using System.Threading;
using AOT;
using Saccade.OpenGL.Contexts;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.OpenGLEngine
{
    /// <summary>
    /// Runs OpenGL work where the engine's context is current: as an event of a native plug-in, in the order of the camera's
    /// own commands. One lives as long as play mode does, since the next may have another context.
    /// </summary>
    internal sealed class EngineQueue : RenderQueue
    {
        private const int UnloadPatienceMilliseconds = 2000;

        // The engine keeps the bare function pointer, so the delegate must outlive every event.
        private static readonly RenderEvent Callback = OnRenderEvent;
        private static readonly IntPtr CallbackPointer = Marshal.GetFunctionPointerForDelegate(Callback);
        private static readonly Func<Func<string, IntPtr>> FindLoader = FindEngineLoader;
        private static readonly object Gate = new object();
        private static Entry[] _entries = new Entry[16];
        private static EngineQueue? _current;
        private static int _eventsOnTheirWay;

        private GlContext? _context;
        private volatile bool _hasEnded;
        private bool _isHooked;

        static EngineQueue() => AppDomain.CurrentDomain.DomainUnload += AwaitEvents;

        [UnmanagedFunctionPointer(CallingConvention.StdCall)]
        private delegate void RenderEvent(int eventId);

        /// <summary>The queue of the engine that runs now.</summary>
        public static EngineQueue Current
        {
            get
            {
                lock (Gate)
                    return _current ??= new EngineQueue();
            }
        }

        /// <inheritdoc/>
        public override bool IsAlive => !_hasEnded && SystemInfo.graphicsDeviceType == GraphicsDeviceType.OpenGLCore;

        /// <inheritdoc/>
        public override int Register(IRenderWork work)
        {
            lock (Gate)
            {
                int id = Array.FindIndex(_entries, entry => entry.Work == null);
                if (id < 0)
                {
                    id = _entries.Length;
                    Array.Resize(ref _entries, _entries.Length * 2);
                }

                _entries[id] = new Entry(work, this);
                return id;
            }
        }

        /// <inheritdoc/>
        public override void Unregister(int id)
        {
            lock (Gate)
            {
                if (_entries[id].Queue == this)
                    _entries[id] = default;
            }
        }

        /// <inheritdoc/>
        public override void Defer(IRenderWork work)
        {
            base.Defer(work);
            if (_isHooked)
                return;
            _isHooked = true;
            Application.onBeforeRender += OnBeforeRender;
        }

        /// <summary>Records an operation, which is done when the engine comes to the commands. Only while the context is there.</summary>
        public void Record(CommandBuffer commands, int id, int operation)
        {
            // Those whose commands never run are counted too: then code that is about to be unloaded has a little patience for nothing.
            Interlocked.Increment(ref _eventsOnTheirWay);
            commands.IssuePluginEvent(CallbackPointer, id * Operations + operation);
        }

        /// <inheritdoc/>
        protected override void Send(int id, int operation)
        {
            Interlocked.Increment(ref _eventsOnTheirWay);
            GL.IssuePluginEvent(CallbackPointer, id * Operations + operation);
        }

        // Play mode begins, perhaps without a domain reload: statics still hold what belonged to the last one.
        [RuntimeInitializeOnLoadMethod(RuntimeInitializeLoadType.SubsystemRegistration)]
        private static void Renew()
        {
            EngineQueue? last;
            lock (Gate)
            {
                last = _current;
                _current = null;
                Array.Clear(_entries, 0, _entries.Length);
            }

            last?.End();
        }

        [MonoPInvokeCallback(typeof(RenderEvent))]
        private static void OnRenderEvent(int eventId)
        {
            Entry entry;
            lock (Gate)
                entry = _entries[eventId / Operations];
            if (entry.Work != null)
                RunGuarded(entry.Work, eventId % Operations, ref entry.Queue._context, FindLoader);
            Interlocked.Decrement(ref _eventsOnTheirWay);
        }

        private static Func<string, IntPtr> FindEngineLoader() =>
            GlProcAddress.Find()
            ?? throw new NotSupportedException(
                "OpenGL: no context is current on the render thread. The OpenGL backend needs the engine to run on OpenGL.");

        // The editor reloads scripts while the render thread still has events of ours: it would call into code that is gone.
        private static void AwaitEvents(object? sender, EventArgs e) =>
            SpinWait.SpinUntil(() => Volatile.Read(ref _eventsOnTheirWay) == 0, UnloadPatienceMilliseconds);

        private void OnBeforeRender()
        {
            ReleaseDeferred();
            if (Deferred == 0)
                Unhook();
        }

        private void Unhook()
        {
            if (_isHooked)
                Application.onBeforeRender -= OnBeforeRender;
            _isHooked = false;
        }

        private void End()
        {
            _hasEnded = true;
            Unhook();
            _context?.Objects.Forget();
        }

        private readonly struct Entry
        {
            public Entry(IRenderWork work, EngineQueue queue)
            {
                Work = work;
                Queue = queue;
            }

            public IRenderWork? Work { get; }

            public EngineQueue Queue { get; }
        }
    }
}
