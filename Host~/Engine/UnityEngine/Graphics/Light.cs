#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using Saccade.Host;

namespace UnityEngine
{
    [DisallowMultipleComponent]
    public sealed class Light : Behaviour
    {
        private bool _isNoted;

        public LightType type { get; set; } = LightType.Point;

        public Color color { get; set; } = Color.white;

        public float intensity { get; set; } = 1;

        internal void NoteIgnored()
        {
            if (!_isNoted)
            {
                _isNoted = true;
                Debug.LogWarning($"Light '{name}': {type} lights are not drawn by this engine, only Directional ones.", this);
            }
        }

        internal override void BecameLive() => World.Lights.Add(this);

        internal override void LeftLive() => World.Lights.Remove(this);
    }
}
