using UnityEngine;

namespace Saccade.Overlay
{
    /// <summary>One line of a <see cref="LabelPanel"/>: a class, its probability, and their texts.</summary>
    internal struct LabelRow
    {
        public string Label;

        public GUIContent Name;

        public GUIContent Percent;

        public float Probability;
    }
}
