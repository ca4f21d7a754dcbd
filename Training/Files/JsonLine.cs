using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Saccade.Training.Files
{
    /// <summary>How reports become JSON: camelCase names, no nulls, one line.</summary>
    internal static class JsonLine
    {
        internal static readonly JsonSerializerOptions Options = new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        };

        internal static readonly JsonSerializerOptions Indented = new(Options) { WriteIndented = true, NewLine = "\n" };

        internal static string Write<T>(T report) => JsonSerializer.Serialize(report, Options);
    }
}
