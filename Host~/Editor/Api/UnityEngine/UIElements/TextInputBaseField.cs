#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
namespace UnityEngine.UIElements
{
    public abstract class TextInputBaseField<TValueType> : BaseField<TValueType>
    {
        private bool _isReadOnly;

        private protected TextInputBaseField(string label)
            : base(label)
        {
        }

        public bool isReadOnly
        {
            get => _isReadOnly;
            set => Set(ref _isReadOnly, value);
        }

        /// <summary>Whether the value changes only when the user has finished: with Return, or by leaving the field.</summary>
        public bool isDelayed { get; set; }

        public int maxLength { get; set; } = -1;
    }
}
