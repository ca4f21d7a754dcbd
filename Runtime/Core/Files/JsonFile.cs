using System;
using System.IO;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Saccade.Preprocessing;
using Saccade.Reading;

namespace Saccade.Files
{
    /// <summary>Reads the JSON files of a model folder with messages that a user can act on.</summary>
    internal static class JsonFile
    {
        private const long LargestFile = 64L << 20;

        public static string ReadText(string path)
        {
            try
            {
                var file = new FileInfo(path);
                if (!file.Exists)
                {
                    throw new ModelFileException(
                        $"{path}: the file is missing. Point to a folder that holds a whole model, or export it again.");
                }

                RequireLength(path, file.Length);
                return Decode(File.ReadAllBytes(path), path);
            }
            catch (Exception e) when (e is IOException || e is UnauthorizedAccessException
                || e is ArgumentException || e is NotSupportedException)
            {
                throw new ModelFileException($"{path}: the file can't be read. {e.Message}", e);
            }
        }

        /// <summary>The text of a file, see <see cref="StrictText"/>.</summary>
        public static string Decode(byte[] bytes, string name) =>
            StrictText.Decode(bytes, name, out var fault) ?? throw new ModelFileException(fault);

        /// <summary>Refuses a file that is too large to be a model's JSON.</summary>
        public static void RequireLength(string name, long length)
        {
            if (length > LargestFile)
            {
                throw new ModelFileException(
                    $"{name}: the file has {length:N0} bytes, no model's JSON has more than {LargestFile:N0}. Export the model again.");
            }
        }

        public static JObject ParseObject(string json, string name)
        {
            try
            {
                using (var reader = new JsonTextReader(new StringReader(json)))
                {
                    reader.MaxDepth = 64;
                    reader.DateParseHandling = DateParseHandling.None;
                    var settings = new JsonLoadSettings
                    {
                        DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error,
                    };
                    var token = JToken.ReadFrom(reader, settings);
                    return token as JObject
                        ?? throw new ModelFileException(
                            $"{name}: the file holds a JSON {token.Type}, expected an object. Export the model again.");
                }
            }
            catch (JsonException e)
            {
                throw new ModelFileException($"{name}: the file is no valid JSON. {e.Message}", e);
            }
        }

        public static bool GetBoolean(JObject json, string key, bool whenAbsent, string name)
        {
            var token = json[key];
            if (token == null || token.Type == JTokenType.Null)
            {
                return whenAbsent;
            }

            return token.Type == JTokenType.Boolean ? (bool)token : throw Unexpected(token, key, "true or false", name);
        }

        public static int GetInteger(JObject json, string key, int whenAbsent, string name)
        {
            var token = json[key];
            if (token == null || token.Type == JTokenType.Null)
            {
                return whenAbsent;
            }

            if (token.Type != JTokenType.Integer || (double)token < int.MinValue || (double)token > int.MaxValue)
            {
                throw Unexpected(token, key, "a whole number", name);
            }

            return (int)token;
        }

        public static double GetNumber(JObject json, string key, double whenAbsent, string name)
        {
            var token = json[key];
            if (token == null || token.Type == JTokenType.Null)
            {
                return whenAbsent;
            }

            if (token.Type != JTokenType.Integer && token.Type != JTokenType.Float)
            {
                throw Unexpected(token, key, "a number", name);
            }

            return (double)token;
        }

        public static string GetString(JObject json, string key, string whenAbsent, string name)
        {
            var token = json[key];
            if (token == null || token.Type == JTokenType.Null)
            {
                return whenAbsent;
            }

            return token.Type == JTokenType.String ? (string)token! : throw Unexpected(token, key, "a text", name);
        }

        public static ModelFileException Unexpected(JToken token, string key, string expected, string name)
        {
            var shown = token.ToString(Formatting.None);
            if (shown.Length > 80)
            {
                shown = shown.Substring(0, 80) + "...";
            }

            return new ModelFileException($"{name}: {key} is {shown}, expected {expected}. Export the model again.");
        }
    }
}
