#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System.Collections.Generic;

namespace UnityEngine.UIElements
{
    public abstract class BaseField<TValueType> : BindableElement, INotifyValueChanged<TValueType>
    {
#pragma warning disable CA1000, IDE1006 // Unity's member, Unity's name.
        public static readonly string alignedFieldUssClassName = "unity-base-field__aligned";
#pragma warning restore CA1000, IDE1006

        private string _label;
        private TValueType _value;
        private bool _showMixedValue;

        private protected BaseField(string label)
        {
            _label = label;
            focusable = true;
            AddToClassList("unity-base-field");
        }

        public string label
        {
            get => _label;
            set => Set(ref _label, value);
        }

        /// <summary>
        /// The value. Setting another one tells the listeners, but only while the field is shown; so does setting any while several
        /// different ones are shown.
        /// </summary>
        public virtual TValueType value
        {
            get => _value;
            set
            {
                if (EqualityComparer<TValueType>.Default.Equals(_value, value) && !_showMixedValue)
                {
                    return;
                }

                var before = _value;
                SetValueWithoutNotify(value);
                showMixedValue = false;
                SendEvent(ChangeEvent<TValueType>.GetPooled(before, _value));
            }
        }

        /// <summary>Whether a dash stands for several different values.</summary>
        public bool showMixedValue
        {
            get => _showMixedValue;
            set
            {
                if (value == _showMixedValue || (value && !CanSwitchToMixedValue))
                {
                    return;
                }

                Set(ref _showMixedValue, value);
                UpdateMixedValueContent();
            }
        }

        private protected virtual bool CanSwitchToMixedValue => true;

        public virtual void SetValueWithoutNotify(TValueType newValue)
        {
            Set(ref _value, newValue);
            if (_showMixedValue)
            {
                UpdateMixedValueContent();
            }
        }

        private protected virtual void UpdateMixedValueContent()
        {
        }
    }
}
