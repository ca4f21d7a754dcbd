using Saccade.Capture;
using UnityEngine;

namespace Saccade
{
    /// <summary>Where a model looked, in the engine's own type.</summary>
    public static class RegionExtensions
    {
        /// <summary>The same rectangle; <c>y</c> still counts from the top.</summary>
        /// <param name="region">The rectangle.</param>
        public static Rect ToRect(this Region region) => new Rect(region.x, region.y, region.width, region.height);
    }
}
