using System;
using System.Collections;
using System.Collections.Generic;
using System.Reflection;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Saccade.Host.Editor.Session
{
    /// <summary>
    /// What a scene file would hold of a component: of a script, the fields that Unity serialises; of one of the engine's own, its state.
    /// Values are copied; objects of the scene and assets are referred to.
    /// </summary>
    internal sealed class SerialisedFields
    {
        private const BindingFlags OwnFields =
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

        // Unity's own limit: what nests deeper, or in circles, is cut off there.
        private const int Depth = 10;

        private static readonly Dictionary<Object, Object> NoneReplaced = new(ReferenceEqualityComparer.Instance);

        private readonly List<(FieldInfo Field, object? Value)> _values = [];

        private SerialisedFields()
        {
        }

        internal static SerialisedFields Of(Component component)
        {
            SerialisedFields fields = new();
            foreach (var field in Find(component.GetType()))
            {
                fields._values.Add((field, Copy(field.GetValue(component), NoneReplaced, Depth)));
            }

            return fields;
        }

        /// <summary>Writes the values into another component of the same type.</summary>
        /// <param name="component">Receives them.</param>
        /// <param name="replacements">What stands now for objects that are gone.</param>
        internal void Restore(Component component, IReadOnlyDictionary<Object, Object> replacements)
        {
            foreach (var (field, value) in _values)
            {
                field.SetValue(component, Copy(value, replacements, Depth));
            }

            component.RefreshLive();
        }

        private static IEnumerable<FieldInfo> Find(Type component) =>
            typeof(MonoBehaviour).IsAssignableFrom(component) ? ScriptFields.Of(component, alsoPrivate: false) : StateOf(component);

        // The engine's own state is private, and its structs bear no mark.
        private static IEnumerable<FieldInfo> StateOf(Type component)
        {
            for (var level = component; !IsRoot(level); level = level.BaseType!)
            {
                foreach (var field in level.GetFields(OwnFields))
                {
                    if (!field.IsInitOnly && (field.FieldType.IsValueType || ScriptFields.IsSerialised(field.FieldType)))
                    {
                        yield return field;
                    }
                }
            }
        }

        // These hold what belongs to the one object: its identity, whether it has woken up.
        private static bool IsRoot(Type type) =>
            type == typeof(Component) || type == typeof(Behaviour);

        private static object? Copy(object? value, IReadOnlyDictionary<Object, Object> replacements, int depth)
        {
            switch (value)
            {
                case null or string:
                    return value;
                case Object reference:
                    return replacements.GetValueOrDefault(reference, reference);
                case Array array:
                    var copies = Array.CreateInstance(array.GetType().GetElementType()!, array.Length);
                    for (var i = 0; i < array.Length; i++)
                    {
                        copies.SetValue(Copy(array.GetValue(i), replacements, depth - 1), i);
                    }

                    return copies;
                case IList list when list.GetType().IsGenericType:
                    var copied = (IList)Activator.CreateInstance(list.GetType())!;
                    foreach (var element in list)
                    {
                        copied.Add(Copy(element, replacements, depth - 1));
                    }

                    return copied;
                default:
                    return value.GetType().IsValueType ? value : depth > 0 ? CopyFields(value, replacements, depth) : null;
            }
        }

        private static object CopyFields(object value, IReadOnlyDictionary<Object, Object> replacements, int depth)
        {
            var copy = Activator.CreateInstance(value.GetType(), nonPublic: true)!;
            foreach (var field in ScriptFields.Of(value.GetType(), alsoPrivate: false))
            {
                field.SetValue(copy, Copy(field.GetValue(value), replacements, depth - 1));
            }

            return copy;
        }
    }
}
