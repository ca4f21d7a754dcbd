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

        private protected override string ValueToString(long value) => value.ToString(CultureInfo.InvariantCulture);

        private protected override long StringToValue(string str) =>
            long.TryParse(str, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : value;
    }
}
