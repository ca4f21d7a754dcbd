using System.IO;

namespace Saccade.Benchmarks.Runtime.Overlay
{
    /// <summary>What the benchmark is asked to do.</summary>
    /// <param name="Model">The model folder, or null to fine-tune the small base model as the demo does.</param>
    /// <param name="Json">Where to write all figures, or null.</param>
    /// <param name="Output">Folder for the example pictures.</param>
    /// <param name="Scenes">Scenes to score.</param>
    /// <param name="CurveScenes">How many of them, the first ones, also get deletion and insertion curves.</param>
    /// <param name="Steps">Steps of the deletion and insertion curves.</param>
    /// <param name="Seed">Decides scenes, training and the bootstrap.</param>
    internal sealed record OverlayOptions(
        string? Model, FileInfo? Json, DirectoryInfo Output, int Scenes, int CurveScenes, int Steps, int Seed);
}
