namespace Saccade.Training.Runs
{
    /// <summary>What to do with a run that lies in the output folder already.</summary>
    /// <param name="Resume">Whether to go on with it; the arguments are its own then.</param>
    /// <param name="Force">
    /// Whether to start anew although it is unfinished, or to go on with it although pictures or model have changed.
    /// </param>
    public sealed record RunMode(bool Resume = false, bool Force = false);
}
