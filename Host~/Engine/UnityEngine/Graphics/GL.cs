using System;
using Saccade.Host.Rendering;

namespace UnityEngine
{
    public sealed class GL
    {
        public static void IssuePluginEvent(IntPtr callback, int eventID)
        {
            if (callback == IntPtr.Zero)
            {
                throw new ArgumentException("GL.IssuePluginEvent: the callback is null.", nameof(callback));
            }

            GraphicsDevice.Current.IssuePluginEvent(callback, eventID);
        }

        internal static void PushMatrix() => GraphicsDevice.Current.Canvas.PushView();

        internal static void PopMatrix() => GraphicsDevice.Current.Canvas.PopView();

        internal static void LoadPixelMatrix(float left, float right, float bottom, float top) =>
            GraphicsDevice.Current.Canvas.SetView(left, right, bottom, top);

        internal static void Viewport(Rect pixelRect) => GraphicsDevice.Current.Canvas.SetViewport(pixelRect);
    }
}
