#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;

namespace UnityEngine.UIElements
{
    public interface IVisualElementScheduledItem
    {
        VisualElement element { get; }

        bool isActive { get; }

        void Resume();

        void Pause();

        void ExecuteLater(long delayMs);

        IVisualElementScheduledItem StartingIn(long delayMs);

        IVisualElementScheduledItem Every(long intervalMs);

        IVisualElementScheduledItem Until(Func<bool> stopCondition);
    }
}
