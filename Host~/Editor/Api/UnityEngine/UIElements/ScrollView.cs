#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
namespace UnityEngine.UIElements
{
    public class ScrollView : VisualElement
    {
        private Vector2 _scrollOffset;

        public ScrollView()
            : this(ScrollViewMode.Vertical)
        {
        }

        public ScrollView(ScrollViewMode scrollViewMode)
        {
            mode = scrollViewMode;
            AddToClassList("unity-scroll-view");
        }

        public ScrollViewMode mode { get; set; }

        /// <summary>How far the content is scrolled, in pixels; more than there is means to its end.</summary>
        public Vector2 scrollOffset
        {
            get => _scrollOffset;
            set
            {
                _scrollOffset = value;
                ScrollCount++;
                MarkChanged();
            }
        }

        /// <summary>How often the content was scrolled by code: what the browser has to follow each time.</summary>
        internal int ScrollCount { get; private set; }
    }
}
