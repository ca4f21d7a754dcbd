#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
namespace UnityEngine.UIElements
{
    public class TextElement : BindableElement
    {
        private string _text = "";

        public virtual string text
        {
            get => _text;
            set => Set(ref _text, value ?? "");
        }
    }
}
