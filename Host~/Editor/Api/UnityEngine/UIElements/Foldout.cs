#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
namespace UnityEngine.UIElements
{
    public class Foldout : BindableElement, INotifyValueChanged<bool>
    {
        private readonly VisualElement _content = new VisualElement { name = "unity-content" };
        private string _text = "";
        private bool _value = true;

        public Foldout()
        {
            AddToClassList("unity-foldout");
            _content.AddToClassList("unity-foldout__content");
            AddInner(_content);
        }

        public override VisualElement contentContainer => _content ?? this;

        public string text
        {
            get => _text;
            set => Set(ref _text, value ?? "");
        }

        public bool value
        {
            get => _value;
            set
            {
                if (_value == value)
                {
                    return;
                }

                SetValueWithoutNotify(value);
                SendEvent(ChangeEvent<bool>.GetPooled(!value, value));
            }
        }

        public void SetValueWithoutNotify(bool newValue) => Set(ref _value, newValue);

        internal override bool TryChange(string text)
        {
            if (!bool.TryParse(text, out var isOpen))
            {
                return false;
            }

            value = isOpen;
            return true;
        }
    }
}
