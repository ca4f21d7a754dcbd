#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;

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

        /// <summary>The value. Setting it overwrites what is being typed.</summary>
        public override string value
        {
            get => base.value;
            set
            {
                base.value = value;
                text = base.value;
            }
        }

        /// <summary>Sets the value, and overwrites what is being typed, whatever the value was.</summary>
        public override void SetValueWithoutNotify(string newValue)
        {
            base.SetValueWithoutNotify(newValue ?? "");
            text = _multiline ? value : value.Replace("\n", "", StringComparison.Ordinal);
        }

        private protected override string ValueToString(string value) => value;

        private protected override string StringToValue(string str) => str;

        private protected override void UpdateTextFromValue() => SetValueWithoutNotify(value);

        // An untouched field that stood for several values commits too: a text that nobody has typed, to all of them.
        private protected override void Leave()
        {
            if (isDelayed)
            {
                value = text;
            }

            if (showMixedValue)
            {
                UpdateMixedValueContent();
            }
        }
    }
}
