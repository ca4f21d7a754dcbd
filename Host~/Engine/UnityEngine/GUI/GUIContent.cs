#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;

namespace UnityEngine
{
    [Serializable]
    public class GUIContent
    {
        public static GUIContent none = new GUIContent();

        public GUIContent()
            : this("", null, "")
        {
        }

        public GUIContent(string text)
            : this(text, null, "")
        {
        }

        public GUIContent(string text, Texture image, string tooltip)
        {
            this.text = text;
            this.image = image;
            this.tooltip = tooltip;
        }

        public string text { get; set; }

        public Texture image { get; set; }

        public string tooltip { get; set; }
    }
}
