using System;
using System.Collections.Generic;
using System.Reflection;
using UnityEngine;
using UnityEngine.Events;
using Object = UnityEngine.Object;

namespace Saccade.Host
{
    /// <summary>Which fields of a script Unity serialises.</summary>
    internal static class ScriptFields
    {
        private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

        private static readonly HashSet<Type> Plain =
        [
            typeof(bool), typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long),
            typeof(ulong),
            typeof(float), typeof(double), typeof(char), typeof(string), typeof(Vector2), typeof(Vector3), typeof(Vector4),
            typeof(Quaternion),
            typeof(Rect), typeof(Color), typeof(Color32), typeof(Vector2Int), typeof(RectInt), typeof(Bounds),
        ];

        /// <summary>The fields of a type and of those that it derives from, up to the engine's own.</summary>
        /// <param name="type">The type.</param>
        /// <param name="alsoPrivate">
        /// Whether private fields count that aren't marked <see cref="SerializeField"/>, as they do when scripts are reloaded.
        /// </param>
        internal static IEnumerable<FieldInfo> Of(Type type, bool alsoPrivate)
        {
            for (var level = type; level != typeof(object) && !IsEngines(level); level = level.BaseType!)
            {
                foreach (var field in level.GetFields(Own))
                {
                    if ((field.IsPublic || alsoPrivate || field.IsDefined(typeof(SerializeField))) && !field.IsInitOnly
                        && !field.IsDefined(typeof(NonSerializedAttribute)) && IsSerialised(field.FieldType))
                    {
                        yield return field;
                    }
                }
            }
        }

        internal static bool IsSerialised(Type type)
        {
            if (type.IsArray)
            {
                return type.GetArrayRank() == 1 && IsElement(type.GetElementType()!);
            }

            return IsList(type) ? IsElement(type.GetGenericArguments()[0]) : IsElement(type);
        }

        internal static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>);

        /// <summary>Whether a value is taken whole, with no fields of a script's type in it.</summary>
        internal static bool IsPlain(Type type) => Plain.Contains(type);

        private static bool IsElement(Type type)
        {
            if (Plain.Contains(type) || type.IsEnum || typeof(Object).IsAssignableFrom(type)
                || typeof(UnityEventBase).IsAssignableFrom(type))
            {
                return true;
            }

            return type.IsDefined(typeof(SerializableAttribute), false) && !type.IsAbstract && !type.IsPrimitive
                && !typeof(Delegate).IsAssignableFrom(type)
                && !type.IsArray && !IsList(type) && type.Namespace?.StartsWith("System", StringComparison.Ordinal) != true;
        }

        private static bool IsEngines(Type type) =>
            type.Assembly == typeof(Object).Assembly && typeof(Object).IsAssignableFrom(type);
    }
}
