#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;

namespace UnityEngine.UIElements
{
    public class EnumField : BaseField<Enum>
    {
        public EnumField()
            : this(null, null)
        {
        }

        public EnumField(string label, Enum defaultValue = null)
            : base(label)
        {
            if (defaultValue != null)
            {
                Init(defaultValue);
            }
        }

        internal Type EnumType { get; private set; }

        public void Init(Enum defaultValue)
        {
            ArgumentNullException.ThrowIfNull(defaultValue);
            EnumType = defaultValue.GetType();
            SetValueWithoutNotify(defaultValue);
        }

        internal override bool TryChange(string text)
        {
            if (EnumType == null || !Enum.TryParse(EnumType, text, out var chosen) || !Enum.IsDefined(EnumType, chosen))
            {
                return false;
            }

            value = (Enum)chosen;
            return true;
        }
    }
}
