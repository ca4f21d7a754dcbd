namespace Saccade.Editor
{
    /// <summary>Where a retraining computes.</summary>
    public enum TrainingDevice
    {
        /// <summary>On the processor.</summary>
        Cpu,

        /// <summary>On an NVIDIA card.</summary>
        Cuda,
    }
}
