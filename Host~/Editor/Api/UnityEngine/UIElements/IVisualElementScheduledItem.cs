#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.

namespace UnityEngine.UIElements
{
    public interface IVisualElementScheduledItem
    {
        bool isActive { get; }

        IVisualElementScheduledItem Every(long intervalMs);
    }
}
