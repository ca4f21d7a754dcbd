#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
namespace UnityEngine
{
    public class Behaviour : Component
    {
        private bool _enabled = true;

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

        public bool isActiveAndEnabled => !IsDestroyed && IsAttachedToActive && _enabled;

        internal override bool EnabledSelf => _enabled;

        private protected override void TakeState(Object old)
        {
            base.TakeState(old);
            _enabled = ((Behaviour)old)._enabled;
        }

        private bool IsAttachedToActive => gameObject is not null && gameObject.activeInHierarchy;
    }
}
