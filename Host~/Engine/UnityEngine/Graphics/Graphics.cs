#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using Saccade.Host.Rendering;
using UnityEngine.Rendering;

namespace UnityEngine
{
    public class Graphics
    {
        internal static void DrawTexture(Rect screenRect, Texture texture) => DrawTexture(screenRect, texture, null);

        public static void DrawTexture(Rect screenRect, Texture texture, Material mat) =>
            DrawTexture(screenRect, texture, new Rect(0, 0, 1, 1), 0, 0, 0, 0, mat);

        public static void DrawTexture(
            Rect screenRect, Texture texture, Rect sourceRect, int leftBorder, int rightBorder, int topBorder, int bottomBorder) =>
            DrawTexture(screenRect, texture, sourceRect, leftBorder, rightBorder, topBorder, bottomBorder, null);

        public static void DrawTexture(
            Rect screenRect,
            Texture texture,
            Rect sourceRect,
            int leftBorder,
            int rightBorder,
            int topBorder,
            int bottomBorder,
            Material mat)
        {
            if ((leftBorder | rightBorder | topBorder | bottomBorder) != 0)
            {
                throw new NotSupportedException(
                    $"Graphics.DrawTexture: borders of {leftBorder}, {rightBorder}, {topBorder} and {bottomBorder} given; this engine "
                    + "draws without. Use a GUIStyle.");
            }

            if (texture == null || Event.current is not null && Event.current.type != EventType.Repaint)
            {
                return;
            }

            var canvas = GraphicsDevice.Current.Canvas;
            if (mat == null)
            {
                canvas.DrawTexture(screenRect, texture, sourceRect, Color.white, true);
            }
            else
            {
                canvas.DrawTexture(screenRect, texture.RequireGpu(), sourceRect, mat);
            }
        }

        internal static void Blit(Texture source, RenderTexture dest) => Blit(source, dest, Vector2.one, Vector2.zero);

        public static void Blit(Texture source, RenderTexture dest, Vector2 scale, Vector2 offset)
        {
            var target = dest == null ? GraphicsDevice.Current.Screen : dest.RequireTarget();
            GraphicsDevice.Current.Copier.Copy(source.RequireGpu(), target, scale, offset);
        }

        public static void Blit(Texture source, RenderTexture dest, Material mat)
        {
            RenderTexture.active = dest;
            GraphicsDevice.Current.Canvas.Blit(source.RequireGpu(), mat, -1);
        }

        public static void ExecuteCommandBuffer(CommandBuffer buffer)
        {
            ArgumentNullException.ThrowIfNull(buffer);
            GraphicsDevice.Current.Commands.Run(buffer, Camera.current);
        }
    }
}
