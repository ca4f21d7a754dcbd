using System.Linq;
using Newtonsoft.Json.Linq;
using Saccade.Preprocessing;

namespace Saccade.Files
{
    /// <summary>
    /// Reads the keys of a <c>config.json</c>; <c>null</c> counts as absent, and a value out of range is refused by its key.
    /// </summary>
    internal sealed class ConfigReader
    {
        /// <summary>The largest width, side or number of patches that is believed.</summary>
        public const int LargestSize = 1 << 20;

        private readonly JObject _json;

        /// <param name="json">The file.</param>
        /// <param name="name">What to call it in messages: its path.</param>
        public ConfigReader(JObject json, string name)
        {
            _json = json;
            Name = name;
        }

        /// <summary>What the file is called in messages.</summary>
        public string Name { get; }

        public bool Has(string key) => _json[key] is JToken token && token.Type != JTokenType.Null;

        public bool Boolean(string key, bool whenAbsent) => JsonFile.GetBoolean(_json, key, whenAbsent, Name);

        public double Number(string key, double whenAbsent) => JsonFile.GetNumber(_json, key, whenAbsent, Name);

        public string Text(string key, string whenAbsent) => JsonFile.GetString(_json, key, whenAbsent, Name);

        public int Positive(string key, int whenAbsent)
        {
            var value = JsonFile.GetInteger(_json, key, whenAbsent, Name);
            return value >= 1 && value <= LargestSize ? value : throw Unexpected(key, value, $"1 to {LargestSize}");
        }

        /// <summary>Reads a side of a square, or height and width.</summary>
        public (int Height, int Width) Pair(string key, int whenAbsent)
        {
            if (!(_json[key] is JArray pair))
            {
                var side = Positive(key, whenAbsent);
                return (side, side);
            }

            if (pair.Count != 2 || pair.Any(v => v.Type != JTokenType.Integer || (double)v < 1 || (double)v > LargestSize))
            {
                throw JsonFile.Unexpected(pair, key, "a whole number, or height and width", Name);
            }

            return ((int)pair[0], (int)pair[1]);
        }

        /// <summary>Whether a list has a text among its entries.</summary>
        public bool Lists(string key, string text) =>
            _json[key] is JArray entries && entries.Any(entry => entry.Type == JTokenType.String && (string)entry! == text);

        /// <summary>The refusal of a value.</summary>
        /// <param name="key">Its key.</param>
        /// <param name="value">What it is where the file doesn't have the key.</param>
        /// <param name="expected">What it should be.</param>
        public ModelFileException Unexpected(string key, double value, string expected) =>
            JsonFile.Unexpected(_json[key] ?? new JValue(value), key, expected, Name);
    }
}
