using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using UnityEngine;
using UnityEngine.Events;
using Object = UnityEngine.Object;

namespace Saccade.Host
{
    /// <summary>
    /// What Unity keeps of an object while its script is reloaded: the fields that it serialises, by name, with nothing in them that
    /// belongs to the script's old types.
    /// </summary>
    internal sealed class ScriptState
    {
        // Unity's own limit: what nests deeper, or in circles, is cut off there.
        private const int Depth = 10;

        private readonly Dictionary<string, object?> _values;

        private ScriptState(Dictionary<string, object?> values)
        {
            _values = values;
        }

        /// <summary>Takes down an object's fields.</summary>
        /// <param name="script">The object.</param>
        /// <param name="alsoPrivate">Whether private fields are kept that aren't marked <see cref="SerializeField"/>.</param>
        internal static ScriptState Of(object script, bool alsoPrivate) => Take(script, alsoPrivate, Depth);

        /// <summary>Writes what was kept into another object of the same name and, perhaps, other fields.</summary>
        /// <param name="script">The object.</param>
        /// <param name="find">What stands now for an object of then.</param>
        internal void Restore(object script, Func<Object, Object> find)
        {
            foreach (var field in ScriptFields.Of(script.GetType(), alsoPrivate: true))
            {
                if (_values.TryGetValue(Key(field), out var kept) && TryGive(field.FieldType, kept, find, out var value))
                {
                    field.SetValue(script, value);
                }
            }
        }

        private static ScriptState Take(object script, bool alsoPrivate, int depth) => new ScriptState(
            ScriptFields.Of(script.GetType(), alsoPrivate)
                .Where(field => !typeof(UnityEventBase).IsAssignableFrom(field.FieldType))
                .ToDictionary(Key, field => TakeValue(field.GetValue(script), alsoPrivate, depth)));

        // Two levels of a class may have a private field of the same name.
        private static string Key(FieldInfo field) => $"{field.DeclaringType!.FullName}.{field.Name}";

        private static object? TakeValue(object? value, bool alsoPrivate, int depth) => value switch
        {
            null or Object => value,
            Enum => Convert.ChangeType(value, Enum.GetUnderlyingType(value.GetType()), null),
            _ when ScriptFields.IsPlain(value.GetType()) => value,
            IList list => list.Cast<object?>().Select(element => TakeValue(element, alsoPrivate, depth - 1)).ToArray(),
            _ => depth > 0 ? Take(value, alsoPrivate, depth - 1) : null,
        };

        private static bool TryGive(Type type, object? kept, Func<Object, Object> find, out object? value)
        {
            value = kept;
            if (typeof(Object).IsAssignableFrom(type))
            {
                value = kept is Object reference ? find(reference) : null;
                return value is null || type.IsInstanceOfType(value);
            }

            if (type.IsEnum)
            {
                value = Enum.ToObject(type, kept!);
            }
            else if (type == typeof(string))
            {
                // Unity's serialisation knows no null but for references to its own objects.
                value = kept ?? "";
            }
            else if (type.IsArray || ScriptFields.IsList(type))
            {
                value = GiveList(type, (object?[]?)kept ?? [], find);
            }
            else if (kept is ScriptState || (kept is null && !type.IsValueType))
            {
                value = type.IsValueType || type.GetConstructor(Type.EmptyTypes) is null
                    ? RuntimeHelpers.GetUninitializedObject(type)
                    : Activator.CreateInstance(type)!;
                (kept as ScriptState)?.Restore(value, find);
            }

            return true;
        }

        private static IList GiveList(Type type, object?[] kept, Func<Object, Object> find)
        {
            var element = type.IsArray ? type.GetElementType()! : type.GetGenericArguments()[0];
            var array = Array.CreateInstance(element, kept.Length);
            for (var i = 0; i < kept.Length; i++)
            {
                if (TryGive(element, kept[i], find, out var value))
                {
                    array.SetValue(value, i);
                }
            }

            return type.IsArray ? array : (IList)Activator.CreateInstance(type, array)!;
        }
    }
}
