namespace Saccade.Stages
{
    /// <summary>
    /// Where the stages of a picture's way are told to the engine's profiler, if there is one: nothing here knows an engine. It allocates
    /// nothing. Any thread.
    /// </summary>
    internal static class StageMarkers
    {
        private static volatile IStageMarkers? _engine;

        /// <summary>The engine's profiler, or null.</summary>
        public static IStageMarkers? Engine
        {
            get => _engine;
            set => _engine = value;
        }

        /// <summary>Begins a stage; dispose what comes back to end it.</summary>
        public static StageScope Begin(Stage stage) => new StageScope(_engine, stage);
    }
}
