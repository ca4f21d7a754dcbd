#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
namespace UnityEngine.UIElements
{
    public class HelpBox : VisualElement
    {
        private string _text;
        private HelpBoxMessageType _messageType;

        public HelpBox()
            : this("", HelpBoxMessageType.None)
        {
        }

        public HelpBox(string text, HelpBoxMessageType messageType)
        {
            _text = text ?? "";
            _messageType = messageType;
            AddToClassList("unity-help-box");
        }

        public string text
        {
            get => _text;
            set => Set(ref _text, value ?? "");
        }

        public HelpBoxMessageType messageType
        {
            get => _messageType;
            set => Set(ref _messageType, value);
        }
    }
}
