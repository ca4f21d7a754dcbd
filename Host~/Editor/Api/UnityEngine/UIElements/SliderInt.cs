#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System.Globalization;

namespace UnityEngine.UIElements
{
    public class SliderInt : BaseSlider<int>
    {
        public SliderInt()
            : this(null)
        {
        }

        public SliderInt(
            string label,
            int start = 0,
            int end = 10,
            SliderDirection direction = SliderDirection.Horizontal,
            float pageSize = 0f)
            : base(label, start, end)
        {
        }

        internal override bool TryChange(string text)
        {
            var isNumber = int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number);
            if (isNumber)
            {
                value = number;
            }

            return isNumber;
        }
    }
}
