using System;
using UnityEngine.UIElements;

namespace Saccade.Host.Editor
{
    /// <summary>One thing that is done later, once or again and again.</summary>
    internal sealed class ScheduledItem(Action action) : IVisualElementScheduledItem
    {
        private long _interval = -1;
        private long? _due;

        public bool isActive { get; private set; } = true;

        public IVisualElementScheduledItem Every(long intervalMs)
        {
            _interval = intervalMs;
            return this;
        }

        internal void Tick(long now)
        {
            _due ??= now;
            if (!isActive || now < _due)
            {
                return;
            }

            _due = now + Math.Max(0, _interval);
            isActive = _interval >= 0;
            action();
        }
    }
}
