using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using Saccade.Training.Checkpoints;

namespace Saccade.Training.Tests.CommandLine
{
    /// <summary>Copies of a checkpoint of transformers with another head, or another word about it.</summary>
    internal static class HeadModel
    {
        internal static readonly string Source = Fixtures.Find("huggingface", "vit");

        /// <summary>Writes one.</summary>
        /// <param name="folder">Where.</param>
        /// <param name="problemType">What config.json says of the head; null for nothing.</param>
        /// <param name="classes">How many of the five classes it keeps.</param>
        internal static string Write(TemporaryFolder folder, string? problemType, int classes = 5)
        {
            var target = Directory.CreateDirectory(folder.Combine($"{problemType ?? "silent"}-{classes}")).FullName;
            File.Copy(Path.Combine(Source, "preprocessor_config.json"), Path.Combine(target, "preprocessor_config.json"));
            Change(Source, target, config =>
            {
                config["problem_type"] = problemType;
                config["id2label"] = new JsonObject(
                    Enumerable.Range(0, classes).Select(i => KeyValuePair.Create($"{i}", (JsonNode?)$"class {i}")));
                config.Remove("label2id");
            });
            using var weights = SafetensorsFile.Open(Path.Combine(Source, "model.safetensors"));
            SafetensorsWriter.Write(
                Path.Combine(target, "model.safetensors"),
                weights.Entries.Values.Select(entry => entry.Name.StartsWith("classifier.", StringComparison.Ordinal)
                    ? new SafetensorsTensor(
                        entry.Name,
                        [classes, .. entry.Shape.Skip(1)],
                        () => weights.ReadSingles(entry.Name)[..(classes * (int)entry.Shape.Skip(1).Aggregate(1L, (a, b) => a * b))])
                    : new SafetensorsTensor(entry.Name, entry.Shape, () => weights.ReadSingles(entry.Name))));
            return target;
        }

        /// <summary>Writes a folder's config.json with a change.</summary>
        internal static void Change(string source, string target, Action<JsonObject> change)
        {
            var config = JsonNode.Parse(File.ReadAllText(Path.Combine(source, "config.json")))!.AsObject();
            change(config);
            File.WriteAllText(Path.Combine(target, "config.json"), config.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
        }

        /// <summary>Takes a folder's weights away and leaves its ONNX file.</summary>
        /// <param name="directory">The folder, with an ONNX file.</param>
        /// <param name="loose">Whether it goes beside config.json, where Optimum writes it.</param>
        internal static void KeepOnlyOnnx(string directory, bool loose)
        {
            File.Delete(Path.Combine(directory, "model.safetensors"));
            if (loose)
            {
                File.Move(Path.Combine(directory, "onnx", "model.onnx"), Path.Combine(directory, "model.onnx"));
                Directory.Delete(Path.Combine(directory, "onnx"));
            }
        }
    }
}
