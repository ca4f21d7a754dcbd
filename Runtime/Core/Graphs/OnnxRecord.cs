using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Saccade.Files;
using Saccade.Preprocessing;

namespace Saccade.Graphs
{
    /// <summary>
    /// What was found or chosen about an ONNX file: <c>saccade_onnx</c> in <c>config.json</c>. What isn't in it is found anew each time;
    /// what is in it counts, whatever the file looks like.
    /// </summary>
    internal sealed class OnnxRecord
    {
        /// <summary>The key in <c>config.json</c>.</summary>
        public const string Key = "saccade_onnx";

        public const string FileKey = "file";
        public const string InputKey = "input";
        public const string OutputKey = "output";
        public const string LayoutKey = "layout";
        public const string TypeKey = "type";
        public const string ChannelOrderKey = "channel_order";
        public const string RangeKey = "range";
        public const string ActivationKey = "activation";
        public const string LabelsKey = "labels";
        public const string VariantsKey = "variants";

        /// <summary>The labels are those of <c>config.json</c>.</summary>
        public const string LabelsFromConfig = "config";

        /// <summary>The labels are those in the ONNX file itself.</summary>
        public const string LabelsFromFile = "metadata";

        /// <summary>There are no labels: classes are called LABEL_0, LABEL_1, ...</summary>
        public const string NoLabels = "none";

        private const double LargestLevel = 1e6;

        /// <summary>The ONNX file, relative to the folder, with forward slashes; null where the layout of folders says it.</summary>
        public string? File { get; set; }

        /// <summary>The input that takes the picture.</summary>
        public string? Input { get; set; }

        /// <summary>The output with a number for each class.</summary>
        public string? Output { get; set; }

        /// <summary>The order of the input's numbers.</summary>
        public OnnxLayout? Layout { get; set; }

        /// <summary>The type of the input's numbers.</summary>
        public OnnxType? Type { get; set; }

        /// <summary>Which colour comes first.</summary>
        public ChannelOrder? Order { get; set; }

        /// <summary>
        /// What the levels 0 and 255 become; null where <c>preprocessor_config.json</c> says it. It replaces what that says of rescaling
        /// and normalising.
        /// </summary>
        public (double Low, double High)? Range { get; set; }

        /// <summary>What was done to the logits inside the graph.</summary>
        public OutputActivation? Activation { get; set; }

        /// <summary>
        /// Where the labels come from: <see cref="LabelsFromConfig"/>, <see cref="LabelsFromFile"/>, <see cref="NoLabels"/>, or the name
        /// of a text file in the folder with one a line.
        /// </summary>
        public string? Labels { get; set; }

        /// <summary>
        /// What other variants of the file cost: the share of answers, 0 to 1, that differ from the full-precision file's, by the file's
        /// path in the folder.
        /// </summary>
        public IReadOnlyDictionary<string, double> Costs { get; set; } = new Dictionary<string, double>();

        /// <summary>Whether nothing is recorded.</summary>
        public bool IsEmpty => !ToJson().HasValues;

        /// <summary>Reads the record of a <c>config.json</c>.</summary>
        /// <param name="config">The file.</param>
        /// <param name="name">What to call it in messages: its path.</param>
        /// <returns>An empty record where there is none.</returns>
        /// <exception cref="ModelFileException">A field has a value that can't be; the message says what it can be.</exception>
        public static OnnxRecord Read(JObject config, string name)
        {
            var token = config[Key];
            if (token == null || token.Type == JTokenType.Null)
            {
                return new OnnxRecord();
            }

            if (!(token is JObject json))
            {
                throw JsonFile.Unexpected(token, Key, "an object", name);
            }

            return new OnnxRecord
            {
                File = ReadPath(json, FileKey, name),
                Input = ReadText(json, InputKey, name),
                Output = ReadText(json, OutputKey, name),
                Layout = ReadWord<OnnxLayout>(json, LayoutKey, name),
                Type = ReadWord<OnnxType>(json, TypeKey, name),
                Order = ReadWord<ChannelOrder>(json, ChannelOrderKey, name),
                Range = ReadRange(json, name),
                Activation = ReadWord<OutputActivation>(json, ActivationKey, name),
                Labels = ReadPath(json, LabelsKey, name),
                Costs = ReadCosts(json, name),
            };
        }

        /// <summary>A copy.</summary>
        public OnnxRecord Clone() => (OnnxRecord)MemberwiseClone();

        /// <summary>The record as JSON; what is null is left out.</summary>
        public JObject ToJson()
        {
            var json = new JObject();
            Add(json, FileKey, File);
            Add(json, InputKey, Input);
            Add(json, OutputKey, Output);
            Add(json, LayoutKey, Word(Layout));
            Add(json, TypeKey, Word(Type));
            Add(json, ChannelOrderKey, Word(Order));
            if (Range is (double low, double high))
            {
                json[RangeKey] = new JArray(Number(low), Number(high));
            }

            Add(json, ActivationKey, Word(Activation));
            Add(json, LabelsKey, Labels);
            if (Costs.Count > 0)
            {
                json[VariantsKey] = new JObject(
                    Costs.OrderBy(cost => cost.Key, StringComparer.Ordinal).Select(cost => new JProperty(cost.Key, cost.Value)));
            }

            return json;
        }

