#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System.Globalization;

namespace UnityEngine.UIElements
{
    public class FloatField : TextValueField<float>
    {
        public FloatField()
            : this(null)
        {
        }

        public FloatField(string label, int maxLength = 1000)
            : base(label)
        {
            this.maxLength = maxLength;
        }

        internal override bool TryChange(string text)
        {
            var isNumber = float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
            if (!isNumber || !float.IsFinite(number) || isReadOnly)
            {
                return false;
            }

            value = number;
            return true;
        }
    }
}
