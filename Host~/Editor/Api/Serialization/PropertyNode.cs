#nullable disable // Holds what scripts hold, and they may hold null.
using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using UnityEditor;
using UnityEngine;
using UnityEngine.Events;
using Object = UnityEngine.Object;

namespace Saccade.Host.Editor
{
    /// <summary>One value's place in an object: a member, an array's length or an element, inside another place.</summary>
    internal sealed class PropertyNode
    {
        private const int DeepestLevel = 7;
        private const int LengthIndex = -1;

        private readonly SerializedObject _owner;
        private readonly int _index;

        internal PropertyNode(SerializedObject owner, PropertyNode parent, SerializedMember member)
        {
            _owner = owner;
            Parent = parent;
            Member = member;
            Name = member.Name;
            DisplayName = member.DisplayName;
            ValueType = member.ValueType;
            Path = parent == null ? Name : parent.Path + "." + Name;
        }

        // An element, or with the index -1 the length.
        private PropertyNode(PropertyNode array, int index)
        {
            _owner = array._owner;
            _index = index;
            Parent = array;
            Name = index == LengthIndex ? "size" : "data";
            DisplayName = index == LengthIndex ? "Size" : "Element " + index;
            ValueType = index == LengthIndex ? typeof(int) : SerializedMembers.ElementType(array.ValueType);
            Path = array.Path + (index == LengthIndex ? ".Array.size" : $".Array.data[{index}]");
        }

        internal PropertyNode Parent { get; }

        /// <summary>The member that this is or that holds it: its attributes count for elements too.</summary>
        internal SerializedMember Member { get; }

        internal string Name { get; }

        internal string DisplayName { get; }

        internal string Path { get; }

        internal Type ValueType { get; }

        internal bool IsLength => Member == null && _index == LengthIndex;

        internal bool IsArray => SerializedMembers.IsArrayOrList(ValueType);

        internal bool IsReadOnly => typeof(UnityEventBase).IsAssignableFrom(ValueType) || Parent?.IsReadOnly == true;

        internal int Depth => Parent == null ? 0 : Parent.Depth + 1;

        internal SerializedPropertyType Kind => IsLength ? SerializedPropertyType.ArraySize : KindOf(ValueType);

        /// <summary>The first object's value; set, it becomes that of all, and what lies beside it in them stays.</summary>
        internal object Value
        {
            get => ValueOf(0);
            set
            {
                for (var target = 0; target < _owner.TargetCount; target++)
                {
                    SetValueOf(target, target == 0 ? value : SerializedValue.Copy(value));
                }
            }
        }

        internal bool IsMixed
        {
            get
            {
                for (var target = 1; target < _owner.TargetCount; target++)
                {
                    if (!SerializedValue.AreEqual(ValueOf(target), Value))
                    {
                        return true;
                    }
                }

                return false;
            }
        }

        internal static PropertyNode Find(SerializedObject owner, string path)
        {
            PropertyNode node = null;
            foreach (var part in (path ?? "").Replace(".Array.", ".").Split('.'))
            {
                node = ChildrenOf(owner, node).FirstOrDefault(child => child.Part == part);
                if (node == null)
                {
                    return null;
                }
            }

            return node;
        }

        internal static IReadOnlyList<PropertyNode> ChildrenOf(SerializedObject owner, PropertyNode node) =>
            node == null ? owner.Roots : node.Children();

        internal PropertyNode Element(int index)
        {
            var count = ((IList)Value)?.Count ?? 0;
            return IsArray && index >= 0 && index < count ? new PropertyNode(this, index) : null;
        }

        internal PropertyNode Length() => IsArray ? new PropertyNode(this, LengthIndex) : null;

        internal IReadOnlyList<PropertyNode> Children()
        {
            if (Depth >= DeepestLevel || IsReadOnly)
            {
                return [];
            }

            if (IsArray)
            {
                return [Length(), .. Enumerable.Range(0, ((IList)Value)?.Count ?? 0).Select(i => new PropertyNode(this, i))];
            }

            var isVector = Kind is SerializedPropertyType.Vector2 or SerializedPropertyType.Vector3 or SerializedPropertyType.Vector4
                or SerializedPropertyType.Quaternion or SerializedPropertyType.Color;
            var isNested = Kind == SerializedPropertyType.Generic && SerializedMembers.IsNested(ValueType);
            return isVector || isNested
                ? SerializedMembers.Of(ValueType).Select(member => new PropertyNode(_owner, this, member)).ToArray()
                : [];
        }

        private object ValueOf(int target)
        {
            if (Parent == null)
            {
                return _owner.Read(target, Member);
            }

            var container = Parent.ValueOf(target);
            if (Member != null)
            {
                return container == null ? SerializedValue.Create(ValueType) : Member.Get(container);
            }

            var list = (IList)container;
            return _index == LengthIndex ? list?.Count ?? 0 : list != null && _index < list.Count ? list[_index] : null;
        }

        private void SetValueOf(int target, object value)
        {
            if (Parent == null)
            {
                _owner.Write(target, Member, value);
                return;
            }

            // A struct came as a copy, so what holds it is written too.
            var container = Parent.ValueOf(target) ?? SerializedValue.Create(Parent.ValueType);
            if (Member != null)
            {
                Member.Set(container, value);
            }
            else if (_index == LengthIndex)
            {
                container = SerializedValue.Resize((IList)container, Parent.ValueType, Math.Max(0, (int)value));
            }
            else if (_index < ((IList)container).Count)
            {
                ((IList)container)[_index] = value;
            }

            Parent.SetValueOf(target, container);
        }

        private static SerializedPropertyType KindOf(Type type) => type switch
        {
            _ when type.IsEnum => SerializedPropertyType.Enum,
            _ when type == typeof(bool) => SerializedPropertyType.Boolean,
            _ when type == typeof(string) => SerializedPropertyType.String,
            _ when type == typeof(char) => SerializedPropertyType.Character,
            _ when type == typeof(float) || type == typeof(double) => SerializedPropertyType.Float,
            _ when type.IsPrimitive => SerializedPropertyType.Integer,
            _ when type == typeof(Color) || type == typeof(Color32) => SerializedPropertyType.Color,
            _ when type == typeof(Vector2) => SerializedPropertyType.Vector2,
            _ when type == typeof(Vector3) => SerializedPropertyType.Vector3,
            _ when type == typeof(Vector4) => SerializedPropertyType.Vector4,
            _ when type == typeof(Quaternion) => SerializedPropertyType.Quaternion,
            _ when type == typeof(Rect) => SerializedPropertyType.Rect,
            _ when type == typeof(RectInt) => SerializedPropertyType.RectInt,
            _ when type == typeof(Vector2Int) => SerializedPropertyType.Vector2Int,
            _ when type == typeof(Bounds) => SerializedPropertyType.Bounds,
            _ when typeof(Object).IsAssignableFrom(type) => SerializedPropertyType.ObjectReference,
            _ => SerializedPropertyType.Generic,
        };

        private string Part => Member != null || IsLength ? Name : $"data[{_index}]";
    }
}
