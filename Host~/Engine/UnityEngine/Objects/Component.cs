#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Collections.Generic;

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

        public string tag
        {
            get => gameObject.tag;
            set => gameObject.tag = value;
        }

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

        public Component GetComponent(Type type) => gameObject.GetComponent(type);

        public bool TryGetComponent<T>(out T component) => gameObject.TryGetComponent(out component);

        public bool TryGetComponent(Type type, out Component component) => gameObject.TryGetComponent(type, out component);

        public T[] GetComponents<T>() => gameObject.GetComponents<T>();

        public void GetComponents<T>(List<T> results) => gameObject.GetComponents(results);

        public T GetComponentInChildren<T>() => gameObject.GetComponentInChildren<T>();

        public T GetComponentInChildren<T>(bool includeInactive) => gameObject.GetComponentInChildren<T>(includeInactive);

        public T[] GetComponentsInChildren<T>() => gameObject.GetComponentsInChildren<T>();

        public T[] GetComponentsInChildren<T>(bool includeInactive) => gameObject.GetComponentsInChildren<T>(includeInactive);

        public T GetComponentInParent<T>() => gameObject.GetComponentInParent<T>();

        public bool CompareTag(string tag) => gameObject.CompareTag(tag);

        internal void AttachTo(GameObject owner) => _gameObject = owner;

        internal void RefreshLive()
        {
            bool live = !IsDestroyed && _gameObject is not null && _gameObject.activeInHierarchy && EnabledSelf && MayRun;
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
