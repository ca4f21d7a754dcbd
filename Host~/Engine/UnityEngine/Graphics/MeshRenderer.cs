#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;

namespace UnityEngine
{
    [DisallowMultipleComponent]
    public class MeshRenderer : Renderer
    {
        private MeshFilter _filter;

        internal Mesh Mesh
        {
            get
            {
                if (_filter == null && !TryGetComponent(out _filter))
                {
                    return null;
                }

                return _filter.sharedMesh;
            }
        }

        internal override Bounds WorldBounds
        {
            get
            {
                var mesh = Mesh;
                if (mesh is null)
                {
                    return base.WorldBounds;
                }

                var m = transform.localToWorldMatrix;
                var e = mesh.bounds.extents;
                // The box around a turned box: each world axis adds up what the three local axes reach along it.
                var extents = new Vector3(
                    MathF.Abs(m.m00) * e.x + MathF.Abs(m.m01) * e.y + MathF.Abs(m.m02) * e.z,
                    MathF.Abs(m.m10) * e.x + MathF.Abs(m.m11) * e.y + MathF.Abs(m.m12) * e.z,
                    MathF.Abs(m.m20) * e.x + MathF.Abs(m.m21) * e.y + MathF.Abs(m.m22) * e.z);
                return new Bounds(m.MultiplyPoint3x4(mesh.bounds.center), extents * 2);
            }
        }
    }
}
