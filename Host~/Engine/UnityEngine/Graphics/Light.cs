#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using Saccade.Host;

namespace UnityEngine
{
    [DisallowMultipleComponent]
    public sealed class Light : Behaviour
    {
        private LightType _type = LightType.Point;

        public LightType type
        {
            get => _type;
            set
            {
                _type = value;
                if (value != LightType.Directional)
                {
                    Debug.LogWarning($"Light '{name}': {value} lights are not drawn by this engine, only Directional ones.", this);
                }
            }
        }

        public Color color { get; set; } = Color.white;

        public float intensity { get; set; } = 1;

        internal override void BecameLive() => World.Lights.Add(this);

        internal override void LeftLive() => World.Lights.Remove(this);
    }
}
