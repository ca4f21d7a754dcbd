using System;
using UnityEngine;

namespace Saccade.Host.Rendering
{
    /// <summary>The six planes of a view, for leaving out what no pixel can show.</summary>
    internal readonly struct Frustum
    {
        private readonly Vector4 _left;
        private readonly Vector4 _right;
        private readonly Vector4 _bottom;
        private readonly Vector4 _top;
        private readonly Vector4 _near;
        private readonly Vector4 _far;

        internal Frustum(Matrix4x4 viewProjection)
        {
            var x = viewProjection.GetRow(0);
            var y = viewProjection.GetRow(1);
            var z = viewProjection.GetRow(2);
            var w = viewProjection.GetRow(3);
            _left = w + x;
            _right = w - x;
            _bottom = w + y;
            _top = w - y;
            _near = w + z;
            _far = w - z;
        }

        internal bool MayShow(Bounds box) =>
            Reaches(_left, box) && Reaches(_right, box) && Reaches(_bottom, box)
            && Reaches(_top, box) && Reaches(_near, box) && Reaches(_far, box);

        // Whether the box's foremost corner along the plane's normal is on its inner side.
        private static bool Reaches(Vector4 plane, Bounds box)
        {
            var center = box.center;
            var extents = box.extents;
            return plane.x * center.x + plane.y * center.y + plane.z * center.z + plane.w
                + MathF.Abs(plane.x) * extents.x + MathF.Abs(plane.y) * extents.y + MathF.Abs(plane.z) * extents.z >= 0;
        }
    }
}
