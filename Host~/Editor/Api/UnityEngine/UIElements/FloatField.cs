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

        private protected override string ValueToString(float value) => value.ToString(CultureInfo.InvariantCulture);

        private protected override float StringToValue(string str) =>
            float.TryParse(str, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && float.IsFinite(number)
                ? number
                : value;
    }
}
