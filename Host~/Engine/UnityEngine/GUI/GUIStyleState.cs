#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;

namespace UnityEngine
{
    [Serializable]
    public sealed class GUIStyleState
    {
        public Texture2D background { get; set; }

        public Color textColor { get; set; } = Color.black;
    }
}
