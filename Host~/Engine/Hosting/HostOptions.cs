using System;
using System.IO;

namespace Saccade.Host
{
    /// <summary>How a <see cref="HostEngine"/> is set up.</summary>
    public sealed record HostOptions
    {
        /// <summary>The screen's width in pixels, 1 or more. The screen is a picture in memory; nothing is shown.</summary>
        public int Width { get; init; } = 1280;

        /// <summary>The screen's height in pixels, 1 or more.</summary>
        public int Height { get; init; } = 720;

        /// <summary>
        /// Samples a pixel for smooth edges, 1 to what the driver offers (more are cut to that). On a software driver four samples make
        /// a frame two to three times as slow; take 1 where edges don't matter.
        /// </summary>
        public int AntiAliasing { get; init; } = 4;

        /// <summary>Asks the driver to check every call and logs its errors: for tests, it costs time.</summary>
        public bool ValidateGraphics { get; init; }

        /// <summary>
        /// What <see cref="UnityEngine.Application.dataPath"/> says, with <see cref="UnityEngine.Application.streamingAssetsPath"/> in it;
        /// the program's own folder if null. An editor sets it to the folder Assets of the project.
        /// </summary>
        public string? DataPath { get; init; }

        /// <summary>
        /// What <see cref="UnityEngine.Application.streamingAssetsPath"/> says, if not a folder in the data path: a player on Android has
        /// <c>jar:file://ARCHIVE!/assets</c>.
        /// </summary>
        public string? StreamingAssetsPath { get; init; }

        /// <summary>
        /// What <see cref="UnityEngine.Application.persistentDataPath"/> says; a folder of the program's name in the user's data if null.
        /// </summary>
        public string? PersistentDataPath { get; init; }

        /// <summary>What <see cref="UnityEngine.Application.isEditor"/> says.</summary>
        public bool IsEditor { get; init; }

        /// <summary>
        /// Whether a scriptable pipeline draws the cameras: scripts hear of <see cref="UnityEngine.Rendering.RenderPipelineManager"/>
        /// then and get neither OnPreRender nor OnPostRender, and a camera's own command buffers are not run.
        /// </summary>
        public bool ScriptablePipeline { get; init; }

        /// <summary>
        /// What <see cref="UnityEngine.QualitySettings.activeColorSpace"/> says. In gamma space no texture is sRGB, and the cameras shade
        /// with the numbers that colours are stored as.
        /// </summary>
        public UnityEngine.ColorSpace ColorSpace { get; init; } = UnityEngine.ColorSpace.Linear;

        /// <summary>What <see cref="UnityEngine.SystemInfo.supportsComputeShaders"/> says.</summary>
        public bool SupportsComputeShaders { get; init; } = true;

        /// <summary>What <see cref="UnityEngine.SystemInfo.supportsAsyncGPUReadback"/> says.</summary>
        public bool SupportsAsyncReadback { get; init; } = true;

        /// <summary>
        /// Whether the scripts live in a world of their own that can be loaded anew while the engine runs. Otherwise they are the program's
        /// and stay as long as it.
        /// </summary>
        internal bool ReloadsScripts { get; init; }

        /// <summary>
        /// Where what scripts log is written, standard error unless set; null writes nothing. Listeners of
        /// <see cref="UnityEngine.Application"/> hear it either way.
        /// </summary>
        public TextWriter? Log { get; init; } = Console.Error;
    }
}
