#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System.Collections;
using System.Collections.Generic;
using Saccade.Host;

namespace UnityEngine
{
    public class Transform : Component, IEnumerable
    {
        private readonly List<Transform> _children = new List<Transform>();
        private Transform _parent;
        private Vector3 _localPosition;
        private Quaternion _localRotation = Quaternion.identity;
        private Vector3 _localScale = Vector3.one;
        private Matrix4x4 _localToWorld;
        private bool _isStale = true;

        protected internal Transform()
        {
        }

        public Vector3 localPosition
        {
            get => _localPosition;
            set
            {
                ThrowIfDestroyed();
                _localPosition = value;
                MarkStale();
            }
        }

        public Quaternion localRotation
        {
            get => _localRotation;
            set
            {
                ThrowIfDestroyed();
                _localRotation = Quaternion.Normalize(value);
                MarkStale();
            }
        }

        public Vector3 localScale
        {
            get => _localScale;
            set
            {
                ThrowIfDestroyed();
                _localScale = value;
                MarkStale();
            }
        }

        public Vector3 localEulerAngles
        {
            get => localRotation.eulerAngles;
            set => localRotation = Quaternion.Euler(value);
        }

        public Vector3 position
        {
            get
            {
                var matrix = localToWorldMatrix;
                return new Vector3(matrix.m03, matrix.m13, matrix.m23);
            }
            set => localPosition = _parent is null ? value : _parent.InverseTransformPoint(value);
        }

        public Quaternion rotation
        {
            get => _parent is null ? _localRotation : _parent.rotation * _localRotation;
            set => localRotation = _parent is null ? value : Quaternion.Inverse(_parent.rotation) * value;
        }

        public Vector3 lossyScale
        {
            get
            {
                var unrotated = Matrix4x4.Rotate(Quaternion.Inverse(rotation)) * localToWorldMatrix;
                return new Vector3(unrotated.m00, unrotated.m11, unrotated.m22);
            }
        }

        public Vector3 right
        {
            get => rotation * Vector3.right;
            set => rotation = Quaternion.FromToRotation(Vector3.right, value);
        }

        public Vector3 up
        {
            get => rotation * Vector3.up;
            set => rotation = Quaternion.FromToRotation(Vector3.up, value);
        }

        public Vector3 forward
        {
            get => rotation * Vector3.forward;
            set => rotation = Quaternion.LookRotation(value);
        }

        public Transform parent
        {
            get => _parent;
            set => SetParent(value);
        }

        public Transform root => _parent is null ? this : _parent.root;

        public int childCount => _children.Count;

        private List<Transform> Siblings => _parent is null ? World.Roots : _parent._children;

        public Matrix4x4 localToWorldMatrix
        {
            get
            {
                ThrowIfDestroyed();
                if (_isStale)
                {
                    var local = Matrix4x4.TRS(_localPosition, _localRotation, _localScale);
                    _localToWorld = _parent is null ? local : _parent.localToWorldMatrix * local;
                    _isStale = false;
                }

                return _localToWorld;
            }
        }

        public Matrix4x4 worldToLocalMatrix => localToWorldMatrix.inverse;

        public void SetParent(Transform p) => SetParent(p, true);

        public void SetParent(Transform parent, bool worldPositionStays)
        {
            ThrowIfDestroyed();
            if (parent == null)
            {
                parent = null;
            }
            else if (parent.IsChildOf(this))
            {
                Debug.LogError($"SetParent: '{name}' can't be put under '{parent.name}', which is itself or below it.", this);
                return;
            }

            var worldPosition = position;
            var worldRotation = rotation;
            var worldScale = lossyScale;
            LeaveParent();
            _parent = parent;
            Siblings.Add(this);
            MarkStale();
            if (worldPositionStays)
            {
                position = worldPosition;
                rotation = worldRotation;
                var outer = parent is null ? Vector3.one : parent.lossyScale;
                localScale = new Vector3(Ratio(worldScale.x, outer.x), Ratio(worldScale.y, outer.y), Ratio(worldScale.z, outer.z));
            }

            gameObject.RefreshActive();
        }

        public Transform GetChild(int index)
        {
            if ((uint)index >= (uint)_children.Count)
            {
                throw new UnityException($"Transform child out of bounds: '{name}' has {_children.Count} children, index was {index}.");
            }

            return _children[index];
        }

        internal Transform Find(string n)
        {
            var path = n.Split('/');
            var level = this;
            foreach (var step in path)
            {
                level = level._children.Find(child => child.name == step);
                if (level is null)
                {
                    return null;
                }
            }

            return level;
        }

        public bool IsChildOf(Transform parent)
        {
            for (var level = this; level is not null; level = level._parent)
            {
                if (ReferenceEquals(level, parent))
                {
                    return true;
                }
            }

            return false;
        }

        public int GetSiblingIndex()
        {
            if (_parent is not null)
            {
                return _parent._children.IndexOf(this);
            }

            // Every scene counts its own.
            var index = 0;
            foreach (var sibling in World.Roots)
            {
                if (ReferenceEquals(sibling, this))
                {
                    break;
                }

                index += sibling.gameObject.scene == gameObject.scene ? 1 : 0;
            }

            return index;
        }

        public void SetPositionAndRotation(Vector3 position, Quaternion rotation)
        {
            this.position = position;
            this.rotation = rotation;
        }

        internal void LookAt(Vector3 worldPosition) => LookAt(worldPosition, Vector3.up);

        public void LookAt(Vector3 worldPosition, Vector3 worldUp)
        {
            var way = worldPosition - position;
            if (way != Vector3.zero)
            {
                rotation = Quaternion.LookRotation(way, worldUp);
            }
        }

        internal void Rotate(float xAngle, float yAngle, float zAngle) => Rotate(new Vector3(xAngle, yAngle, zAngle), Space.Self);

        public void Rotate(Vector3 eulers, Space relativeTo)
        {
            var turn = Quaternion.Euler(eulers);
            if (relativeTo == Space.Self)
            {
                localRotation *= turn;
            }
            else
            {
                rotation = turn * rotation;
            }
        }

        internal void RotateAround(Vector3 point, Vector3 axis, float angle)
        {
            var turn = Quaternion.AngleAxis(angle, axis);
            position = point + turn * (position - point);
            rotation = turn * rotation;
        }

        internal void Translate(Vector3 translation, Space relativeTo) =>
            position += relativeTo == Space.Self ? rotation * translation : translation;

        internal Vector3 TransformPoint(Vector3 position) => localToWorldMatrix.MultiplyPoint3x4(position);

        internal Vector3 TransformDirection(Vector3 direction) => rotation * direction;

        internal Vector3 TransformVector(Vector3 vector) => localToWorldMatrix.MultiplyVector(vector);

        public Vector3 InverseTransformPoint(Vector3 position) => worldToLocalMatrix.MultiplyPoint3x4(position);

        internal Vector3 InverseTransformDirection(Vector3 direction) => Quaternion.Inverse(rotation) * direction;

        internal Vector3 InverseTransformVector(Vector3 vector) => worldToLocalMatrix.MultiplyVector(vector);

        public IEnumerator GetEnumerator() => _children.GetEnumerator();

        internal void LeaveParent()
        {
            Siblings.Remove(this);
            _parent = null;
        }

        private static float Ratio(float value, float divisor) => divisor == 0 ? 0 : value / divisor;

        private void MarkStale()
        {
            if (!_isStale)
            {
                _isStale = true;
                foreach (var child in _children)
                {
                    child.MarkStale();
                }
            }
        }
    }
}
