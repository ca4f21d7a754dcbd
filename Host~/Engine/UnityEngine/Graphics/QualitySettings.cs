namespace UnityEngine
{
    public sealed class QualitySettings : Object
    {
        private QualitySettings()
        {
        }

        public static ColorSpace activeColorSpace { get; internal set; } = ColorSpace.Linear;

        public static int antiAliasing { get; set; }
    }
}
