using System;
using System.IO;

namespace Saccade.Training.CommandLine
{
    /// <summary>Keeps what a developer needs of a failure that nobody foresaw, out of the user's sight.</summary>
    internal static class FailureReport
    {
        /// <summary>Writes the failure's trace into a file.</summary>
        /// <returns>Where it is, as the end of a sentence.</returns>
        internal static string Write(Exception failure)
        {
            try
            {
                var path = Path.Combine(Path.GetTempPath(), $"saccade-failure-{Guid.NewGuid():N}.txt");
                File.WriteAllText(path, $"{failure}\n");
                return $"what happened where is in {path}";
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return $"what happened where could not be written down: {e.Message}";
            }
        }
    }
}
