#nullable disable // Holds what scripts hold, and they may hold null.
using System;
using System.Reflection;

namespace Saccade.Host.Editor
{
    /// <summary>One value of an object that the editor shows, keeps and takes back.</summary>
    internal sealed class SerializedMember
    {
        private readonly Func<object, object> _get;
        private readonly Action<object, object> _set;

        internal SerializedMember(FieldInfo field)
            : this(field.Name, field.FieldType, field.GetValue, field.SetValue)
        {
            Info = field;
        }

        internal SerializedMember(string name, PropertyInfo property)
            : this(name, property.PropertyType, property.GetValue, property.SetValue)
        {
            Info = property;
        }

        internal SerializedMember(string name, Type type, Func<object, object> get, Action<object, object> set)
        {
            Name = name;
            ValueType = type;
            DisplayName = NiceName.Of(name);
            _get = get;
            _set = set;
        }

        internal string Name { get; }

        internal string DisplayName { get; init; }

        internal Type ValueType { get; }

        /// <summary>Where its attributes stand, or null.</summary>
        internal MemberInfo Info { get; }

        internal bool IsHidden { get; init; }

        /// <summary>Whether another member holds the same, so that it must not be kept twice.</summary>
        internal bool IsDerived { get; init; }

        internal object Get(object owner) => _get(owner);

        internal void Set(object owner, object value) => _set(owner, value);

        internal T Attribute<T>()
            where T : Attribute => Info?.GetCustomAttribute<T>(true);
    }
}
