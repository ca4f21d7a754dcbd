using UnityEngine;

namespace Saccade.Overlay
{
    /// <summary>
    /// Where a map lies in a target: on the part of the camera's picture that the model saw. What reaches outside the picture, where
    /// the crop padded, is cut off, so that a map never covers what lies beside its camera's picture.
    /// </summary>
    internal readonly struct OverlayPlacement
    {
        /// <summary>Places a map.</summary>
        /// <param name="picture">Where the camera's picture lies in the target, in pixels from the target's top left corner.</param>
        /// <param name="region">What the model saw, in fractions of the picture from its top left corner; may reach outside 0..1.</param>
        public OverlayPlacement(Rect picture, Rect region)
        {
            var whole = new Rect(
                picture.x + region.x * picture.width,
                picture.y + region.y * picture.height,
                region.width * picture.width,
                region.height * picture.height);
            Area = Rect.MinMaxRect(
                Mathf.Max(whole.xMin, picture.xMin),
                Mathf.Max(whole.yMin, picture.yMin),
                Mathf.Min(whole.xMax, picture.xMax),
                Mathf.Min(whole.yMax, picture.yMax));
            IsVisible = Area.width > 0f && Area.height > 0f;

            // Textures count from their lower left corner, pictures from their upper left one.
            Part = IsVisible
                ? Rect.MinMaxRect(
                    (Area.xMin - whole.xMin) / whole.width,
                    (whole.yMax - Area.yMax) / whole.height,
                    (Area.xMax - whole.xMin) / whole.width,
                    (whole.yMax - Area.yMin) / whole.height)
                : default;
        }

        /// <summary>Whether any of the map lies in the picture.</summary>
        public bool IsVisible { get; }

        /// <summary>What to draw over, in pixels from the target's top left corner.</summary>
        public Rect Area { get; }

        /// <summary>The part of the map that is drawn there, in fractions of it from its lower left corner.</summary>
        public Rect Part { get; }
    }
}
