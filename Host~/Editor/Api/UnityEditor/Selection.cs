#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using UnityEngine;
using Object = UnityEngine.Object;

namespace UnityEditor
{
    /// <summary>What the user has selected in the editor.</summary>
    public sealed class Selection
    {
        private static Object _active;

        /// <summary>Raised when something else is selected.</summary>
        public static Action selectionChanged;

        /// <summary>The selected object, or null.</summary>
        public static Object activeObject
        {
            get => _active == null ? null : _active;
            set
            {
                if (ReferenceEquals(_active, value))
                {
                    return;
                }

                _active = value;
                selectionChanged?.Invoke();
            }
        }

        /// <summary>The selected object of the scene, or null.</summary>
        public static GameObject activeGameObject
        {
            get => activeObject as GameObject ?? (activeObject is Component component ? component.gameObject : null);
            set => activeObject = value;
        }

        /// <summary>The selected object even where it is destroyed: who restores a scene knows which one takes its place.</summary>
        internal static Object Remembered => _active;

        internal static void Reset()
        {
            _active = null;
            selectionChanged = null;
        }
    }
}
