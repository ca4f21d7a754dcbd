using System;
using Microsoft.ML.OnnxRuntime;
using Saccade.Files;
using Saccade.Preprocessing;

namespace Saccade.Benchmarks.Runtime.Realtime
{
    /// <summary>A model that is run on the thread that calls, with the session options of the classifier's and bound memory.</summary>
    internal sealed class NaiveModel : IDisposable
    {
        private readonly InferenceSession _session;
        private readonly RunOptions _runOptions = new();
        private readonly OrtIoBinding _binding;
        private readonly OrtValue _inputValue;
        private readonly OrtValue _logitsValue;

        /// <summary>Loads the model and runs it once.</summary>
        /// <param name="folder">The model folder.</param>
        /// <param name="threads">Threads of one run.</param>
        public NaiveModel(ModelFolder folder, int threads)
        {
            Folder = folder;
            using SessionOptions options = new();
            options.IntraOpNumThreads = threads;
            options.GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL;
            options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
            _session = new InferenceSession(folder.OnnxPath, options);
            _binding = _session.CreateIoBinding();
            Input = new float[PreprocessingRule.Channels * folder.InputHeight * folder.InputWidth];
            Logits = new float[folder.Labels.Count];
            long[] shape = [1, PreprocessingRule.Channels, folder.InputHeight, folder.InputWidth];
            _inputValue = OrtValue.CreateTensorValueFromMemory(Input, shape);
            _logitsValue = OrtValue.CreateTensorValueFromMemory(Logits, [1, Logits.Length]);
            _binding.BindInput(OnnxNames.PixelValues, _inputValue);
            _binding.BindOutput(OnnxNames.Logits, _logitsValue);
            Run();
        }

        /// <summary>The folder that it came from.</summary>
        public ModelFolder Folder { get; }

        /// <summary>[3, H, W], what the next run reads.</summary>
        public float[] Input { get; }

        /// <summary>[C], what the last run gave.</summary>
        public float[] Logits { get; }

        /// <summary>Runs the model and waits for it.</summary>
        public void Run() => _session.RunWithBinding(_runOptions, _binding);

        /// <inheritdoc/>
        public void Dispose()
        {
            _binding.Dispose();
            _inputValue.Dispose();
            _logitsValue.Dispose();
            _runOptions.Dispose();
            _session.Dispose();
        }
    }
}
