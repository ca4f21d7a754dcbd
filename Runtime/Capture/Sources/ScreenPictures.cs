using System;

namespace Saccade.Capture
{
    /// <summary>
    /// Where the pictures of cameras on the screen come from in a scriptable render pipeline. An assembly that is compiled only where
    /// such a pipeline is installed registers it when the program starts.
    /// </summary>
    public static class ScreenPictures
    {
        /// <summary>The source, or null where no scriptable render pipeline is installed.</summary>
        public static IScreenPictures? Source { get; private set; }

        /// <summary>Sets the source; a later one takes the place of an earlier one.</summary>
        /// <param name="source">The source.</param>
        public static void Register(IScreenPictures source) =>
            Source = source ?? throw new ArgumentNullException(nameof(source));
    }
}
