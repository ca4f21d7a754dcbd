using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Saccade.Host.Demo
{
    /// <summary>The demo's numbers, <c>report.json</c>.</summary>
    internal sealed record DemoReport
    {
        private static readonly JsonSerializerOptions Json = new()
        {
            WriteIndented = true,
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        };

        /// <summary>Accuracy of the fine-tuned model on the validation pictures, 0 to 1.</summary>
        public required double ValidationAccuracy { get; init; }

        /// <summary>Accuracy on live frames, through the whole path of the runtime, against the scene's truth, 0 to 1.</summary>
        public required double LiveAccuracy { get; init; }

        /// <summary>How many live frames were judged.</summary>
        public required int LiveFrames { get; init; }

        /// <summary>Validation accuracy of the same head trained on an untrained, frozen backbone, 0 to 1.</summary>
        public required double RandomBackboneAccuracy { get; init; }

        /// <summary>Seconds from start to end.</summary>
        public required double SecondsTotal { get; init; }

        /// <summary>The seed of everything random.</summary>
        public required int Seed { get; init; }

        /// <summary>Seconds of each stage.</summary>
        public required IReadOnlyDictionary<string, double> Seconds { get; init; }

        /// <summary>The classes; the base model has seen none of them.</summary>
        public required IReadOnlyList<string> Classes { get; init; }

        /// <summary>Live accuracy of each class, 0 to 1.</summary>
        public required IReadOnlyDictionary<string, double> LiveAccuracyByClass { get; init; }

        /// <summary>Median number of frames between a picture and its label.</summary>
        public required double MedianFramesToLabel { get; init; }

        /// <summary>Median seconds of one inference.</summary>
        public required double MedianInferenceSeconds { get; init; }

        /// <summary>What rendered: the driver's name.</summary>
        public required string Renderer { get; init; }

        /// <summary>Writes the report, whole or not at all.</summary>
        /// <param name="path">The file.</param>
        public void Write(string path)
        {
            var temporary = path + ".tmp";
            File.WriteAllText(temporary, JsonSerializer.Serialize(this, Json) + "\n");
            File.Move(temporary, path, true);
        }
    }
}
