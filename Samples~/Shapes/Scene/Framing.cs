using UnityEngine;

namespace Saccade.Samples.Shapes.Scene
{
    /// <summary>How far a camera stands from a solid, and how much room is left around the solid in the picture.</summary>
    internal readonly struct Framing
    {
        // A little of the picture's edge stays free even where the solid is as far off-centre as it gets.
        private const float Edge = 0.95f;

        private Framing(float distance, Vector2 room)
        {
            Distance = distance;
            Room = room;
        }

        /// <summary>From the camera to the solid's centre, along the view.</summary>
        public float Distance { get; }

        /// <summary>How far the solid may move across and up before it leaves the picture.</summary>
        public Vector2 Room { get; }

        /// <summary>Fits a solid into a picture of any aspect ratio.</summary>
        /// <param name="corners">The solid's corners about its centre, as the camera sees them: across, up, away.</param>
        /// <param name="coverage">The share of the picture's smaller side to fill.</param>
        /// <param name="slope">Tangent of half the view's angle, across and up.</param>
        public static Framing Fit(Vector3[] corners, float coverage, Vector2 slope)
        {
            var narrower = Mathf.Min(slope.x, slope.y);
            var distance = 0f;
            foreach (var corner in corners)
            {
                // Where this corner's perspective image lies at the edge of the share.
                var reach = Mathf.Max(Mathf.Abs(corner.x), Mathf.Abs(corner.y));
                distance = Mathf.Max(distance, (reach / (coverage * narrower)) - corner.z);
            }

            var room = new Vector2(float.MaxValue, float.MaxValue);
            foreach (var corner in corners)
            {
                var reach = Edge * (distance + corner.z);
                room = Vector2.Min(room, new Vector2((reach * slope.x) - Mathf.Abs(corner.x), (reach * slope.y) - Mathf.Abs(corner.y)));
            }

            return new Framing(distance, Vector2.Max(room, Vector2.zero));
        }
    }
}
