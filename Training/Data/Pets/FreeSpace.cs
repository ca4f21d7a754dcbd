using System;
using System.IO;
using Saccade.Training.Download;

namespace Saccade.Training.Data.Pets
{
    /// <summary>Asks a disk before it is full.</summary>
    internal static class FreeSpace
    {
        /// <param name="directory">A folder that exists, as a full path.</param>
        /// <param name="needed">The bytes that it has to take.</param>
        /// <exception cref="TrainingException">It has less room than that.</exception>
        internal static void Require(string directory, long needed)
        {
            if (Find(directory) is { } free && free < needed)
            {
                throw new TrainingException(
                    $"{directory}: {ByteCount.Describe(free)} are free; the archives and what they hold need {ByteCount.Describe(needed)}. "
                    + "Free some space, or choose another --output.");
            }
        }

        private static long? Find(string directory)
        {
            try
            {
                return new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(directory)! : directory).AvailableFreeSpace;
            }
            catch (Exception error) when (error is ArgumentException or IOException or UnauthorizedAccessException)
            {
                // A network share has no drive to ask.
                return null;
            }
        }
    }
}
