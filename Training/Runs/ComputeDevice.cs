using static TorchSharp.torch;

namespace Saccade.Training.Runs
{
    /// <summary>Where torch computes.</summary>
    internal static class ComputeDevice
    {
        /// <summary>Finds a device by its name.</summary>
        /// <param name="name"><c>cpu</c> or <c>cuda</c>.</param>
        /// <exception cref="TrainingException">There is no such device, or this build can't use it.</exception>
        internal static Device Open(string name) => name switch
        {
            "cpu" => CPU,
            "cuda" when cuda.is_available() => CUDA,
            "cuda" => throw new TrainingException(
                "--device cuda: torch finds no CUDA device. It needs an NVIDIA driver and a build with -p:Accelerator=cuda; "
                + "leave --device out to compute on the processor."),
            _ => throw new TrainingException($"--device is '{name}'; expected cpu or cuda."),
        };
    }
}
