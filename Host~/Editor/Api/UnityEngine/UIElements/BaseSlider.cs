#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;

namespace UnityEngine.UIElements
{
    public abstract class BaseSlider<TValueType> : BaseField<TValueType>
        where TValueType : IComparable<TValueType>
    {
        private TValueType _lowValue;
        private TValueType _highValue;
        private bool _showInputField;

        private protected BaseSlider(string label, TValueType start, TValueType end)
            : base(label)
        {
            _lowValue = start;
            _highValue = end;
            base.SetValueWithoutNotify(start);
        }

        public TValueType lowValue
        {
            get => _lowValue;
            set => Set(ref _lowValue, value);
        }

        public TValueType highValue
        {
            get => _highValue;
            set => Set(ref _highValue, value);
        }

        public virtual bool showInputField
        {
            get => _showInputField;
            set => Set(ref _showInputField, value);
        }

        public override TValueType value
        {
            get => base.value;
            set => base.value = Clamp(value);
        }

        public override void SetValueWithoutNotify(TValueType newValue) => base.SetValueWithoutNotify(Clamp(newValue));

        private TValueType Clamp(TValueType wanted) =>
            wanted.CompareTo(_lowValue) < 0 ? _lowValue : wanted.CompareTo(_highValue) > 0 ? _highValue : wanted;
    }
}
