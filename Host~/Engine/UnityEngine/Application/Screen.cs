using Saccade.Host;

namespace UnityEngine
{
    public sealed class Screen
    {
        public static int width => HostEngine.ScreenWidth;

        public static int height => HostEngine.ScreenHeight;
    }
}
