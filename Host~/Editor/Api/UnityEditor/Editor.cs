#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using Saccade.Host;
using UnityEngine;
using UnityEngine.UIElements;
using Object = UnityEngine.Object;

namespace UnityEditor
{
    /// <summary>An inspector: shows an object's values and lets the user change them.</summary>
    public class Editor : ScriptableObject
    {
        // Holds no type: those of scripts that were unloaded must go.
        private static readonly ConditionalWeakTable<Type, Type> Found = [];

        private SerializedObject _serializedObject;

        internal Object target => targets[0];

        public Object[] targets { get; private set; }

        public SerializedObject serializedObject => _serializedObject ??= new SerializedObject(targets);

        /// <summary>
        /// Makes the inspector of an object: the one under its <see cref="CustomEditor"/>, else one that shows every value.
        /// </summary>
        public static Editor CreateEditor(Object targetObject) => CreateEditor(targetObject, null);

        /// <summary>Makes an inspector of a given class.</summary>
        public static Editor CreateEditor(Object targetObject, Type editorType) =>
            targetObject == null ? null : CreateEditor([targetObject], editorType);

        /// <summary>Makes the inspector of several objects of one class.</summary>
        public static Editor CreateEditor(Object[] targetObjects) => CreateEditor(targetObjects, null);

        /// <summary>Makes the elements; null for the default inspector.</summary>
        public virtual VisualElement CreateInspectorGUI() => null;

        /// <summary>The class that inspects a class, the nearest to it that has one; <see cref="Editor"/> itself where none has.</summary>
        internal static Type FindType(Type inspected)
        {
            if (Found.TryGetValue(inspected, out var known))
            {
                return known;
            }

            var editors = (
                from assembly in ScriptDomain.Scripts
                where assembly.GetReferencedAssemblies().Any(name => name.Name == typeof(Editor).Assembly.GetName().Name)
                from type in assembly.GetTypes()
                where typeof(Editor).IsAssignableFrom(type) && !type.IsAbstract
                let custom = type.GetCustomAttribute<CustomEditor>(false)
                where custom != null
                select (type, custom)).ToArray();
            for (var level = inspected; level != null; level = level.BaseType)
            {
                var match = editors.FirstOrDefault(
                    editor => editor.custom.InspectedType == level && (level == inspected || editor.custom.ForChildClasses)).type;
                if (match != null)
                {
                    Found.AddOrUpdate(inspected, match);
                    return match;
                }
            }

            // Not kept: the package's editors may be loaded later.
            return typeof(Editor);
        }

        private static Editor CreateEditor(Object[] targetObjects, Type editorType)
        {
            editorType ??= FindType(targetObjects[0].GetType());
            var editor = (Editor)NativeCall.Construct(editorType);
            editor.targets = targetObjects;
            editor.Send("OnEnable");
            return editor;
        }

        internal override void BeforeDestroy() => Send("OnDisable");

        private void Send(string message)
        {
            var method = GetType().GetMethod(
                message, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, Type.EmptyTypes);
            method?.CreateDelegate<Action>(this)();
        }
    }
}
