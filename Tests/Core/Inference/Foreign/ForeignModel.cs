using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Saccade.Training.Checkpoints;

namespace Saccade.Core.Tests.Inference.Foreign
{
    /// <summary>A classifier of <c>foreign-onnx</c>, with an input and what ONNX Runtime makes of it.</summary>
    public sealed class ForeignModel(string name)
    {
        private static readonly JsonArray Index = JsonNode.Parse(File.ReadAllText(Find("index.json")))!.AsArray();

        private readonly JsonObject _entry = Index
            .Select(entry => entry!.AsObject()).Single(entry => (string?)entry["file"] == name + ".onnx");

        internal static IEnumerable<ForeignModel> All => Index
            .Where(entry => entry!["result_is"] is not null)
            .Select(entry => new ForeignModel(Path.GetFileNameWithoutExtension((string)entry!["file"]!)));

        internal bool IsIndependent => (string?)_entry["result_is"] == "one probability";

        internal int Pictures => Read($"{name}/{Input}", (file, tensor) => (int)file.Entries[tensor].Shape[0]);

        private string Input => (string)_entry["input"]!;

        private bool IsBytes => (string?)_entry["input_type"] == "tensor(uint8)";

        private bool IsPixels => (string?)_entry["layout"] == "NHWC";

        private bool IsGrey => (int?)_entry["channels"] == 1;

        public override string ToString() => name;

        /// <summary>Copies the file, with the weights that lie outside of it, and nothing that belongs to it.</summary>
        internal string CopyAlone(string folder)
        {
            foreach (var file in new[] { $"{name}.onnx", $"{name}.onnx.data" }.Where(file => File.Exists(Find(file))))
            {
                File.Copy(Find(file), Path.Combine(folder, file), overwrite: true);
            }

            return Path.Combine(folder, name + ".onnx");
        }

        /// <summary>A picture of the reference as the encoders make it: three planes, red first.</summary>
        internal float[] ReadPlanes(int picture)
        {
            var all = ReadInput();
            var values = all.AsSpan(picture * (all.Length / Pictures), all.Length / Pictures).ToArray();
            var area = values.Length / (IsGrey ? 1 : 3);
            return Enumerable.Range(0, 3 * area).Select(i =>
            {
                var (channel, place) = (IsBlueFirst ? 2 - i / area : i / area, i % area);
                return IsGrey ? values[place] : IsPixels ? values[place * 3 + channel] : values[channel * area + place];
            }).ToArray();
        }

        /// <summary>The probabilities that the reference's outputs are, or become by softmax.</summary>
        internal float[] ReadProbabilities(int picture)
        {
            if (name == "cnn-int8")
            {
                return RunAlone(picture);
            }

            if (_entry["output loss"] is JsonArray maps)
            {
                return maps[picture]!.AsObject().Select(entry => (float)entry.Value!).ToArray();
            }

            var output = _entry["outputs"]!.AsObject().Select(entry => entry.Key).Last();
            var all = Read($"{name}/{output}", (file, tensor) => file.ReadSingles(tensor));
            var values = all.AsSpan(picture * (all.Length / Pictures), all.Length / Pictures).ToArray();
            return ToProbabilities(values);
        }

        // The projects that link this file have fixtures of their own.
        private static string Find(string file) => Path.GetFullPath(Path.Combine(
            typeof(ForeignModel).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Fixtures").Value!,
            "foreign-onnx",
            file));

        // The file finds its scales in all pictures of a run, and the reference ran two: here the picture is run as it is in a scene.
        private float[] RunAlone(int picture)
        {
            using var session = new InferenceSession(Find(name + ".onnx"));
            using var run = new RunOptions();
            var planes = ReadPlanes(picture);
            using var input = OrtValue.CreateTensorValueFromMemory(planes, [1, 3, 64, 64]);
            using var outputs = session.Run(run, [Input], [input], ["output"]);
            return Softmax(outputs[0].GetTensorDataAsSpan<float>().ToArray());
        }

