using System;

namespace UnityEditor
{
    /// <summary>Says which class an <see cref="Editor"/> is the inspector of.</summary>
    public class CustomEditor : Attribute
    {
        /// <summary>Says it of one class.</summary>
        public CustomEditor(Type inspectedType)
            : this(inspectedType, false)
        {
        }

        /// <summary>Says it of one class, and of those derived from it.</summary>
        public CustomEditor(Type inspectedType, bool editorForChildClasses)
        {
            InspectedType = inspectedType;
            ForChildClasses = editorForChildClasses;
        }

        internal Type InspectedType { get; }

        internal bool ForChildClasses { get; }
    }
}
