using System;
using System.Linq;
using static TorchSharp.torch;

namespace Saccade.Training.Model
{
    /// <summary>
    /// PyTorch's <c>interpolate(mode="bicubic", antialias=True, align_corners=False)</c>, which TorchSharp doesn't have: the kernel
    /// of a = -0.5 widens where the grid shrinks, and weights that would fall outside are shared among the others.
    /// </summary>
    internal static class AntialiasedResize
    {
        private const double Support = 2;

        /// <param name="grid">[B, C, H, W].</param>
        /// <param name="rows">The new H.</param>
        /// <param name="columns">The new W.</param>
        /// <returns>[B, C, rows, columns]; gradients flow through it.</returns>
        internal static Tensor Apply(Tensor grid, long rows, long columns)
        {
            using var scope = NewDisposeScope();
            var vertical = MakeWeights(grid.shape[2], rows).to(grid.device);
            var horizontal = MakeWeights(grid.shape[3], columns).to(grid.device);
            return vertical.matmul(grid).matmul(horizontal.t()).MoveToOuterDisposeScope();
        }

        private static Tensor MakeWeights(long from, long to)
        {
            var scale = (double)from / to;
            var width = Math.Max(scale, 1);
            var weights = new float[to * from];
            for (var i = 0; i < to; i++)
            {
                var centre = scale * (i + 0.5);
                var first = Math.Max((int)(centre - Support * width + 0.5), 0);
                var end = (int)Math.Min(centre + Support * width + 0.5, from);
                var taps = Enumerable.Range(first, end - first).Select(j => Cubic((j - centre + 0.5) / width)).ToArray();
                var sum = taps.Sum();
                for (var j = first; j < end; j++)
                {
                    weights[i * from + j] = (float)(taps[j - first] / sum);
                }
            }

            return tensor(weights, [to, from]);
        }

        private static double Cubic(double x)
        {
            const double A = -0.5;
            x = Math.Abs(x);
            return x switch
            {
                < 1 => (((A + 2) * x - (A + 3)) * x * x) + 1,
                < 2 => ((((x - 5) * x) + 8) * x - 4) * A,
                _ => 0,
            };
        }
    }
}
