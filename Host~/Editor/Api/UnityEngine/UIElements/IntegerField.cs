#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System.Globalization;

namespace UnityEngine.UIElements
{
    public class IntegerField : TextValueField<int>
    {
        public IntegerField()
            : this(null)
        {
        }

        public IntegerField(string label, int maxLength = 1000)
            : base(label)
        {
            this.maxLength = maxLength;
        }

        private protected override string ValueToString(int value) => value.ToString(CultureInfo.InvariantCulture);

        private protected override int StringToValue(string str) =>
            int.TryParse(str, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : value;
    }
}
