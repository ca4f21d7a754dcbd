#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Collections.Generic;
using Saccade.Host.Editor;

namespace UnityEngine.UIElements
{
    public partial class VisualElement : Focusable
    {
        private static int _lastId;

        private readonly List<VisualElement> _children = new List<VisualElement>();
        private readonly List<string> _classes = new List<string>();
        private readonly InlineStyle _style;
        private readonly ElementScheduler _scheduler;
        private string _name = "";
        private string _tooltip = "";
        private bool _enabledSelf = true;
        private bool _visible = true;

        public VisualElement()
        {
            Id = ++_lastId;
            _style = new InlineStyle(this);
            _scheduler = new ElementScheduler(this);
        }

        public string name
        {
            get => _name;
            set => Set(ref _name, value ?? "");
        }

        public string tooltip
        {
            get => _tooltip;
            set => Set(ref _tooltip, value ?? "");
        }

        public string viewDataKey { get; set; }

        public bool enabledSelf => _enabledSelf;

        public bool enabledInHierarchy => _enabledSelf && (HierarchyParent == null || HierarchyParent.enabledInHierarchy);

        public bool visible
        {
            get => _visible;
            set => Set(ref _visible, value);
        }

        /// <summary>Whether the element takes clicks itself; what lies in it takes its own.</summary>
        public PickingMode pickingMode { get; set; }

        public IStyle style => _style;

        public IVisualElementScheduler schedule => _scheduler;

        public Action<MeshGenerationContext> generateVisualContent { get; set; }

        /// <summary>
        /// The element's own area, whose origin is its upper left corner: nothing is laid out here, so it is as large as its style says,
        /// and the browser stretches what is painted.
        /// </summary>
        public Rect contentRect => new Rect(0f, 0f, _style.Pixels(nameof(IStyle.width), 480f), _style.Pixels(nameof(IStyle.height), 160f));

        internal int Id { get; }

        internal InlineStyle Inline => _style;

        internal IReadOnlyList<string> Classes => _classes;

        public void SetEnabled(bool value) => Set(ref _enabledSelf, value);

        public void AddToClassList(string className)
        {
            if (!_classes.Contains(className))
            {
                _classes.Add(className);
                MarkChanged();
            }
        }

        public bool ClassListContains(string cls) => _classes.Contains(cls);

        public void MarkDirtyRepaint() => MarkChanged();

        /// <summary>Tells the listeners of the element and of those that hold it; without a panel there is nobody to tell.</summary>
        public sealed override void SendEvent(EventBase e)
        {
            if (Panel == null)
            {
                return;
            }

            e.target ??= this;
            for (var element = this; element != null && !e.isPropagationStopped; element = e.bubbles ? element.HierarchyParent : null)
            {
                e.currentTarget = element;
                element.Handle(e);
            }
        }

        internal void MarkChanged() => Panel?.MarkChanged();

        /// <summary>Takes what the user entered, as text in the invariant culture. False: this control takes no such text.</summary>
        internal virtual bool TryChange(string text) => false;

        /// <summary>Does what a click on the control does.</summary>
        internal virtual void Press() => SendEvent(ClickEvent.GetPooled());

        public class UxmlFactory : UxmlFactory<VisualElement, UxmlTraits>
        {
        }

        public class UxmlTraits : UIElements.UxmlTraits
        {
        }

        internal IReadOnlyList<PaintedShape> PaintContent()
        {
            if (generateVisualContent == null)
            {
                return Array.Empty<PaintedShape>();
            }

            var context = new MeshGenerationContext(this);
            generateVisualContent(context);
            return context.painter2D.Shapes;
        }

        private protected void Set<T>(ref T field, T value)
        {
            if (!EqualityComparer<T>.Default.Equals(field, value))
            {
                field = value;
                MarkChanged();
            }
        }
    }
}
