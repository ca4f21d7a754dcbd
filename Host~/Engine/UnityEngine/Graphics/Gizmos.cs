using Saccade.Host;

namespace UnityEngine
{
    public sealed class Gizmos
    {
        public static Color color { get; set; } = Color.white;

        public static void DrawLine(Vector3 from, Vector3 to) => HostGizmos.Add(from, to, color);
    }
}
