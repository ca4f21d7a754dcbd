using UnityEngine;

namespace UnityEditor
{
    /// <summary>What the user has selected in the editor.</summary>
    public static class Selection
    {
        /// <summary>The selected object of the scene, or null.</summary>
        public static GameObject? activeGameObject { get; set; }
    }
}
