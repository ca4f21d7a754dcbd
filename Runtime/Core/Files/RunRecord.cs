using System;
using System.IO;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Saccade.Preprocessing;

namespace Saccade.Files
{
    /// <summary>
    /// What a trained model's folder says of the run that made it, in a JSON object whose fields are the properties here in camelCase, in
    /// this order. Run and pictures are named by their content, so that the names hold wherever the files are copied to.
    /// </summary>
    internal sealed class RunRecord
    {
        /// <summary>The version that is written.</summary>
        public const int CurrentVersion = 1;

        private const string RunField = "run";

        /// <summary><see cref="CurrentVersion"/>.</summary>
        public int Version { get; set; } = CurrentVersion;

        /// <summary>
        /// SHA-256 over the SHA-256 of each of the run's files: <c>config.json</c>, <c>preprocessor_config.json</c> and the weights, the
        /// latter in the order of their names. Null where the run noted none.
        /// </summary>
        public string? Run { get; set; }

        /// <summary>SHA-256 of each picture's file that was learnt from, ascending, each once; null where nobody noted them.</summary>
        public string[]? Train { get; set; }

        /// <summary>The same of the pictures that chose the epoch.</summary>
        public string[]? Validation { get; set; }

        /// <summary>The same of the pictures that judged the model in the end.</summary>
        public string[]? Test { get; set; }

        /// <summary>Reads a model folder's record.</summary>
        /// <param name="folder">The folder.</param>
        /// <returns>Null where there is none.</returns>
        /// <exception cref="ModelFileException">The file can't be read.</exception>
        public static RunRecord? Read(string folder)
        {
            var path = Path.Combine(folder, ModelLayout.Run);
            if (!File.Exists(path))
            {
                return null;
            }

            var json = JsonFile.ParseObject(JsonFile.ReadText(path), path);
            var version = JsonFile.GetInteger(json, "version", 0, path);
            if (version != CurrentVersion)
            {
                throw new ModelFileException(
                    $"{path}: is of version {version}, expected {CurrentVersion}. Train or publish the model again.");
            }

            var run = JsonFile.GetString(json, RunField, "", path);
            return new RunRecord
            {
                Run = run.Length > 0 ? run : null,
                Train = ReadPictures(json, "train", path),
                Validation = ReadPictures(json, "validation", path),
                Test = ReadPictures(json, "test", path),
            };
        }

        /// <summary>The name of the run that made a folder's model. Reads no further than to it: the pictures may be many.</summary>
        /// <param name="folder">The folder.</param>
        /// <returns>Null where there is none, or where it can't be read.</returns>
        public static string? ReadRun(string folder)
        {
            try
            {
                using (var text = File.OpenText(Path.Combine(folder, ModelLayout.Run)))
                using (var reader = new JsonTextReader(text))
                {
                    while (reader.Read())
                    {
                        if (reader.Depth == 1 && reader.TokenType == JsonToken.PropertyName && (string?)reader.Value == RunField)
                        {
                            return reader.ReadAsString();
                        }
                    }
                }
            }
            catch (Exception e) when (e is IOException || e is UnauthorizedAccessException || e is JsonException)
            {
                // A folder whose record can't be read names no run.
            }

            return null;
        }

        private static string[]? ReadPictures(JObject json, string field, string path)
        {
            switch (json[field])
            {
                case null:
                case { Type: JTokenType.Null }:
                    return null;
                case JArray list when list.All(item => item.Type == JTokenType.String):
                    return list.Select(item => (string)item!).ToArray();
                case var other:
                    throw JsonFile.Unexpected(other, field, "a list of texts", path);
            }
        }
    }
}
