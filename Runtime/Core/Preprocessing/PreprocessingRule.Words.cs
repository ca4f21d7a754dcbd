using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Saccade.Preprocessing
{
    public sealed partial class PreprocessingRule
    {
        /// <summary>
        /// The rule in words, such as <c>resize the shorter side to 256 (bicubic), crop the centre 224 x 224,
        /// levels / 255, subtract [0.485, 0.456, 0.406], divide by [0.229, 0.224, 0.225]</c>.
        /// </summary>
        public string Describe()
        {
            var steps = new List<string>();
            var filter = Filter.ToString().ToLowerInvariant();
            if (Mode == ResizeMode.Stretch)
            {
                steps.Add($"stretch to {ResizeWidth} x {ResizeHeight} ({filter})");
            }
            else if (Mode == ResizeMode.ShortestEdge)
            {
                steps.Add($"resize the shorter side to {ResizeWidth} ({filter})");
            }

            if (Crop)
            {
                steps.Add($"crop the centre {CropWidth} x {CropHeight}");
            }

            if (Rescale)
            {
                steps.Add(DescribeRescale());
            }

            if (Normalize)
            {
                steps.Add($"subtract {Show(_mean)}, divide by {Show(_deviation)}");
            }

            return steps.Count > 0 ? string.Join(", ", steps) : "leave the levels as they are";
        }

        private string DescribeRescale()
        {
            var divisor = Math.Round(1 / RescaleFactor, 6);
            var isWhole = divisor == Math.Floor(divisor) && Math.Abs(divisor * RescaleFactor - 1) < 1e-9;
            return isWhole ? "levels / " + Show(divisor) : "levels * " + Show(RescaleFactor);
        }

        private static string Show(double number) => number.ToString("R", CultureInfo.InvariantCulture);

        private static string Show(float[] numbers) =>
            "[" + string.Join(", ", numbers.Select(n => n.ToString("R", CultureInfo.InvariantCulture))) + "]";
    }
}
