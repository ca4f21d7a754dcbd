#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Collections.Generic;
using System.Reflection;
using Saccade.Host;
using Saccade.Host.Rendering;
using UnityEngine.SceneManagement;

namespace UnityEngine
{
    public sealed class GameObject : Object
    {
        private readonly List<Component> _components = new List<Component>();
        private Transform _transform;
        private bool _activeSelf = true;
        private int _layer;
        private Scene _scene;

        public GameObject()
            : this("New Game Object")
        {
        }

        public GameObject(string name)
        {
            this.name = name;
            _transform = new Transform();
            _transform.AttachTo(this);
            _components.Add(_transform);
            activeInHierarchy = true;
            World.GameObjects.Add(this);
            World.Roots.Add(_transform);
        }

        public GameObject(string name, params Type[] components)
            : this(name)
        {
            foreach (var component in components)
            {
                AddComponent(component);
            }
        }

        public Transform transform
        {
            get
            {
                ThrowIfDestroyed();
                return _transform;
            }
        }

        public int layer
        {
            get => _layer;
            set
            {
                if ((uint)value > 31)
                {
                    throw new ArgumentOutOfRangeException(nameof(value), value, $"layer of '{name}': expected 0 to 31.");
                }

                _layer = value;
            }
        }

        public Scene scene => _transform.root.gameObject._scene;

        public string tag { get; set; } = "Untagged";

        public bool activeSelf => _activeSelf;

        public bool activeInHierarchy { get; private set; }

        internal List<Component> Components => _components;

        public static GameObject CreatePrimitive(PrimitiveType type)
        {
            var primitive = new GameObject(type.ToString());
            primitive.AddComponent<MeshFilter>().sharedMesh = PrimitiveMeshes.Get(type);
            primitive.AddComponent<MeshRenderer>().sharedMaterial = Material.Default;
            return primitive;
        }

        internal static GameObject Find(string name)
        {
            foreach (var candidate in World.GameObjects)
            {
                if (candidate.activeInHierarchy && MatchesPath(candidate, name))
                {
                    return candidate;
                }
            }

            return null;
        }

        public T AddComponent<T>()
            where T : Component => (T)AddComponent(typeof(T));

        public Component AddComponent(Type componentType) => AddComponent(componentType, null);

        // prepare: gives the component its values before its Awake and OnEnable.
        internal Component AddComponent(Type componentType, Action<Component> prepare)
        {
            ThrowIfDestroyed();
            ArgumentNullException.ThrowIfNull(componentType);
            if (!typeof(Component).IsAssignableFrom(componentType) || componentType.IsAbstract || componentType == typeof(Transform))
            {
                throw new ArgumentException(
                    $"AddComponent on '{name}': {componentType} can't be added. Expected a concrete class derived from Component.",
                    nameof(componentType));
            }

            if (componentType == typeof(RectTransform) && _transform is not RectTransform)
            {
                return BecomeRect();
            }

            if (IsBeingDestroyed)
            {
                Debug.LogError($"Can't add component '{componentType.Name}' to {name} because it is being destroyed.", this);
                return null;
            }

            if (!AllowsAnother(componentType))
            {
                Debug.LogError(
                    $"Can't add component '{componentType.Name}' to {name} because such a component is already added to the game object!",
                    this);
                return null;
            }

            foreach (var required in componentType.GetCustomAttributes<RequireComponent>(true))
            {
                AddIfMissing(required.m_Type0);
                AddIfMissing(required.m_Type1);
                AddIfMissing(required.m_Type2);
            }

            var component = (Component)(typeof(MonoBehaviour).IsAssignableFrom(componentType)
                ? NativeCall.Construct(componentType)
                : Activator.CreateInstance(componentType, nonPublic: true));
            component.AttachTo(this);
            _components.Add(component);
            prepare?.Invoke(component);
            Awaken(component);
            return component;
        }

        // As in Unity a place in a canvas takes the transform's own; the old one is gone.
        private RectTransform BecomeRect()
        {
            if (_transform.parent is not null || _transform.childCount > 0)
            {
                throw new HostException($"'{name}': in this engine an object gets its RectTransform before its parent and its children.");
            }

            var rect = new RectTransform();
            rect.AttachTo(this);
            rect.localPosition = _transform.localPosition;
            rect.localRotation = _transform.localRotation;
            rect.localScale = _transform.localScale;
            var old = _transform;
            _transform = rect;
            _components[0] = rect;
            World.Roots[World.Roots.IndexOf(old)] = rect;
            old.DestroyNow();
            return rect;
        }

        public T GetComponent<T>() => TryGetComponent(out T component) ? component : default;

        public Component GetComponent(Type type) => TryGetComponent(type, out var component) ? component : null;

        public bool TryGetComponent<T>(out T component)
        {
            ThrowIfDestroyed();
            foreach (var candidate in _components)
            {
                if (candidate is T match)
                {
                    component = match;
                    return true;
                }
            }

            component = default;
            return false;
        }

