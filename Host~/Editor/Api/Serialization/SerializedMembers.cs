#nullable disable // Holds what scripts hold, and they may hold null.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using UnityEngine;
using UnityEngine.Events;
using Object = UnityEngine.Object;

namespace Saccade.Host.Editor
{
    /// <summary>Which values of a type Unity would serialise: a script's fields, a built-in component's settings.</summary>
    internal static class SerializedMembers
    {
        private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

        // Holds no type: those of scripts that were unloaded must go.
        private static readonly ConditionalWeakTable<Type, SerializedMember[]> Known = [];

        // Unity's names, where they are not m_ and the property's.
        private static readonly Dictionary<string, string> BuiltInNames = new()
        {
            ["backgroundColor"] = "m_BackGroundColor",
            ["rect"] = "m_NormalizedViewPortRect",
            ["fieldOfView"] = "field of view",
            ["nearClipPlane"] = "near clip plane",
            ["farClipPlane"] = "far clip plane",
            ["orthographic"] = "orthographic",
            ["orthographicSize"] = "orthographic size",
            ["sharedMesh"] = "m_Mesh",
            ["sharedMaterial"] = "m_Materials",
        };

        // Another member says the same, or reading it changes something.
        private static readonly HashSet<string> Skipped =
        [
            "material", "mesh", "aspect", "pixelRect", "name", "tag", "hideFlags", "useGUILayout", "enabled",
        ];

        /// <summary>The values of a type in the order of their declaration, base classes first.</summary>
        internal static SerializedMember[] Of(Type type) => Known.GetValue(type, static type => [.. Find(type)]);

        internal static bool IsArrayOrList(Type type) => type.IsArray || ScriptFields.IsList(type);

        internal static Type ElementType(Type type) => type.IsArray ? type.GetElementType() : type.GetGenericArguments()[0];

        /// <summary>Whether the value is made of others that a script's author declared.</summary>
        internal static bool IsNested(Type type) => !ScriptFields.IsPlain(type) && !type.IsEnum && !typeof(Object).IsAssignableFrom(type)
            && !typeof(UnityEventBase).IsAssignableFrom(type) && !IsArrayOrList(type);

        private static IEnumerable<SerializedMember> Find(Type type)
        {
            if (type == typeof(GameObject))
            {
                return GameObjectMembers();
            }

            if (type == typeof(Transform))
            {
                return TransformMembers();
            }

            IEnumerable<SerializedMember> enabled = typeof(Behaviour).IsAssignableFrom(type) || typeof(Renderer).IsAssignableFrom(type)
                ? [new SerializedMember("m_Enabled", type.GetProperty("enabled")) { IsHidden = true }]
                : [];
            var isBuiltIn = typeof(Object).IsAssignableFrom(type) && type.Assembly == typeof(Object).Assembly;
            return enabled.Concat(isBuiltIn ? Settings(type) : Fields(type));
        }

        private static IEnumerable<SerializedMember> Fields(Type type)
        {
            Stack<Type> levels = new();
            for (var level = type; level != null && level.Assembly != typeof(object).Assembly
                && !IsEngineObject(level); level = level.BaseType)
            {
                levels.Push(level);
            }

            foreach (var level in levels)
            {
                foreach (var field in level.GetFields(Own).OrderBy(field => field.MetadataToken))
                {
                    if ((field.IsPublic || field.IsDefined(typeof(SerializeField))) && !field.IsDefined(typeof(NonSerializedAttribute))
                        && !field.IsInitOnly
                        && !field.IsLiteral && ScriptFields.IsSerialised(field.FieldType))
                    {
                        yield return new SerializedMember(field) { IsHidden = field.IsDefined(typeof(HideInInspector)) };
                    }
                }
            }
        }

        private static bool IsEngineObject(Type type) =>
            typeof(Object).IsAssignableFrom(type) && type.Namespace == nameof(UnityEngine) && type.Assembly == typeof(Object).Assembly;

        private static IEnumerable<SerializedMember> Settings(Type type)
        {
            foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
                .Where(
                    property => typeof(Component).IsAssignableFrom(property.DeclaringType) && property.DeclaringType != typeof(Component))
                .OrderBy(property => property.MetadataToken))
            {
                var isSetting = property.GetMethod?.IsPublic == true && property.SetMethod?.IsPublic == true
                    && property.GetIndexParameters().Length == 0 && ScriptFields.IsSerialised(property.PropertyType)
                    && !Skipped.Contains(property.Name);
                if (isSetting)
                {
                    yield return new SerializedMember(NameOf(property.Name), property) { DisplayName = NiceName.Of(property.Name) };
                }
            }
        }

        private static string NameOf(string property) => BuiltInNames.TryGetValue(property, out var name)
            ? name
            : "m_" + char.ToUpperInvariant(property[0]) + property[1..];

        private static IEnumerable<SerializedMember> GameObjectMembers() =>
        [
            new("m_Name", typeof(string), o => ((GameObject)o).name, (o, value) => ((GameObject)o).name = (string)value),
            new("m_TagString", typeof(string), o => ((GameObject)o).tag, (o, value) => ((GameObject)o).tag = (string)value)
                { DisplayName = "Tag" },
            new("m_Layer", typeof(int), o => ((GameObject)o).layer, (o, value) => ((GameObject)o).layer = (int)value),
            new("m_IsActive", typeof(bool), o => ((GameObject)o).activeSelf, (o, value) => ((GameObject)o).SetActive((bool)value))
                { DisplayName = "Active" },
        ];

        private static IEnumerable<SerializedMember> TransformMembers()
        {
            var type = typeof(Transform);
            return
            [
                new("m_LocalRotation", type.GetProperty(nameof(Transform.localRotation))) { IsHidden = true },
                new("m_LocalPosition", type.GetProperty(nameof(Transform.localPosition))) { DisplayName = "Position" },
                new(
                    "m_LocalEulerAnglesHint",
                    typeof(Vector3),
                    o => ((Transform)o).localEulerAngles,
                    (o, value) => ((Transform)o).localEulerAngles = (Vector3)value) { DisplayName = "Rotation", IsDerived = true },
                new("m_LocalScale", type.GetProperty(nameof(Transform.localScale))) { DisplayName = "Scale" },
            ];
        }
    }
}
