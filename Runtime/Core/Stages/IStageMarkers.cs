namespace Saccade.Stages
{
    /// <summary>An engine's profiler. Its members are called on the thread that does the work.</summary>
    internal interface IStageMarkers
    {
        /// <summary>A stage begins.</summary>
        void Begin(Stage stage);

        /// <summary>The stage that began last on this thread ends.</summary>
        void End(Stage stage);

        /// <summary>A thread begins that is to be seen in the profiler.</summary>
        void BeginThread(string name);

        /// <summary>That thread ends.</summary>
        void EndThread();
    }
}
