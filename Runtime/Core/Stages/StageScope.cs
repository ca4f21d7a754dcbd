using System;

namespace Saccade.Stages
{
    /// <summary>A stage from here to its disposal. It ends where it began, also if the profiler was changed meanwhile.</summary>
    internal readonly struct StageScope : IDisposable
    {
        private readonly IStageMarkers? _markers;
        private readonly Stage _stage;

        /// <summary>Begins a stage.</summary>
        public StageScope(IStageMarkers? markers, Stage stage)
        {
            _markers = markers;
            _stage = stage;
            markers?.Begin(stage);
        }

        /// <inheritdoc/>
        public void Dispose() => _markers?.End(_stage);
    }
}
