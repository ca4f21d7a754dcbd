#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Collections.Generic;
using Saccade.Host;
using Saccade.Host.Rendering;
using UnityEngine.Rendering;

namespace UnityEngine
{
    public class Renderer : Component
    {
        private bool _enabled = true;
        private Material _material;
        private Material _instance;

        public bool enabled
        {
            get => _enabled;
            set
            {
                ThrowIfDestroyed();
                _enabled = value;
                RefreshLive();
            }
        }

        public Material sharedMaterial
        {
            get => _material == null ? null : _material;
            set => _material = value;
        }

        public Material material
        {
            get
            {
                if (_material == null)
                {
                    return null;
                }

                if (_instance != _material)
                {
                    _instance = new Material(_material);
                    _instance.name += " (Instance)";
                    _material = _instance;
                }

                return _instance;
            }
            set
            {
                _material = value;
                _instance = null;
            }
        }

        public ShadowCastingMode shadowCastingMode { get; set; } = ShadowCastingMode.On;

        // Culling goes by the box around it. Any camera counts, and one that is disabled while it renders.
        public bool isVisible
        {
            get
            {
                ThrowIfDestroyed();
                if (!IsLive)
                {
                    return false;
                }

                foreach (var camera in World.Cameras)
                {
                    if (IsSeenBy(camera))
                    {
                        return true;
                    }
                }

                return Camera.current != null && IsSeenBy(Camera.current);
            }
        }

        public Bounds bounds => WorldBounds;

        public Matrix4x4 localToWorldMatrix => transform.localToWorldMatrix;

        internal override bool EnabledSelf => _enabled;

        internal virtual Bounds WorldBounds => new Bounds(transform.position, Vector3.zero);

        public void GetSharedMaterials(List<Material> m)
        {
            ArgumentNullException.ThrowIfNull(m);
            m.Clear();
            m.Add(sharedMaterial);
        }

        private bool IsSeenBy(Camera camera) =>
            (camera.cullingMask & (1 << gameObject.layer)) != 0
            && new Frustum(camera.projectionMatrix * camera.worldToCameraMatrix).MayShow(bounds);

        internal override void BecameLive() => World.Renderers.Add(this);

        internal override void LeftLive() => World.Renderers.Remove(this);
    }
}