        /// <summary>Writes the preprocessing beside a copy, where the index states one that the file itself doesn't.</summary>
        internal void WriteRule(string folder)
        {
            if (_entry["mean"] is JsonArray mean)
            {
                var (height, width) = Size;
                File.WriteAllText(
                    Path.Combine(folder, name + ".preprocessor_config.json"),
                    $$"""
                    {
                      "size": {"height": {{height}}, "width": {{width}}},
                      "image_mean": {{mean.ToJsonString()}},
                      "image_std": {{_entry["std"]!.ToJsonString()}}
                    }
                    """);
            }
        }

        /// <summary>What ONNX Runtime, asked directly, makes of a picture.</summary>
        /// <param name="rgb">[H, W, 3] levels.</param>
        internal float[] RunOnLevels(ReadOnlySpan<byte> rgb)
        {
            using var session = new InferenceSession(Find(name + ".onnx"));
            var (height, width) = Size;
            var values = new float[rgb.Length / (IsGrey ? 3 : 1)];
            for (var i = 0; i < values.Length; i++)
            {
                var (channel, place) = IsPixels ? (i % 3, i / 3) : (i / (height * width), i % (height * width));
                values[i] = IsGrey
                    ? 0.299f * Value(rgb[3 * place], 0) + 0.587f * Value(rgb[3 * place + 1], 0) + 0.114f * Value(rgb[3 * place + 2], 0)
                    : Value(rgb[3 * place + (IsBlueFirst ? 2 - channel : channel)], channel);
            }

            int[] shape = IsPixels ? [1, height, width, 3] : [1, IsGrey ? 1 : 3, height, width];
            var input = IsBytes
                ? NamedOnnxValue.CreateFromTensor(Input, new DenseTensor<byte>(values.Select(value => (byte)value).ToArray(), shape))
                : (string?)_entry["input_type"] == "tensor(float16)"
                    ? NamedOnnxValue.CreateFromTensor(Input, new DenseTensor<Float16>(values.Select(v => (Float16)v).ToArray(), shape))
                    : NamedOnnxValue.CreateFromTensor(Input, new DenseTensor<float>(values, shape));
            using var outputs = session.Run([input]);
            var last = outputs[^1];
            return last.Value switch
            {
                IEnumerable<DisposableNamedOnnxValue> maps => [.. maps.First().AsDictionary<string, float>().Values],
                Tensor<Float16> halves => ToProbabilities(halves.Select(half => (float)half).ToArray()),
                _ => ToProbabilities([.. last.AsTensor<float>()]),
            };
        }

        /// <summary>Rows of the picture, and as many columns.</summary>
        internal int Side => Size.Height;

        private (int Height, int Width) Size
        {
            get
            {
                var shape = _entry["input_shape"]!.AsArray();
                var first = IsPixels ? 1 : 2;
                return ((int)shape[first]!, (int)shape[first + 1]!);
            }
        }

        private bool IsBlueFirst => (string?)_entry["channel_order"] == "BGR";

        private float Value(byte level, int channel) =>
            IsBytes || _entry["range"] is not null ? level
            : _entry["mean"] is JsonArray mean ? (level / 255f - (float)mean[channel]!) / (float)_entry["std"]![channel]!
            : level / 255f;

        private float[] ToProbabilities(float[] values) =>
            ((string)_entry["result_is"]!).StartsWith("logits", StringComparison.Ordinal) ? Softmax(values) : values;

        private static float[] Softmax(float[] values)
        {
            var sum = values.Sum(value => Math.Exp(value));
            return values.Select(value => (float)(Math.Exp(value) / sum)).ToArray();
        }

        private float[] ReadInput() => Read(
            $"{name}/{Input}", (file, tensor) => IsBytes
                ? file.ReadBytes(tensor).Select(level => (float)level).ToArray()
                : file.ReadSingles(tensor));

        private static T Read<T>(string tensor, Func<SafetensorsFile, string, T> read)
        {
            using var file = SafetensorsFile.Open(Find("expected.safetensors"));
            return read(file, tensor);
        }
    }
}
