#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using Saccade.Host.Editor;

namespace UnityEngine.UIElements
{
    /// <summary>
    /// A field to type into. What is being typed is its text; it becomes the value with each key, or, if the field is delayed, when the
    /// user has finished: with Return, or by leaving the field.
    /// </summary>
    public abstract class TextInputBaseField<TValueType> : BaseField<TValueType>, ITextInput
    {
        private const string MixedText = "\u2014";

        private string _text = "";
        private string _original = "";
        private int _maxLength = -1;
        private bool _isReadOnly;

        private protected TextInputBaseField(string label)
            : base(label)
        {
        }

        /// <summary>What stands in the field now.</summary>
        public string text
        {
            get => _text;
            protected internal set
            {
                var whole = value ?? "";
                Set(ref _text, _maxLength >= 0 && whole.Length > _maxLength ? whole[.._maxLength] : whole);
            }
        }

        public bool isReadOnly
        {
            get => _isReadOnly;
            set => Set(ref _isReadOnly, value);
        }

        /// <summary>Whether the value changes only when the user has finished: with Return, or by leaving the field.</summary>
        public bool isDelayed { get; set; }

        public int maxLength
        {
            get => _maxLength;
            set
            {
                _maxLength = value;
                text = _text;
            }
        }

        private protected bool HasFocus { get; private set; }

        private protected override bool CanSwitchToMixedValue => !HasFocus;

        private bool IsWritable => !_isReadOnly && enabledInHierarchy;

        void ITextInput.Focus()
        {
            if (HasFocus)
            {
                return;
            }

            HasFocus = true;
            if (showMixedValue && IsWritable)
            {
                text = "";
            }

            _original = _text;
        }

        void ITextInput.Type(string typed)
        {
            if (!IsWritable)
            {
                return;
            }

            ((ITextInput)this).Focus();
            text = typed;
            if (!isDelayed)
            {
                UpdateValueFromText();
            }
        }

        void ITextInput.Submit()
        {
            if (IsWritable)
            {
                UpdateValueFromText();
                _original = _text;
            }
        }

        void ITextInput.Cancel()
        {
            if (IsWritable)
            {
                text = _original;
                UpdateValueFromText();
            }
        }

        void ITextInput.Blur()
        {
            if (!HasFocus)
            {
                return;
            }

            HasFocus = false;
            if (IsWritable)
            {
                Leave();
            }
        }

        private protected abstract string ValueToString(TValueType value);

        /// <summary>What a text says; the present value where it says none.</summary>
        private protected abstract TValueType StringToValue(string str);

        private protected virtual void UpdateValueFromText() => value = StringToValue(_text);

        private protected virtual void UpdateTextFromValue() => text = ValueToString(value);

        /// <summary>The field loses the keyboard.</summary>
        private protected abstract void Leave();

        private protected override void UpdateMixedValueContent()
        {
            if (showMixedValue)
            {
                text = MixedText;
            }
            else
            {
                UpdateTextFromValue();
            }
        }
    }
}
