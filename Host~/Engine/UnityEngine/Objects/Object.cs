#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System.Collections.Generic;
using System.Threading;
using Saccade.Host;

namespace UnityEngine
{
    public class Object
    {
        private static int _lastInstanceId;

        private int _instanceId;
        private string _name = "";

        public Object()
        {
            _instanceId = Interlocked.Increment(ref _lastInstanceId);
        }

        public string name
        {
            get
            {
                ThrowIfDestroyed();
                return NameOrOwnersName;
            }
            set
            {
                ThrowIfDestroyed();
                NameOrOwnersName = value;
            }
        }

        public HideFlags hideFlags { get; set; }

        internal bool IsDestroyed { get; private set; }

        internal bool IsBeingDestroyed { get; private set; }

        // A component answers with its game object's name.
        internal virtual string NameOrOwnersName
        {
            get => _name;
            set => _name = value ?? "";
        }

        public static bool operator ==(Object x, Object y)
        {
            var xIsNull = x is null || x.IsDestroyed;
            var yIsNull = y is null || y.IsDestroyed;
            return xIsNull || yIsNull ? xIsNull && yIsNull : ReferenceEquals(x, y);
        }

        public static bool operator !=(Object x, Object y) => !(x == y);

        public static implicit operator bool(Object exists) => exists != null;

        public static void Destroy(Object obj) => Destroy(obj, 0);

        public static void Destroy(Object obj, float t)
        {
            if (obj == null || RefusesDestruction(obj))
            {
                return;
            }

            if (!Application.isPlaying)
            {
                Debug.LogError("Destroy may not be called from edit mode! Use DestroyImmediate instead.", obj);
                return;
            }

            World.DestroyLater(obj, t);
        }

        public static void DestroyImmediate(Object obj) => DestroyImmediate(obj, false);

        public static void DestroyImmediate(Object obj, bool allowDestroyingAssets)
        {
            if (obj != null && !RefusesDestruction(obj))
            {
                obj.DestroyNow();
            }
        }

        internal static T FindObjectOfType<T>()
            where T : Object => FindFirstObjectByType<T>();

        internal static T[] FindObjectsOfType<T>()
            where T : Object => FindObjectsByType<T>(FindObjectsSortMode.InstanceID);

        internal static T[] FindObjectsOfType<T>(bool includeInactive)
            where T : Object => FindObjectsByType<T>(
                includeInactive ? FindObjectsInactive.Include : FindObjectsInactive.Exclude, FindObjectsSortMode.InstanceID);

        public static T FindFirstObjectByType<T>()
            where T : Object => FindFirstObjectByType<T>(FindObjectsInactive.Exclude);

        public static T FindFirstObjectByType<T>(FindObjectsInactive findObjectsInactive)
            where T : Object
        {
            var found = FindObjectsByType<T>(findObjectsInactive, FindObjectsSortMode.InstanceID);
            return found.Length > 0 ? found[0] : null;
        }

        public static T[] FindObjectsByType<T>(FindObjectsSortMode sortMode)
            where T : Object => FindObjectsByType<T>(FindObjectsInactive.Exclude, sortMode);

        public static T[] FindObjectsByType<T>(FindObjectsInactive findObjectsInactive, FindObjectsSortMode sortMode)
            where T : Object
        {
            var found = new List<T>();
            World.Collect(found, findObjectsInactive == FindObjectsInactive.Include);
            if (sortMode == FindObjectsSortMode.InstanceID)
            {
                found.Sort((a, b) => a._instanceId.CompareTo(b._instanceId));
            }

            return found.ToArray();
        }

        [SinceUnity("6000.4")]
        internal static T[] FindObjectsByType<T>(FindObjectsInactive findObjectsInactive)
            where T : Object => FindObjectsByType<T>(findObjectsInactive, FindObjectsSortMode.None);

        // Not a native call in Unity: a constructor may ask, another thread may not.
        public int GetInstanceID()
        {
            MainThread.Demand("Object.GetInstanceID");
            return _instanceId;
        }

        public override int GetHashCode() => _instanceId;

        public override bool Equals(object other) => other is null ? this == null : other is Object obj && this == obj;

        public override string ToString() => IsDestroyed ? "null" : $"{name} ({GetType().FullName})";

        internal void DestroyNow()
        {
            if (!IsBeingDestroyed)
            {
                IsBeingDestroyed = true;
                BeforeDestroy();
                IsDestroyed = true;
                AfterDestroy();
            }
        }

        // Scripts still see a whole object here.
        internal virtual void BeforeDestroy()
        {
        }

        // Frees what the object held outside the managed heap.
        internal virtual void AfterDestroy()
        {
        }

        internal void ThrowIfDestroyed()
        {
            if (IsDestroyed)
            {
                throw new MissingReferenceException(
                    $"The object of type '{GetType().Name}' has been destroyed but you are still trying to access it.\n"
                    + "Your script should either check if it is null or you should not destroy the object.");
            }
        }

        /// <summary>
        /// Stands from now on for what another object stood for: the engine's object stays, only the script's side of it is new.
        /// </summary>
        internal void TakePlaceOf(Object old)
        {
            _instanceId = old._instanceId;
            hideFlags = old.hideFlags;
            TakeState(old);
            old.IsDestroyed = true;
        }

        // Takes over what the engine itself holds of the object.
        private protected virtual void TakeState(Object old) => _name = old._name;

        private static bool RefusesDestruction(Object obj)
        {
            if (obj is Transform)
            {
                Debug.LogError(
                    $"Can't destroy Transform component of '{obj.name}'. If you want to destroy the game object, please "
                    + "call 'Destroy' on the game object instead.",
                    obj);
                return true;
            }

            return false;
        }
    }
}
