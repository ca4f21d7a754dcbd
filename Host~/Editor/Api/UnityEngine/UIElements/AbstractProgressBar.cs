#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
namespace UnityEngine.UIElements
{
    public abstract class AbstractProgressBar : BindableElement, INotifyValueChanged<float>
    {
        private string _title = "";
        private float _lowValue;
        private float _highValue = 100f;
        private float _value;

        public AbstractProgressBar()
        {
        }

        public string title
        {
            get => _title;
            set => Set(ref _title, value ?? "");
        }

        public float lowValue
        {
            get => _lowValue;
            set => Set(ref _lowValue, value);
        }

        public float highValue
        {
            get => _highValue;
            set => Set(ref _highValue, value);
        }

        public virtual float value
        {
            get => _value;
            set
            {
                var before = _value;
                if (before == value)
                {
                    return;
                }

                SetValueWithoutNotify(value);
                SendEvent(ChangeEvent<float>.GetPooled(before, value));
            }
        }

        public void SetValueWithoutNotify(float newValue) => Set(ref _value, newValue);
    }
}
