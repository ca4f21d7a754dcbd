using UnityEngine;
using UnityEngine.UIElements;

namespace Saccade.UIElements
{
    /// <summary>
    /// Shows in UI Toolkit where the model looked: give it the place of the element that shows the camera's picture, and the map lies on
    /// the part that the model saw. It follows the overlay's own settings, threshold and opacity among them. In UXML up to Unity 2023.1;
    /// for later versions derive a class of your own with <c>[UxmlElement]</c>.
    /// </summary>
    public class AttentionElement : VisualElement
    {
        private const float Percent = 100f;

        private readonly VisualElement _area = new VisualElement { name = "attention-area", pickingMode = PickingMode.Ignore };
        private readonly Image _map = new Image { name = "attention-map", pickingMode = PickingMode.Ignore };
        private (Rect Area, Rect Part) _placed;

        /// <summary>Makes an element that takes no clicks and shows nothing yet.</summary>
        public AttentionElement()
        {
            pickingMode = PickingMode.Ignore;
            _area.style.position = Position.Absolute;
            _area.style.overflow = Overflow.Hidden;
            _area.style.display = DisplayStyle.None;
            _map.style.position = Position.Absolute;
            _map.scaleMode = ScaleMode.StretchToFill;
            _area.Add(_map);
            Add(_area);
            schedule.Execute(Refresh).Every(0);
        }

        /// <summary>The overlay whose map is shown; null for the main camera's.</summary>
        public AttentionOverlay? Overlay { get; set; }

        private void Refresh()
        {
            var overlay = AttentionOverlay.OrMain(Overlay);
            var texture = overlay == null ? null : overlay.Texture;
            if (texture == null)
            {
                if (_map.image != null)
                {
                    _map.image = null;
                    _area.style.display = DisplayStyle.None;
                }

                return;
            }

            var place = (overlay!.TextureArea, overlay.TexturePart);
            if (_placed != place)
            {
                _placed = place;
                Place(place.TextureArea, place.TexturePart);
            }

            // Painted anew it is the same texture: the panel is drawn in each frame that the game is.
            if (_map.image != texture)
            {
                _map.image = texture;
                _area.style.display = DisplayStyle.Flex;
            }
        }

        // What the crop padded lies outside the area, and the area cuts it off.
        private void Place(Rect area, Rect part)
        {
            Place(_area, area.x, 1f - area.yMax, area.width, area.height);
            Place(_map, -part.x / part.width, -(1f - part.yMax) / part.height, 1f / part.width, 1f / part.height);
        }

        private static void Place(VisualElement element, float left, float top, float width, float height)
        {
            element.style.left = new Length(left * Percent, LengthUnit.Percent);
            element.style.top = new Length(top * Percent, LengthUnit.Percent);
            element.style.width = new Length(width * Percent, LengthUnit.Percent);
            element.style.height = new Length(height * Percent, LengthUnit.Percent);
        }

#if !UNITY_2023_2_OR_NEWER
        /// <summary>Lets UXML and the UI Builder make the element.</summary>
        public new class UxmlFactory : UxmlFactory<AttentionElement, UxmlTraits>
        {
        }
#endif
    }
}
