namespace UnityEngine
{
    /// <summary>A place in a canvas: between anchors of the place above it.</summary>
    public sealed class RectTransform : Transform
    {
        public Rect rect
        {
            get
            {
                var (_, size) = Layout();
                return new Rect(-pivot.x * size.x, -pivot.y * size.y, size.x, size.y);
            }
        }

        internal Vector2 anchorMin { get; set; } = new Vector2(0.5f, 0.5f);

        internal Vector2 anchorMax { get; set; } = new Vector2(0.5f, 0.5f);

        internal Vector2 anchoredPosition { get; set; }

        internal Vector2 sizeDelta { get; set; } = new Vector2(100f, 100f);

        internal Vector2 pivot { get; set; } = new Vector2(0.5f, 0.5f);

        /// <summary>Where the pivot lies, in pixels from the screen's lower left corner, and how large the place is.</summary>
        internal (Vector2 Pivot, Vector2 Size) Layout()
        {
            if (gameObject.TryGetComponent(out Canvas _) && parent == null)
            {
                var screen = new Vector2(Screen.width, Screen.height);
                return (screen * pivot, screen);
            }

            if (!(parent is RectTransform outer))
            {
                return (anchoredPosition, sizeDelta);
            }

            var (outerPivot, outerSize) = outer.Layout();
            var corner = outerPivot - outer.pivot * outerSize;
            var low = corner + anchorMin * outerSize;
            var high = corner + anchorMax * outerSize;
            return (low + (high - low) * pivot + anchoredPosition, high - low + sizeDelta);
        }
    }
}
