#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using Saccade.Host.Text;

namespace UnityEngine
{
    [Serializable]
    public sealed class GUIStyle
    {
        public GUIStyle()
        {
        }

        internal GUIStyle(GUIStyle other)
        {
            name = other.name;
            normal = new GUIStyleState { background = other.normal.background, textColor = other.normal.textColor };
            border = other.border.Copy();
            padding = other.padding.Copy();
            margin = other.margin.Copy();
            fontSize = other.fontSize;
            fontStyle = other.fontStyle;
            alignment = other.alignment;
            wordWrap = other.wordWrap;
            richText = other.richText;
        }

        public string name { get; set; } = "";

        public GUIStyleState normal { get; set; } = new GUIStyleState();

        public RectOffset border { get; set; } = new RectOffset();

        public RectOffset padding { get; set; } = new RectOffset();

        public RectOffset margin { get; set; } = new RectOffset();

        public int fontSize { get; set; }

        public FontStyle fontStyle { get; set; }

        public TextAnchor alignment { get; set; }

        public bool wordWrap { get; set; }

        public bool richText { get; set; } = true;

        internal float lineHeight => Typography.LineHeight(TextSize);

        internal int TextSize => fontSize > 0 ? fontSize : Typography.DefaultSize;

        public Vector2 CalcSize(GUIContent content)
        {
            var size = TextLayout.Measure(content.text, this, float.PositiveInfinity);
            if (content.image != null)
            {
                size = new Vector2(size.x + content.image.width, Mathf.Max(size.y, content.image.height));
            }

            return new Vector2(size.x + padding.horizontal, size.y + padding.vertical);
        }

        internal float CalcHeight(GUIContent content, float width)
        {
            var inner = wordWrap ? width - padding.horizontal : float.PositiveInfinity;
            var height = TextLayout.Measure(content.text, this, inner).y;
            return (content.image == null ? height : Mathf.Max(height, content.image.height)) + padding.vertical;
        }

        public void Draw(Rect position, GUIContent content, bool isHover, bool isActive, bool on, bool hasKeyboardFocus) =>
            GUI.DrawStyled(position, content.text, content.image, this);

        public override string ToString() => $"GUIStyle '{name}'";
    }
}
