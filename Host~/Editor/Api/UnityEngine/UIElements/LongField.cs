#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System.Globalization;

namespace UnityEngine.UIElements
{
    public class LongField : TextValueField<long>
    {
        public LongField()
            : this(null)
        {
        }

        public LongField(string label, int maxLength = 1000)
            : base(label)
        {
            this.maxLength = maxLength;
        }

        internal override bool TryChange(string text)
        {
            var isNumber = long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number);
            if (!isNumber || isReadOnly)
            {
                return false;
            }

            value = number;
            return true;
        }
    }
}
