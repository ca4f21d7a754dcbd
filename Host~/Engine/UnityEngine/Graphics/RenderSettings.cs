namespace UnityEngine
{
    public sealed class RenderSettings : Object
    {
        private static readonly Color Default = new Color(0.212f, 0.227f, 0.259f);

        private RenderSettings()
        {
        }

        public static Color ambientLight { get; set; } = Default;

        public static float ambientIntensity { get; set; } = 1;

        internal static void Reset()
        {
            ambientLight = Default;
            ambientIntensity = 1;
        }
    }
}
