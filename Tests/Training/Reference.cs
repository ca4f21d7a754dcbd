using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Preprocessing;
using Saccade.Training.Checkpoints;
using Saccade.Training.Model;
using TorchSharp;
using static TorchSharp.torch;

namespace Saccade.Training.Tests
{
    /// <summary>A checkpoint and what another library computes with it for some pictures.</summary>
    internal sealed class Reference : IDisposable
    {
        /// <summary>Every checkpoint with every picture size that there are expected values for.</summary>
        internal static readonly string[][] All =
        [
            ["vit-tiny", "expected"],
            ["huggingface/vit", "expected_32x32"],
            ["huggingface/vit", "expected_56x40"],
            ["huggingface/vit-no-bias-tanh", "expected_32x32"],
            ["huggingface/vit-fp16-2021-style", "expected_32x32"],
            ["huggingface/vit-sharded-bf16", "expected_32x32"],
            ["huggingface/deit", "expected_32x32"],
            ["huggingface/deit-distilled", "expected_32x32"],
            ["huggingface/dinov2", "expected_32x32"],
            ["huggingface/dinov2", "expected_24x24"],
            ["huggingface/dinov2-registers", "expected_32x32"],
            ["huggingface/dinov2-registers", "expected_24x24"],
            ["huggingface/dinov2-swiglu", "expected_32x32"],
            ["huggingface/timm", "expected_32x32"],
        ];

        private readonly DisposeScope _scope = NewDisposeScope();

        internal Reference(string folder, string expected)
        {
            Folder = Fixtures.Find(folder);
            Config = ModelConfig.ReadFile(Path.Combine(Folder, "config.json"));
            Model = new ImageClassifier(Config, Config.Labels.Count);
            Checkpoint.Load(Model, Folder, newHead: false);
            Expected = SafetensorsFile.Open(Path.Combine(Folder, expected + ".safetensors"));
            PixelValues = Read("pixel_values");
        }

        internal string Folder { get; }

        internal ModelConfig Config { get; }

        internal ImageClassifier Model { get; }

        internal SafetensorsFile Expected { get; }

        internal Tensor PixelValues { get; }

        internal IEnumerable<string> Names => Expected.Entries.Keys.Where(name => name != "pixel_values").Order(StringComparer.Ordinal);

        public void Dispose()
        {
            Expected.Dispose();
            Model.Dispose();
            _scope.Dispose();
        }

        internal Tensor Read(string name) => Fixtures.ReadTensor(Expected, name);
    }
}
