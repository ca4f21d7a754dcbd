using Newtonsoft.Json;

namespace Saccade.Editor.Capture
{
    /// <summary>One line of <c>index.jsonl</c>: what is known about a picture.</summary>
    internal sealed class IndexLine
    {
        [JsonProperty("version", Order = 0)]
        public int Version { get; set; } = CaptureSettings.CurrentVersion;

        /// <summary>Where the picture lies in the data set's folder, with slashes.</summary>
        [JsonProperty("file", Order = 1)]
        public string File { get; set; } = "";

        [JsonProperty("class", Order = 2)]
        public string ClassName { get; set; } = "";

        [JsonProperty("split", Order = 3)]
        public string Split { get; set; } = "";

        [JsonProperty("seed", Order = 4)]
        public int Seed { get; set; }

        [JsonProperty("scene", Order = 5)]
        public int Scene { get; set; }

        [JsonProperty("frame", Order = 6)]
        public int Frame { get; set; }

        [JsonProperty("width", Order = 7)]
        public int Width { get; set; }

        [JsonProperty("height", Order = 8)]
        public int Height { get; set; }

        /// <summary>The camera's x, y and z in the world.</summary>
        [JsonProperty("cameraPosition", Order = 9)]
        public float[] CameraPosition { get; set; } = { 0f, 0f, 0f };

        /// <summary>The camera's quaternion in the world: x, y, z, w.</summary>
        [JsonProperty("cameraRotation", Order = 10)]
        public float[] CameraRotation { get; set; } = { 0f, 0f, 0f, 1f };

        /// <summary>The camera's vertical field of view in degrees.</summary>
        [JsonProperty("fieldOfView", Order = 11)]
        public float FieldOfView { get; set; }
    }
}
