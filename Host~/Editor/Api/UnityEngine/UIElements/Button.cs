#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;

namespace UnityEngine.UIElements
{
    public class Button : TextElement
    {
        public Button()
            : this(null)
        {
        }

        public Button(Action clickEvent)
        {
            clicked += clickEvent;
            focusable = true;
            AddToClassList("unity-button");
        }

        public event Action clicked;

        internal override void Press()
        {
            clicked?.Invoke();
            base.Press();
        }
    }
}
