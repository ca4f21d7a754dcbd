using System;
using System.Collections.Generic;
using UnityEngine.UIElements;

namespace Saccade.Host.Editor
{
    /// <summary>What an element wants done later; it happens only while the element is shown.</summary>
    internal sealed class ElementScheduler(VisualElement owner) : IVisualElementScheduler
    {
        private List<ScheduledItem>? _items;

        public IVisualElementScheduledItem Execute(Action updateEvent)
        {
            ArgumentNullException.ThrowIfNull(updateEvent);
            ScheduledItem item = new(updateEvent);
            (_items ??= []).Add(item);
            owner.Panel?.Add(item);
            return item;
        }

        internal void Enter(ElementPanel panel) => _items?.ForEach(panel.Add);

        internal void Leave(ElementPanel panel) => _items?.ForEach(panel.Remove);
    }
}
