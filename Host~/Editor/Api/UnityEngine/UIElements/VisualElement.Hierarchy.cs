#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Collections.Generic;
using Saccade.Host.Editor;

namespace UnityEngine.UIElements
{
    public partial class VisualElement
    {
        /// <summary>The element that children are added to: this one, but for controls that hold them in an inner one.</summary>
        public virtual VisualElement contentContainer => this;

        public VisualElement parent { get; private set; }

        public int childCount => contentContainer._children.Count;

        public VisualElement this[int key] => contentContainer._children[key];

        internal ElementPanel Panel { get; private set; }

        /// <summary>The element that holds this one, inner ones of controls included.</summary>
        internal VisualElement HierarchyParent { get; private set; }

        internal IReadOnlyList<VisualElement> HierarchyChildren => _children;

        public void Add(VisualElement child) => Insert(childCount, child);

        public void Insert(int index, VisualElement element)
        {
            ArgumentNullException.ThrowIfNull(element);
            if (element == this || element.Contains(this))
            {
                throw new ArgumentException("Cannot insert a visual element as its own child or descendant.", nameof(element));
            }

            contentContainer.InsertHere(index, element, this);
        }

        public void RemoveAt(int index) => this[index].RemoveFromHierarchy();

        public void RemoveFromHierarchy()
        {
            if (HierarchyParent == null)
            {
                return;
            }

            HierarchyParent.MarkChanged();
            HierarchyParent._children.Remove(this);
            HierarchyParent = null;
            parent = null;
            SetPanel(null);
        }

        public void Clear()
        {
            while (childCount > 0)
            {
                RemoveAt(childCount - 1);
            }
        }

        internal IEnumerable<VisualElement> Children() => contentContainer._children;

        public bool Contains(VisualElement child)
        {
            for (var level = child?.HierarchyParent; level != null; level = level.HierarchyParent)
            {
                if (level == this)
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Puts an inner element into a control, where <see cref="Add"/> leads into that inner element.</summary>
        internal void AddInner(VisualElement inner) => InsertHere(_children.Count, inner, this);

        internal void SetPanel(ElementPanel panel)
        {
            if (Panel == panel)
            {
                return;
            }

            if (Panel != null)
            {
                _scheduler.Leave(Panel);
                SendEvent(DetachFromPanelEvent.GetPooled());
            }

            Panel = panel;
            foreach (var child in _children.ToArray())
            {
                child.SetPanel(panel);
            }

            if (panel != null)
            {
                _scheduler.Enter(panel);
                SendEvent(AttachToPanelEvent.GetPooled());
            }
        }

        private void InsertHere(int index, VisualElement element, VisualElement logicalParent)
        {
            element.RemoveFromHierarchy();
            _children.Insert(Math.Min(index, _children.Count), element);
            element.HierarchyParent = this;
            element.parent = logicalParent;
            element.SetPanel(Panel);
            MarkChanged();
        }
    }
}
