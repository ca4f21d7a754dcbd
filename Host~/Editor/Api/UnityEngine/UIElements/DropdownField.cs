#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Collections.Generic;

namespace UnityEngine.UIElements
{
    public class DropdownField : BaseField<string>
    {
        private List<string> _choices = new List<string>();

        public DropdownField()
            : this(null)
        {
        }

        public DropdownField(string label)
            : base(label)
        {
            SetValueWithoutNotify("");
        }

        public DropdownField(
            string label,
            List<string> choices,
            int defaultIndex,
            Func<string, string> formatSelectedValueCallback = null,
            Func<string, string> formatListItemCallback = null)
            : this(label)
        {
            if (formatSelectedValueCallback != null || formatListItemCallback != null)
            {
                throw new NotSupportedException($"{label}: this editor shows a choice as it is called. Leave the formatting out.");
            }

            ArgumentNullException.ThrowIfNull(choices);
            _choices = choices;
            index = defaultIndex;
        }

        public virtual List<string> choices
        {
            get => _choices;
            set
            {
                _choices = value ?? throw new ArgumentNullException(nameof(value));
                MarkChanged();
            }
        }

        public int index
        {
            get => _choices.IndexOf(value);
            set => this.value = value >= 0 && value < _choices.Count ? _choices[value] : null;
        }

        internal override bool TryChange(string text)
        {
            if (!_choices.Contains(text))
            {
                return false;
            }

            value = text;
            return true;
        }
    }
}
