namespace Saccade.Training.CommandLine
{
    /// <summary>What the program tells the one who started it.</summary>
    internal static class ExitCode
    {
        internal const int Success = 0;
        internal const int Error = 1;
        internal const int Usage = 2;

        /// <summary>128 + SIGINT, as shells have it.</summary>
        internal const int Cancelled = 130;
    }
}
