using System;
using UnityEngine.UIElements;

namespace Saccade.Host.Editor
{
    /// <summary>One thing that is done later, once or again and again.</summary>
    internal sealed class ScheduledItem(VisualElement owner, Action action) : IVisualElementScheduledItem
    {
        private long _delay;
        private long _interval = -1;
        private long? _due;
        private Func<bool>? _stop;

        public VisualElement element => owner;

        public bool isActive { get; private set; } = true;

        public void Resume() => isActive = true;

        public void Pause() => isActive = false;

        public void ExecuteLater(long delayMs)
        {
            _delay = delayMs;
            _due = null;
            isActive = true;
        }

        public IVisualElementScheduledItem StartingIn(long delayMs)
        {
            _delay = delayMs;
            return this;
        }

        public IVisualElementScheduledItem Every(long intervalMs)
        {
            _interval = intervalMs;
            return this;
        }

        public IVisualElementScheduledItem Until(Func<bool> stopCondition)
        {
            _stop = stopCondition;
            return this;
        }

        internal void Tick(long now)
        {
            _due ??= now + _delay;
            if (!isActive || now < _due)
                return;
            _due = now + Math.Max(0, _interval);
            isActive = _interval >= 0;
            action();
            if (_stop?.Invoke() == true)
                isActive = false;
        }
    }
}
