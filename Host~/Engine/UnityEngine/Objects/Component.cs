#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.

namespace UnityEngine
{
    public class Component : Object
    {
        private GameObject _gameObject;

        public GameObject gameObject
        {
            get
            {
                ThrowIfDestroyed();
                return _gameObject;
            }
        }

        public Transform transform => gameObject.transform;

        // Whether the component counts at present: it lives, its object is active and it is enabled itself.
        internal bool IsLive { get; private set; }

        internal virtual bool EnabledSelf => true;

        internal override string NameOrOwnersName
        {
            get => _gameObject is null ? "" : _gameObject.name;
            set
            {
                if (_gameObject is not null)
                {
                    _gameObject.name = value;
                }
            }
        }

        public T GetComponent<T>() => gameObject.GetComponent<T>();

        public bool TryGetComponent<T>(out T component) => gameObject.TryGetComponent(out component);

        public T[] GetComponents<T>() => gameObject.GetComponents<T>();

        internal T GetComponentInParent<T>() => gameObject.GetComponentInParent<T>();

        public bool CompareTag(string tag) => gameObject.CompareTag(tag);

        internal void AttachTo(GameObject owner) => _gameObject = owner;

        private protected override void TakeState(Object old)
        {
            base.TakeState(old);
            _gameObject = ((Component)old)._gameObject;
            _gameObject.Replace((Component)old, this);
        }

        internal void RefreshLive()
        {
            var live = !IsDestroyed && _gameObject is not null && _gameObject.activeInHierarchy && EnabledSelf && MayRun;
            if (live != IsLive)
            {
                IsLive = live;
                if (live)
                {
                    BecameLive();
                }
                else
                {
                    LeftLive();
                }
            }
        }

        internal void EndLive()
        {
            if (IsLive)
            {
                IsLive = false;
                LeftLive();
            }
        }

        internal virtual bool MayRun => true;

        internal virtual void BecameLive()
        {
        }

        internal virtual void LeftLive()
        {
        }

        internal override void BeforeDestroy() => EndLive();

        internal override void AfterDestroy()
        {
            if (_gameObject is not null && !_gameObject.IsDestroyed)
            {
                _gameObject.Detach(this);
            }
        }
    }
}
