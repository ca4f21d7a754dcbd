namespace Saccade.Benchmarks.Runtime.Realtime
{
    /// <summary>What a number of cameras that share the screen costs.</summary>
    /// <param name="Count">The number.</param>
    /// <param name="FrameMs">Milliseconds a frame without Saccade.</param>
    /// <param name="SaccadeFrameMs">Milliseconds a frame with a classifier and label on each.</param>
    /// <param name="OverlayFrameMs">The same with an overlay too.</param>
    /// <param name="AddedMs">What a classifier and label on each add, quantile by quantile.</param>
    /// <param name="LatencyMs">Milliseconds from a rendered picture to its label.</param>
    /// <param name="LabelsPerSecond">Labels of all cameras together.</param>
    /// <param name="AllocatedBytesPerFrame">Bytes a frame on the main thread.</param>
    internal sealed record CameraFigures(
        int Count,
        Quantiles FrameMs,
        Quantiles SaccadeFrameMs,
        Quantiles OverlayFrameMs,
        Quantiles AddedMs,
        Quantiles LatencyMs,
        double LabelsPerSecond,
        double AllocatedBytesPerFrame);
}
