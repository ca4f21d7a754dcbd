namespace Saccade
{
    /// <summary>What ONNX Runtime computes with.</summary>
    public enum ExecutionProvider
    {
        /// <summary>
        /// The first of CUDA, DirectML and Core ML that this build of ONNX Runtime has and that works, else the processor. On phones the
        /// processor.
        /// </summary>
        Auto,

        /// <summary>The processor.</summary>
        Cpu,

        /// <summary>An NVIDIA GPU, through CUDA. Needs the GPU build of ONNX Runtime, CUDA and cuDNN.</summary>
        Cuda,

        /// <summary>An NVIDIA GPU, through TensorRT, which compiles the model for minutes when it is first loaded.</summary>
        TensorRT,

        /// <summary>Any Direct3D 12 GPU on Windows. Needs ONNX Runtime's DirectML build.</summary>
        DirectML,

        /// <summary>Apple's GPU and Neural Engine.</summary>
        CoreML,
    }
}
