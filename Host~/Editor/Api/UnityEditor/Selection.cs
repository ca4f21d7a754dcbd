#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Collections.Generic;
using System.Linq;
using UnityEngine;
using Object = UnityEngine.Object;

namespace UnityEditor
{
    /// <summary>What the user has selected in the editor.</summary>
    public sealed class Selection
    {
        private static Object[] _objects = [];

        /// <summary>Raised when something else is selected.</summary>
        public static Action selectionChanged;

        /// <summary>All selected objects.</summary>
        public static Object[] objects
        {
            get => [.. _objects.Where(selected => selected != null)];
            set
            {
                Object[] selected = [.. (value ?? []).Where(wanted => wanted != null).Distinct()];
                if (selected.SequenceEqual(_objects, ReferenceEqualityComparer.Instance))
                {
                    return;
                }

                _objects = selected;
                selectionChanged?.Invoke();
            }
        }

        /// <summary>All selected objects of the scene.</summary>
        public static GameObject[] gameObjects => [.. objects.Select(SceneObject).Where(selected => selected != null).Distinct()];

        /// <summary>The selected object, the first of several, or null.</summary>
        public static Object activeObject
        {
            get => objects.FirstOrDefault();
            set => objects = [value];
        }

        /// <summary>The selected object of the scene, the first of several, or null.</summary>
        public static GameObject activeGameObject
        {
            get => gameObjects.FirstOrDefault();
            set => activeObject = value;
        }

        /// <summary>The selected objects, destroyed ones too: who restores a scene knows which take their places.</summary>
        internal static Object[] Remembered => _objects;

        internal static void Reset()
        {
            _objects = [];
            selectionChanged = null;
        }

        private static GameObject SceneObject(Object selected) =>
            selected as GameObject ?? (selected is Component component ? component.gameObject : null);
    }
}
