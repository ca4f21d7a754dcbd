namespace Saccade.Capture
{
    /// <summary>How long one encode took.</summary>
    public readonly struct EncodeTime
    {
        /// <summary>Creates the figures of one encode.</summary>
        /// <param name="renderThreadSeconds">Seconds that the render thread spent on it, or NaN where the engine doesn't tell.</param>
        /// <param name="gpuSeconds">Seconds that the GPU spent on it, or NaN where the driver doesn't tell.</param>
        public EncodeTime(double renderThreadSeconds, double gpuSeconds)
        {
            RenderThreadSeconds = renderThreadSeconds;
            GpuSeconds = gpuSeconds;
        }

        /// <summary>
        /// Seconds that the render thread spent on issuing it; on a software driver also on computing it. NaN where the engine runs what
        /// was recorded, and doesn't tell.
        /// </summary>
        public double RenderThreadSeconds { get; }

        /// <summary>Seconds that the GPU spent on it, or NaN where the driver doesn't tell.</summary>
        public double GpuSeconds { get; }
    }
}
