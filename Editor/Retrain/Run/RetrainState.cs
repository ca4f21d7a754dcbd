namespace Saccade.Editor
{
    /// <summary>Where a retraining is.</summary>
    public enum RetrainState
    {
        /// <summary>It hasn't been started.</summary>
        Idle,

        /// <summary>The data set's pictures are being counted.</summary>
        Checking,

        /// <summary>The model to start from is being downloaded.</summary>
        Pulling,

        /// <summary>The training tool is at work.</summary>
        Running,

        /// <summary>The training tool was asked to stop.</summary>
        Cancelling,

        /// <summary>The model is written.</summary>
        Finished,

        /// <summary>It was cancelled; what it had learnt is kept.</summary>
        Cancelled,

        /// <summary>It failed.</summary>
        Failed,
    }
}
