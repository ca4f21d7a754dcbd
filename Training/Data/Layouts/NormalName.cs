using System;

namespace Saccade.Training.Data.Layouts
{
    /// <summary>Names that look alike are alike: macOS writes ä as a and two dots, others as one letter.</summary>
    internal static class NormalName
    {
        /// <summary>The name in Unicode's composed form; as it is where it is no valid text.</summary>
        internal static string Of(string name)
        {
            try
            {
                return name.Normalize();
            }
            catch (ArgumentException)
            {
                return name;
            }
        }
    }
}
