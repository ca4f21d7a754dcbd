#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
namespace UnityEngine
{
    public sealed class Event
    {
        public static Event current { get; set; }

        public EventType type { get; set; }
    }
}
