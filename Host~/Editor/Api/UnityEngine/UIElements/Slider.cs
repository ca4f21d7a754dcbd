#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System.Globalization;

namespace UnityEngine.UIElements
{
    public class Slider : BaseSlider<float>
    {
        public Slider()
            : this(null)
        {
        }

        public Slider(
            string label,
            float start = 0f,
            float end = 10f,
            SliderDirection direction = SliderDirection.Horizontal,
            float pageSize = 0f)
            : base(label, start, end)
        {
        }

        internal override bool TryChange(string text)
        {
            var isNumber = float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
            if (!isNumber || !float.IsFinite(number))
            {
                return false;
            }

            value = number;
            return true;
        }
    }
}
