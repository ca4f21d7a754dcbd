using System;

namespace Saccade.Samples.Shapes.Capture
{
    /// <summary>What every capture asks of its plan and its folder.</summary>
    internal static class Require
    {
        public static void AtLeast(int least, int value, string name)
        {
            if (value < least)
            {
                throw new ArgumentException($"plan: {name} is {value}, but must be at least {least}.");
            }
        }

        public static void Folder(string folder)
        {
            if (string.IsNullOrEmpty(folder))
            {
                throw new ArgumentException("folder: is empty. Name the folder that the data set goes to.", nameof(folder));
            }
        }
    }
}