        public bool TryGetComponent(Type type, out Component component)
        {
            ThrowIfDestroyed();
            component = _components.Find(type.IsInstanceOfType);
            return component is not null;
        }

        public T[] GetComponents<T>()
        {
            var results = new List<T>();
            GetComponents(results);
            return results.ToArray();
        }

        public void GetComponents<T>(List<T> results)
        {
            ThrowIfDestroyed();
            results.Clear();
            AppendComponents(results);
        }

        public void GetComponentsInChildren<T>(bool includeInactive, List<T> results)
        {
            ThrowIfDestroyed();
            results.Clear();
            AppendFromHierarchy(includeInactive, results);
        }

        private void AppendFromHierarchy<T>(bool includeInactive, List<T> results)
        {
            if (includeInactive || activeInHierarchy)
            {
                AppendComponents(results);
            }

            for (var i = 0; i < transform.childCount; i++)
            {
                transform.GetChild(i).gameObject.AppendFromHierarchy(includeInactive, results);
            }
        }

        internal T GetComponentInChildren<T>() => GetComponentInChildren<T>(false);

        public T GetComponentInChildren<T>(bool includeInactive)
        {
            if ((includeInactive || activeInHierarchy) && TryGetComponent(out T own))
            {
                return own;
            }

            for (var i = 0; i < transform.childCount; i++)
            {
                var found = transform.GetChild(i).gameObject.GetComponentInChildren<T>(includeInactive);
                if (found is not null)
                {
                    return found;
                }
            }

            return default;
        }

        public T GetComponentInParent<T>()
        {
            for (var level = transform; level is not null; level = level.parent)
            {
                if (level.gameObject.activeInHierarchy && level.gameObject.TryGetComponent(out T found))
                {
                    return found;
                }
            }

            return default;
        }

        public bool CompareTag(string tag) => this.tag == tag;

        public void SetActive(bool value)
        {
            ThrowIfDestroyed();
            _activeSelf = value;
            RefreshActive();
        }

        internal void RefreshActive()
        {
            var parent = _transform.parent;
            var active = _activeSelf && (parent is null || parent.gameObject.activeInHierarchy);
            if (active != activeInHierarchy)
            {
                activeInHierarchy = active;
                AwakenAll();
                for (var i = 0; i < _transform.childCount; i++)
                {
                    _transform.GetChild(i).gameObject.RefreshActive();
                }
            }
        }

        internal void AwakenAll()
        {
            // A message may add or remove components.
            for (var i = 0; i < _components.Count; i++)
            {
                Awaken(_components[i]);
            }
        }

        internal void Replace(Component old, Component component) => _components[_components.IndexOf(old)] = component;

        internal void MoveTo(Scene scene) => _scene = scene;

        internal void Detach(Component component) => _components.Remove(component);

        internal override void BeforeDestroy()
        {
            // Every OnDisable of the whole subtree comes before the first OnDestroy.
            EndLiveInSubtree();
            DestroyComponents();
        }

        internal override void AfterDestroy()
        {
            _transform.LeaveParent();
            World.GameObjects.Remove(this);
        }

        private static void Awaken(Component component)
        {
            (component as MonoBehaviour)?.AwakenOnce();
            component.RefreshLive();
        }

        private static bool MatchesPath(GameObject candidate, string path)
        {
            var rest = path;
            var level = candidate.transform;
            while (true)
            {
                var slash = rest.LastIndexOf('/');
                if (level is null || level.name != rest[(slash + 1)..])
                {
                    return false;
                }

                if (slash < 0)
                {
                    return true;
                }

                level = level.parent;
                rest = rest[..slash];
                if (rest.Length == 0)
                {
                    return level is null;
                }
            }
        }

        private bool AllowsAnother(Type componentType)
        {
            for (var type = componentType; type != typeof(Component) && type is not null; type = type.BaseType)
            {
                if (type.IsDefined(typeof(DisallowMultipleComponent), false) && _components.Exists(type.IsInstanceOfType))
                {
                    return false;
                }
            }

            return true;
        }

        private void AddIfMissing(Type required)
        {
            if (required is not null && !_components.Exists(required.IsInstanceOfType))
            {
                AddComponent(required);
            }
        }

        private void AppendComponents<T>(List<T> results)
        {
            foreach (var candidate in _components)
            {
                if (candidate is T match)
                {
                    results.Add(match);
                }
            }
        }

        private void EndLiveInSubtree()
        {
            activeInHierarchy = false;
            for (var i = 0; i < _components.Count; i++)
            {
                _components[i].EndLive();
            }

            for (var i = 0; i < _transform.childCount; i++)
            {
                _transform.GetChild(i).gameObject.EndLiveInSubtree();
            }
        }

        private void DestroyComponents()
        {
            for (var i = _transform.childCount - 1; i >= 0; i--)
            {
                _transform.GetChild(i).gameObject.DestroyNow();
            }

            while (_components.Count > 1)
            {
                _components[^1].DestroyNow();
            }

            // The transform is last and stays attached: its children and parent are reached through it.
            _transform.DestroyNow();
        }
    }
}
