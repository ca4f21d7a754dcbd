using UnityEngine.Rendering;

namespace UnityEngine
{
    public sealed class RenderSettings : Object
    {
        private static readonly Color Default = new Color(0.212f, 0.227f, 0.259f);

        private RenderSettings()
        {
        }

        // There is neither sky nor fog here: the ambient light is one colour, and what is set is only kept.
        public static AmbientMode ambientMode { get; set; } = AmbientMode.Skybox;

        public static Color ambientLight { get; set; } = Default;

        public static float ambientIntensity { get; set; } = 1;

        public static float reflectionIntensity { get; set; } = 1;

        public static bool fog { get; set; }

        internal static void Reset()
        {
            ambientMode = AmbientMode.Skybox;
            ambientLight = Default;
            ambientIntensity = 1;
            reflectionIntensity = 1;
            fog = false;
        }
    }
}
