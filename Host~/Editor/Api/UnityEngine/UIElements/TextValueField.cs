#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System.Collections.Generic;

namespace UnityEngine.UIElements
{
    public abstract class TextValueField<TValueType> : TextInputBaseField<TValueType>
    {
        private bool _keepsText;

        private protected TextValueField(string label)
            : base(label)
        {
            text = ValueToString(value);
        }

        public override void SetValueWithoutNotify(TValueType newValue)
        {
            var isOther = !EqualityComparer<TValueType>.Default.Equals(value, newValue);
            base.SetValueWithoutNotify(newValue);
            if (isOther)
            {
                UpdateTextFromValue();
            }
        }

        // What is typed stands as it was typed until the field is left.
        private protected override void UpdateValueFromText()
        {
            _keepsText = true;
            try
            {
                base.UpdateValueFromText();
            }
            finally
            {
                _keepsText = false;
            }
        }

        private protected override void UpdateTextFromValue()
        {
            if (!_keepsText)
            {
                base.UpdateTextFromValue();
            }
        }

        private protected override void UpdateMixedValueContent()
        {
            if (!_keepsText)
            {
                base.UpdateMixedValueContent();
            }
        }

        private protected override void Leave()
        {
            if (showMixedValue)
            {
                UpdateMixedValueContent();
                return;
            }

            if (text.Length > 0)
            {
                UpdateValueFromText();
            }

            UpdateTextFromValue();
        }
    }
}
