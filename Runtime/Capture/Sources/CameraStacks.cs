using System;

namespace Saccade.Capture
{
    /// <summary>
    /// Who knows the stacks of cameras. An assembly that is compiled only where a pipeline with stacks is installed registers it when the
    /// program starts.
    /// </summary>
    public static class CameraStacks
    {
        /// <summary>Who knows them, or null where no such pipeline is installed.</summary>
        public static ICameraStacks? Source { get; private set; }

        /// <summary>Sets who knows them; a later one takes the place of an earlier one.</summary>
        /// <param name="source">Who knows them.</param>
        public static void Register(ICameraStacks source) => Source = source ?? throw new ArgumentNullException(nameof(source));
    }
}
