#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System.Collections.Generic;

namespace UnityEngine.UIElements
{
    public abstract class BaseField<TValueType> : BindableElement, INotifyValueChanged<TValueType>
    {
        private string _label;
        private TValueType _value;

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

        public virtual TValueType value
        {
            get => _value;
            set
            {
                if (EqualityComparer<TValueType>.Default.Equals(_value, value))
                {
                    return;
                }

                var before = _value;
                SetValueWithoutNotify(value);
                SendEvent(ChangeEvent<TValueType>.GetPooled(before, _value));
            }
        }

        public virtual void SetValueWithoutNotify(TValueType newValue) => Set(ref _value, newValue);
    }
}
