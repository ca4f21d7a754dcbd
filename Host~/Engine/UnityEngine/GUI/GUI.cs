#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using Saccade.Host.Rendering;
using Saccade.Host.Text;

namespace UnityEngine
{
    public class GUI
    {
        private static readonly Rect WholeTexture = new Rect(0, 0, 1, 1);

        private static GUISkin _skin;
        private static GUISkin _defaultSkin;

        public static Color color { get; set; } = Color.white;

        public static Color backgroundColor { get; set; } = Color.white;

        public static Color contentColor { get; set; } = Color.white;

        public static int depth { get; set; }

        public static Matrix4x4 matrix { get; set; } = Matrix4x4.identity;

        public static GUISkin skin
        {
            get => _skin ?? (_defaultSkin ??= new GUISkin());
            set => _skin = value;
        }

        private static bool IsPainting
        {
            get
            {
                if (Event.current is null)
                {
                    throw new System.ArgumentException("You can only call GUI functions from inside OnGUI.");
                }

                return Event.current.type == EventType.Repaint;
            }
        }

        internal static void Label(Rect position, string text) => Label(position, text, skin.label);

        public static void Label(Rect position, string text, GUIStyle style) => DrawStyled(position, text, null, style);

        internal static void Label(Rect position, GUIContent content, GUIStyle style) =>
            DrawStyled(position, content.text, content.image, style);

        internal static void Box(Rect position, string text) => Box(position, text, skin.box);

        public static void Box(Rect position, string text, GUIStyle style) => DrawStyled(position, text, null, style);

        internal static void DrawTexture(Rect position, Texture image) => DrawTexture(position, image, ScaleMode.StretchToFill);

        public static void DrawTexture(Rect position, Texture image, ScaleMode scaleMode) =>
            DrawTexture(position, image, scaleMode, true);

        public static void DrawTexture(Rect position, Texture image, ScaleMode scaleMode, bool alphaBlend) =>
            DrawTexture(position, image, scaleMode, alphaBlend, 0);

        public static void DrawTexture(Rect position, Texture image, ScaleMode scaleMode, bool alphaBlend, float imageAspect)
        {
            if (!IsPainting)
            {
                return;
            }

            if (image == null)
            {
                Debug.LogWarning("null texture passed to GUI.DrawTexture");
                return;
            }

            var aspect = imageAspect == 0 ? (float)image.width / image.height : imageAspect;
            var areaAspect = position.width / position.height;
            var area = position;
            var part = WholeTexture;
            if (scaleMode == ScaleMode.ScaleAndCrop && areaAspect > aspect)
            {
                var shown = aspect / areaAspect;
                part = new Rect(0, (1 - shown) / 2, 1, shown);
            }
            else if (scaleMode == ScaleMode.ScaleAndCrop)
            {
                var shown = areaAspect / aspect;
                part = new Rect((1 - shown) / 2, 0, shown, 1);
            }
            else if (scaleMode == ScaleMode.ScaleToFit && areaAspect > aspect)
            {
                var width = position.height * aspect;
                area = new Rect(position.center.x - width / 2, position.y, width, position.height);
            }
            else if (scaleMode == ScaleMode.ScaleToFit)
            {
                var height = position.width / aspect;
                area = new Rect(position.x, position.center.y - height / 2, position.width, height);
            }

            GraphicsDevice.Current.Canvas.DrawTexture(area, image, part, color, alphaBlend);
        }

        internal static void DrawTextureWithTexCoords(Rect position, Texture image, Rect texCoords) =>
            DrawTextureWithTexCoords(position, image, texCoords, true);

        public static void DrawTextureWithTexCoords(Rect position, Texture image, Rect texCoords, bool alphaBlend)
        {
            if (IsPainting && image != null)
            {
                GraphicsDevice.Current.Canvas.DrawTexture(position, image, texCoords, color, alphaBlend);
            }
        }

        // Unity starts every script's OnGUI from the same state.
        internal static void BeginScript(int scriptDepth)
        {
            color = Color.white;
            backgroundColor = Color.white;
            contentColor = Color.white;
            matrix = Matrix4x4.identity;
            depth = scriptDepth;
            _skin = null;
        }

        internal static void ForgetSkins()
        {
            _skin = null;
            _defaultSkin = null;
        }

        internal static void DrawStyled(Rect position, string text, Texture image, GUIStyle style)
        {
            if (!IsPainting)
            {
                return;
            }

            var canvas = GraphicsDevice.Current.Canvas;
            if (style.normal.background != null)
            {
                canvas.DrawSliced(position, style.normal.background, style.border, color * backgroundColor);
            }

            var inner = style.padding.Remove(position);
            if (image != null)
            {
                var share = TextLayout.Align(style.alignment);
                var area = new Rect(
                    inner.x + (inner.width - image.width) * share.x,
                    inner.y + (inner.height - image.height) * share.y,
                    image.width,
                    image.height);
                canvas.DrawTexture(area, image, WholeTexture, color * contentColor, true);
                inner.xMin = area.xMax;
            }

            if (!string.IsNullOrEmpty(text))
            {
                TextLayout.Draw(canvas, inner, text, style, style.normal.textColor * color * contentColor);
            }
        }
    }
}
