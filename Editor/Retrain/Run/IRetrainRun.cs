namespace Saccade.Editor
{
    /// <summary>A retraining that can be looked at and stopped.</summary>
    public interface IRetrainRun
    {
        /// <summary>What is done.</summary>
        RetrainSettings Settings { get; }

        /// <summary>Grows whenever a snapshot would show something new. Any thread may ask.</summary>
        long ChangeCount { get; }

        /// <summary>How it is now. Any thread may ask; none is held up.</summary>
        RetrainSnapshot Read();

        /// <summary>Asks for the end at the next step, with everything saved. Returns at once.</summary>
        void Cancel();
    }
}
