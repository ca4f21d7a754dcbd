#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using Saccade.Host;
using Saccade.Host.Rendering;

namespace UnityEngine
{
    public class Graphics
    {
        public static void DrawTexture(Rect screenRect, Texture texture)
        {
            MainThread.Demand("Graphics.DrawTexture");
            if (texture != null && (Event.current is null || Event.current.type == EventType.Repaint))
            {
                GraphicsDevice.Current.Canvas.DrawTexture(screenRect, texture, new Rect(0, 0, 1, 1), Color.white, true);
            }
        }

        public static void Blit(Texture source, RenderTexture dest)
        {
            MainThread.Demand("Graphics.Blit");
            RenderTarget target = dest == null ? GraphicsDevice.Current.Screen : dest.RequireTarget();
            GraphicsDevice.Current.Copier.Copy(source.RequireGpu(), target);
        }
    }
}