        /// <summary>
        /// Writes the record into a <c>config.json</c>, which is exchanged when the new one is whole; what else is in it stays. A file that
        /// isn't there is made.
        /// </summary>
        /// <param name="configPath">The file.</param>
        /// <exception cref="ModelFileException">The file is no JSON, or can't be written.</exception>
        public void Write(string configPath)
        {
            var json = System.IO.File.Exists(configPath)
                ? JsonFile.ParseObject(JsonFile.ReadText(configPath), configPath)
                : new JObject();
            if (IsEmpty)
            {
                json.Remove(Key);
            }
            else
            {
                json[Key] = ToJson();
            }

            var fresh = configPath + ".new";
            try
            {
                System.IO.File.WriteAllText(fresh, json.ToString(Formatting.Indented).Replace("\r\n", "\n") + "\n");
                if (System.IO.File.Exists(configPath))
                {
                    System.IO.File.Replace(fresh, configPath, null);
                }
                else
                {
                    System.IO.File.Move(fresh, configPath);
                }
            }
            catch (Exception e) when (e is IOException || e is UnauthorizedAccessException)
            {
                throw new ModelFileException(
                    $"{configPath}: the record of the ONNX file ({Key}) can't be written. {e.Message} Make the folder writable, or add it "
                    + $"by hand: {ToJson().ToString(Formatting.None)}", e);
            }
        }

        /// <summary>A value as the record writes it.</summary>
        public static string? Word<T>(T? value)
            where T : struct, Enum => value?.ToString().ToLowerInvariant();

        private static void Add(JObject json, string key, string? value)
        {
            if (value != null)
            {
                json[key] = value;
            }
        }

        // 255 and not 255.0.
        private static JValue Number(double value) => value == Math.Floor(value) ? new JValue((long)value) : new JValue(value);

        private static string? ReadText(JObject json, string key, string name)
        {
            var text = JsonFile.GetString(json, key, "", $"{name}, {Key}");
            return text.Length == 0 ? null : text;
        }

        // What leads out of the folder would be another model's.
        private static string? ReadPath(JObject json, string key, string name)
        {
            var path = ReadText(json, key, name);
            if (path != null && (Path.IsPathRooted(path) || path.Contains('\\') || path.Contains(':')
                || path.Split('/').Any(part => part.Length == 0 || part == "." || part == "..")))
            {
                throw JsonFile.Unexpected(
                    json[key]!, $"{Key}.{key}", "the name of a file in the folder, with forward slashes", name);
            }

            return path;
        }

        private static T? ReadWord<T>(JObject json, string key, string name)
            where T : struct, Enum
        {
            var word = ReadText(json, key, name);
            if (word == null)
            {
                return null;
            }

            foreach (T value in Enum.GetValues(typeof(T)))
            {
                if (Word<T>(value) == word)
                {
                    return value;
                }
            }

            var words = string.Join(", ", Enum.GetValues(typeof(T)).Cast<T>().Select(value => Word<T>(value)));
            throw JsonFile.Unexpected(json[key]!, $"{Key}.{key}", "one of " + words, name);
        }

        private static (double Low, double High)? ReadRange(JObject json, string name)
        {
            var token = json[RangeKey];
            if (token == null || token.Type == JTokenType.Null)
            {
                return null;
            }

            if (!(token is JArray pair) || pair.Count != 2 || !pair.All(IsLevel) || (double)pair[0] >= (double)pair[1])
            {
                throw JsonFile.Unexpected(
                    token, $"{Key}.{RangeKey}", "what the levels 0 and 255 become, such as [0, 1], [-1, 1] or [0, 255]", name);
            }

            return ((double)pair[0], (double)pair[1]);
        }

        private static bool IsLevel(JToken token) =>
            (token.Type == JTokenType.Integer || token.Type == JTokenType.Float) && Math.Abs((double)token) <= LargestLevel;

        private static Dictionary<string, double> ReadCosts(JObject json, string name)
        {
            var token = json[VariantsKey];
            if (token == null || token.Type == JTokenType.Null)
            {
                return new Dictionary<string, double>();
            }

            const string expected = "an object from files to the share of answers, 0 to 1, that they change";
            if (!(token is JObject files))
            {
                throw JsonFile.Unexpected(token, $"{Key}.{VariantsKey}", expected, name);
            }

            var costs = new Dictionary<string, double>(StringComparer.Ordinal);
            foreach (var file in files.Properties())
            {
                var isNumber = file.Value.Type == JTokenType.Integer || file.Value.Type == JTokenType.Float;
                if (!isNumber || !((double)file.Value >= 0) || (double)file.Value > 1)
                {
                    throw JsonFile.Unexpected(file.Value, $"{Key}.{VariantsKey}.{file.Name}", expected, name);
                }

                costs[file.Name] = (double)file.Value;
            }

            return costs;
        }
    }
}
