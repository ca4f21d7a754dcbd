namespace Saccade.Editor.Training
{
    /// <summary>What is being done about the training tool.</summary>
    internal enum TrainingToolState
    {
        /// <summary>Nothing.</summary>
        Idle,

        /// <summary>A tool is asked for its version.</summary>
        Checking,

        /// <summary>One is being built.</summary>
        Building,
    }
}
