#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
namespace UnityEngine.UIElements
{
    public class Label : TextElement
    {
        public Label()
            : this("")
        {
        }

        public Label(string text)
        {
            this.text = text;
            AddToClassList("unity-label");
        }
    }
}
