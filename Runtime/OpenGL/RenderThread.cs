using System;
using System.Runtime.InteropServices;
using AOT;
using UnityEngine;
using GLApi = Silk.NET.OpenGL.GL;

namespace Saccade.OpenGL
{
    /// <summary>
    /// Runs OpenGL work where the engine's context is current: as an event of a native plug-in, in the order of the camera's
    /// own commands. The main thread only issues events.
    /// </summary>
    internal static class RenderThread
    {
        /// <summary>Operations that one piece of work can have.</summary>
        public const int Operations = 32;

        // The engine keeps the bare function pointer, so the delegate must outlive every event.
        private static readonly RenderEvent Callback = OnRenderEvent;
        private static readonly IntPtr CallbackPointer = Marshal.GetFunctionPointerForDelegate(Callback);
        private static readonly object Gate = new object();
        private static IRenderWork?[] _works = new IRenderWork?[16];
        private static GLApi? _gl;

        [UnmanagedFunctionPointer(CallingConvention.StdCall)]
        private delegate void RenderEvent(int eventId);

        /// <summary>Gives a piece of work an id to issue events with.</summary>
        public static int Register(IRenderWork work)
        {
            lock (Gate)
            {
                int id = Array.IndexOf(_works, null);
                if (id < 0)
                {
                    id = _works.Length;
                    Array.Resize(ref _works, _works.Length * 2);
                }

                _works[id] = work;
                return id;
            }
        }

        /// <summary>
        /// Frees an id. Call it in the last operation, on the render thread: an earlier event may still be on its way before.
        /// </summary>
        public static void Unregister(int id)
        {
            lock (Gate)
                _works[id] = null;
        }

        /// <summary>Queues an operation behind the commands issued so far.</summary>
        public static void Issue(int id, int operation) => GL.IssuePluginEvent(CallbackPointer, id * Operations + operation);

        [MonoPInvokeCallback(typeof(RenderEvent))]
        private static void OnRenderEvent(int eventId)
        {
            IRenderWork? work;
            lock (Gate)
                work = _works[eventId / Operations];
            if (work == null)
                return;
            try
            {
                _gl ??= GLApi.GetApi(
                    GlProcAddress.Find()
                    ?? throw new NotSupportedException(
                        "OpenGL: no context is current on the render thread. The OpenGL backend needs the engine to run on OpenGL."));
                work.Execute(_gl, eventId % Operations);
            }
#pragma warning disable CA1031 // The caller is native code: an exception that leaves here ends the process.
            catch (Exception e)
#pragma warning restore CA1031
            {
                work.Fail(e);
            }
        }
    }
}
