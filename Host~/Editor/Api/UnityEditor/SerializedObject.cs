#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Collections.Generic;
using System.Linq;
using Saccade.Host.Editor;
using Object = UnityEngine.Object;

namespace UnityEditor
{
    /// <summary>
    /// A copy of the values of one object, or of several of one class: it is read with <see cref="Update"/>, changed through its properties
    /// and written back, as one step to undo, with <see cref="ApplyModifiedProperties"/>.
    /// </summary>
    public class SerializedObject : IDisposable
    {
        private readonly Object[] _targets;
        private readonly Dictionary<SerializedMember, object>[] _values;
        private readonly HashSet<SerializedMember> _changed = [];

        /// <summary>Copies an object's values.</summary>
        internal SerializedObject(Object obj)
            : this([obj])
        {
        }

        /// <summary>Copies the values of several objects of one class; the first's are shown where they differ.</summary>
        public SerializedObject(Object[] objs)
        {
            if (objs == null || objs.Length == 0 || Array.Exists(objs, obj => obj == null))
            {
                throw new ArgumentException("Object at index 0 is null: expected living objects of the scene.", nameof(objs));
            }

            if (Array.Exists(objs, obj => obj.GetType() != objs[0].GetType()))
            {
                throw new ArgumentException("SerializedObject: the objects are of different classes, expected all of one.", nameof(objs));
            }

            _targets = objs;
            _values = Array.ConvertAll(objs, _ => new Dictionary<SerializedMember, object>());
            Roots = SerializedMembers.Of(objs[0].GetType()).Select(member => new PropertyNode(this, null, member)).ToArray();
            Update();
        }

        public Object targetObject => _targets[0];

        public bool hasModifiedProperties => _changed.Count > 0;

        internal bool isEditingMultipleObjects => _targets.Length > 1;

        internal IReadOnlyList<PropertyNode> Roots { get; }

        internal int TargetCount => _targets.Length;

        internal bool IsAlive => Array.TrueForAll(_targets, target => target != null);

        /// <summary>Reads the object's values; what was changed here and not applied is lost.</summary>
        public void Update()
        {
            _changed.Clear();
            if (!IsAlive)
            {
                return;
            }

            for (var i = 0; i < _targets.Length; i++)
            {
                foreach (var root in Roots)
                {
                    _values[i][root.Member] = SerializedValue.Copy(root.Member.Get(_targets[i]));
                }
            }
        }

        /// <summary>As <see cref="Update"/>.</summary>
        /// <returns>Whether a value was another.</returns>
        public bool UpdateIfRequiredOrScript()
        {
            if (!IsAlive || Enumerable.Range(0, _targets.Length).All(IsUpToDate))
            {
                return false;
            }

            Update();
            return true;
        }

        /// <summary>Writes what was changed, as one step to undo.</summary>
        /// <returns>Whether anything was.</returns>
        public bool ApplyModifiedProperties() => Apply(keepsHistory: true);

        /// <summary>A property before the first: <see cref="SerializedProperty.NextVisible"/> leads to it.</summary>
        public SerializedProperty GetIterator() => new(this, null);

        /// <summary>The property of a path such as <c>_size.x</c> or <c>_names.Array.data[1]</c>, or null.</summary>
        public SerializedProperty FindProperty(string propertyPath)
        {
            var node = PropertyNode.Find(this, propertyPath);
            return node == null ? null : new SerializedProperty(this, node);
        }

        public void Dispose() => GC.SuppressFinalize(this);

        internal object Read(int target, SerializedMember member) => _values[target][member];

        internal void Write(int target, SerializedMember member, object value)
        {
            _values[target][member] = value;
            _changed.Add(member);
        }

        private bool IsUpToDate(int target) =>
            Roots.All(root => SerializedValue.AreEqual(_values[target][root.Member], root.Member.Get(_targets[target])));

        private bool Apply(bool keepsHistory)
        {
            var changed = _changed.ToArray();
            _changed.Clear();
            if (!IsAlive)
            {
                return false;
            }

            var any = false;
            for (var i = 0; i < _targets.Length; i++)
            {
                any |= Apply(_targets[i], _values[i], changed, keepsHistory);
            }

            if (any)
            {
                Update();
            }

            return any;
        }

        private static bool Apply(
            Object target, Dictionary<SerializedMember, object> values, SerializedMember[] changed, bool keepsHistory)
        {
            List<(SerializedMember Member, object Before)> written = [];
            foreach (var member in changed)
            {
                var before = SerializedValue.Copy(member.Get(target));
                if (SerializedValue.AreEqual(before, values[member]))
                {
                    continue;
                }

                member.Set(target, SerializedValue.Copy(values[member]));
                written.Add((member, before));
            }

            if (written.Count == 0)
            {
                return false;
            }

            ScriptValidation.Send(target);
            foreach (var (member, before) in keepsHistory ? written : [])
            {
                var after = SerializedValue.Copy(member.Get(target));
                if (!SerializedValue.AreEqual(before, after))
                {
                    Undo.Add(new ValueStep(target, member, before, after), $"Modified {member.DisplayName} in {target.name}");
                }
            }

            return true;
        }
    }
}
