#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;

namespace UnityEngine.UIElements
{
    public class BindableElement : VisualElement
    {
        /// <summary>The path of the serialised value that the element is tied to, if it is.</summary>
        public string bindingPath { get; set; }

        /// <summary>Shows what that value is now; null for an element that isn't tied.</summary>
        internal Action Refresh { get; set; }
    }
}
