#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using Saccade.Host;

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

        public Bounds bounds => WorldBounds;

        public Matrix4x4 localToWorldMatrix => transform.localToWorldMatrix;

        internal override bool EnabledSelf => _enabled;

        internal virtual Bounds WorldBounds => new Bounds(transform.position, Vector3.zero);

        internal override void BecameLive() => World.Renderers.Add(this);

        internal override void LeftLive() => World.Renderers.Remove(this);
    }
}
