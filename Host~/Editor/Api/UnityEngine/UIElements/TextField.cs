#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
namespace UnityEngine.UIElements
{
    public class TextField : TextInputBaseField<string>
    {
        private bool _multiline;

        public TextField()
            : this(null)
        {
        }

        public TextField(string label)
            : base(label)
        {
            SetValueWithoutNotify("");
        }

        public bool multiline
        {
            get => _multiline;
            set => Set(ref _multiline, value);
        }

        public override void SetValueWithoutNotify(string newValue) => base.SetValueWithoutNotify(newValue ?? "");

        internal override bool TryChange(string text)
        {
            if (isReadOnly || text == null)
            {
                return false;
            }

            value = maxLength >= 0 && text.Length > maxLength ? text[..maxLength] : text;
            return true;
        }
    }
}
