#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
namespace UnityEngine.UIElements
{
    public abstract class BaseBoolField : BaseField<bool>
    {
        private string _text;

        private protected BaseBoolField(string label)
            : base(label)
        {
        }

        public string text
        {
            get => _text;
            set => Set(ref _text, value);
        }

        internal override bool TryChange(string text)
        {
            if (!bool.TryParse(text, out var isOn))
            {
                return false;
            }

            value = isOn;
            return true;
        }
    }
}
