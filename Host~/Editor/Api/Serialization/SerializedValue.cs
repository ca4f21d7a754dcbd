#nullable disable // Holds what scripts hold, and they may hold null.
using System;
using System.Collections;
using System.Reflection;
using UnityEngine.Events;
using Object = UnityEngine.Object;

namespace Saccade.Host.Editor
{
    /// <summary>Copies and compares values as a serialiser would: objects of the scene by reference, all else by content.</summary>
    internal static class SerializedValue
    {
        private const int DeepestLevel = 7;

        internal static object Copy(object value) => Copy(value, 0);

        internal static bool AreEqual(object a, object b) => AreEqual(a, b, 0);

        internal static object Create(Type type)
        {
            if (type == typeof(string))
            {
                return "";
            }

            if (type.IsArray)
            {
                return Array.CreateInstance(type.GetElementType(), 0);
            }

            var canBeMade = type.IsValueType || (SerializedMembers.IsArrayOrList(type) || SerializedMembers.IsNested(type));
            return canBeMade ? Activator.CreateInstance(type, nonPublic: true) : null;
        }

        /// <summary>Makes an array or a list of another length; new elements repeat the last one, as Unity's do.</summary>
        internal static IList Resize(IList list, Type type, int size)
        {
            var elementType = SerializedMembers.ElementType(type);
            var resized = type.IsArray ? Array.CreateInstance(elementType, size) : (IList)Activator.CreateInstance(type);
            var known = list?.Count ?? 0;
            for (var i = 0; i < size; i++)
            {
                var element = i < known ? list[i] : known > 0 ? Copy(list[known - 1]) : Create(elementType);
                if (type.IsArray)
                {
                    resized[i] = element;
                }
                else
                {
                    resized.Add(element);
                }
            }

            return resized;
        }

        private static bool IsAtom(Type type) => type.IsPrimitive || type.IsEnum || type == typeof(string)
            || typeof(Object).IsAssignableFrom(type) || typeof(UnityEventBase).IsAssignableFrom(type);

        private static object Copy(object value, int level)
        {
            if (value == null || IsAtom(value.GetType()) || level > DeepestLevel)
            {
                return value;
            }

            var type = value.GetType();
            if (value is IList list)
            {
                var copy = Resize(null, type, 0);
                if (type.IsArray)
                {
                    copy = Array.CreateInstance(type.GetElementType(), list.Count);
                }

                for (var i = 0; i < list.Count; i++)
                {
                    var element = Copy(list[i], level + 1);
                    if (type.IsArray)
                    {
                        copy[i] = element;
                    }
                    else
                    {
                        copy.Add(element);
                    }
                }

                return copy;
            }

            // A value type's box must be another one; what is not serialised in a class stays as its constructor made it.
            var made = type.IsValueType ? ShallowCopy(value) : Activator.CreateInstance(type, nonPublic: true);
            if (SerializedMembers.IsNested(type))
            {
                foreach (var member in SerializedMembers.Of(type))
                {
                    member.Set(made, Copy(member.Get(value), level + 1));
                }
            }

            return made;
        }

        private static object ShallowCopy(object boxed) =>
            typeof(object).GetMethod(nameof(MemberwiseClone), BindingFlags.Instance | BindingFlags.NonPublic).Invoke(boxed, null);

        private static bool AreEqual(object a, object b, int level)
        {
            // A destroyed object and null are not the same reference, but Unity says that they are equal.
            if (a is Object || b is Object)
            {
                return ReferenceEquals(a, b) || ((a as Object) == null && (b as Object) == null);
            }

            if (a == null || b == null || a.GetType() != b.GetType() || IsAtom(a.GetType()) || level > DeepestLevel)
            {
                return Equals(a, b);
            }

            if (a is IList first && b is IList second)
            {
                if (first.Count != second.Count)
                {
                    return false;
                }

                for (var i = 0; i < first.Count; i++)
                {
                    if (!AreEqual(first[i], second[i], level + 1))
                    {
                        return false;
                    }
                }

                return true;
            }

            // Of a vector the bits count: its operator calls what is close equal.
            if (!SerializedMembers.IsNested(a.GetType()))
            {
                return a.Equals(b);
            }

            foreach (var member in SerializedMembers.Of(a.GetType()))
            {
                if (!AreEqual(member.Get(a), member.Get(b), level + 1))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
