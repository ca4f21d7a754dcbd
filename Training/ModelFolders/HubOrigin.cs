using System.IO;
using System.Text.Json;
using Saccade.Training.Files;

namespace Saccade.Training.ModelFolders
{
    /// <summary>Where on the Hugging Face hub a folder's model came from, so that what is trained from it can name it.</summary>
    /// <param name="Repository">ORG/NAME.</param>
    /// <param name="Revision">What was asked for.</param>
    /// <param name="Commit">What that was at the time.</param>
    internal sealed record HubOrigin(string Repository, string Revision, string Commit)
    {
        /// <summary>The file in the model folder.</summary>
        internal const string File = "hub.json";

        /// <summary>Reads a model folder's origin; null where none is stated.</summary>
        internal static HubOrigin? Find(string directory)
        {
            var path = Path.Combine(directory, File);
            try
            {
                return System.IO.File.Exists(path)
                    ? JsonSerializer.Deserialize<HubOrigin>(System.IO.File.ReadAllText(path), JsonLine.Options)
                    : null;
            }
            catch (JsonException)
            {
                // Somebody else's file of that name says nothing about the model.
                return null;
            }
        }

        internal void Write(string path) => System.IO.File.WriteAllText(path, JsonSerializer.Serialize(this, JsonLine.Indented) + "\n");
    }
}
