using UnityEngine;

namespace Saccade.Capture.Encoding
{
    /// <summary>The kernels of the encode and the names of what they read: the same for every rule, size and model.</summary>
    internal sealed class EncodeKernels
    {
        /// <summary>Columns of a work group.</summary>
        public const int GroupWidth = 32;

        /// <summary>Rows of a work group.</summary>
        public const int GroupHeight = 2;

        /// <summary>Pixels that one invocation of the first pass makes.</summary>
        public const int FirstRun = 8;

        /// <summary>Pixels that one invocation of the second pass makes.</summary>
        public const int SecondRun = 4;

        private const string Resource = "Saccade/Encode";

        private static readonly string[] Names = { "Levels", "FirstColumns", "FirstRows", "SecondColumns", "SecondRows" };

        private readonly int[] _kernels;

        private EncodeKernels(ComputeShader shader, int[] kernels)
        {
            Shader = shader;
            _kernels = kernels;
        }

        /// <summary>The shader that holds them.</summary>
        public ComputeShader Shader { get; }

        /// <summary>From colours to levels.</summary>
        public int Levels => _kernels[0];

        /// <summary>Loads the shader.</summary>
        /// <param name="reason">Why there is none to use, as a sentence to show; empty where there is.</param>
        /// <returns>The kernels, or null.</returns>
        public static EncodeKernels? TryLoad(out string reason)
        {
            var shader = Resources.Load<ComputeShader>(Resource);
            if (shader == null)
            {
                reason = $"the shader Resources/{Resource}.compute is missing from this build. "
                    + "Add the folder Runtime/Capture/Resources of the package.";
                return null;
            }

            var kernels = new int[Names.Length];
            for (var i = 0; i < Names.Length; i++)
            {
                if (!shader.HasKernel(Names[i]))
                {
                    reason = $"the shader Resources/{Resource}.compute has no kernel {Names[i]}: it did not compile for this graphics API. "
                        + "See the messages of its import.";
                    return null;
                }

                kernels[i] = shader.FindKernel(Names[i]);
                if (!shader.IsSupported(kernels[i]))
                {
                    reason = $"{SystemInfo.graphicsDeviceName} can't run the kernel {Names[i]} of the shader {Resource}.compute.";
                    return null;
                }
            }

            reason = "";
            return new EncodeKernels(shader, kernels);
        }

        /// <summary>From levels to levels, resized along an axis: 0 for x, 1 for y.</summary>
        public int First(int axis) => _kernels[1 + axis];

        /// <summary>From levels to model input, resized along an axis: 0 for x, 1 for y.</summary>
        public int Second(int axis) => _kernels[3 + axis];
    }
}
