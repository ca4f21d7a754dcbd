using System.Linq;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Saccade.Host.Editor
{
    /// <summary>What brings a destroyed object back.</summary>
    internal abstract class SavedObject
    {
        internal static SavedObject Of(Object target) =>
            target is GameObject gameObject ? new SavedGameObject(gameObject) : new SavedComponent((Component)target);

        /// <summary>Makes the object anew; where it was is gone too, nothing happens.</summary>
        internal abstract void Restore();

        private sealed class SavedComponent(Component component) : SavedObject
        {
            private readonly ObjectHandle _self = ObjectHandle.Of(component);
            private readonly ObjectHandle _owner = ObjectHandle.Of(component.gameObject);
            private readonly ObjectValues _values = new(component);
            private readonly System.Type _type = component.GetType();

            internal override void Restore()
            {
                if (!_owner.IsAlive)
                {
                    return;
                }

                // The values are there before Awake, as when a scene is loaded.
                ((GameObject)_owner.Target).AddComponent(_type, made =>
                {
                    _self.Replace(made);
                    _values.WriteTo(made);
                });
            }
        }

        private sealed class SavedGameObject : SavedObject
        {
            private readonly ObjectHandle _self;
            private readonly ObjectHandle _transform;
            private readonly ObjectHandle? _parent;
            private readonly ObjectValues _values;
            private readonly ObjectValues _place;
            private readonly SavedObject[] _components;
            private readonly SavedObject[] _children;

            internal SavedGameObject(GameObject target)
            {
                _self = ObjectHandle.Of(target);
                _transform = ObjectHandle.Of(target.transform);
                _parent = target.transform.parent == null ? null : ObjectHandle.Of(target.transform.parent);
                _values = new ObjectValues(target);
                _place = new ObjectValues(target.transform);
                _components = target.GetComponents<Component>().Where(part => part is not Transform).Select(Of).ToArray();
                _children = Enumerable.Range(0, target.transform.childCount)
                    .Select(i => Of(target.transform.GetChild(i).gameObject)).ToArray();
            }

            internal override void Restore()
            {
                if (_parent is { IsAlive: false })
                {
                    return;
                }

                GameObject made = new();

                // Scripts wake up when all is in its place.
                made.SetActive(false);
                _self.Replace(made);
                _transform.Replace(made.transform);
                if (_parent != null)
                {
                    made.transform.SetParent((Transform)_parent.Target, false);
                }

                _place.WriteTo(made.transform);
                foreach (var part in _components.Concat(_children))
                {
                    part.Restore();
                }

                _values.WriteTo(made);
            }
        }
    }
}
