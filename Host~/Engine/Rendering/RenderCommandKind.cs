namespace Saccade.Host.Rendering
{
    /// <summary>What a <see cref="RenderCommand"/> does.</summary>
    internal enum RenderCommandKind
    {
        PluginEvent,
        Blit,
        SetRenderTarget,
        Clear,
        SetMatrices,
        SetGlobalVector,
        DrawRenderer,
        SetComputeTexture,
        SetComputeBuffer,
        SetComputeValue,
        DispatchCompute,
        ReadBuffer,
        ReadTexture,
        BeginSample,
        EndSample,
    }
}
