using System;
using System.Linq;
using Microsoft.ML.OnnxRuntime;
using Saccade.Files;

namespace Saccade.Benchmarks.Comparison
{
    /// <summary>An ONNX file in ONNX Runtime's CPU provider with the options that all contestants share.</summary>
    internal sealed class ContestantSession : IDisposable
    {
        private readonly RunOptions _run = new();
        private readonly InferenceSession _session;

        /// <summary>Loads a file.</summary>
        /// <param name="path">A model with the input <c>pixel_values</c>.</param>
        internal ContestantSession(string path)
        {
            using SessionOptions options = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };

            // A session's threads go on spinning for a while after a run and take a core from whoever runs next: 15 % on two cores.
            options.AddSessionConfigEntry("session.force_spinning_stop", "1");
            _session = new InferenceSession(path, options);
        }

        /// <summary>Runs the model with all of its outputs.</summary>
        /// <param name="pixelValues">[B, 3, H, W].</param>
        /// <returns>The logits, B·C numbers.</returns>
        internal float[] Run(OrtValue pixelValues)
        {
            using var outputs = _session.Run(
                _run, [OnnxNames.PixelValues], [pixelValues], _session.OutputNames);
            return outputs[_session.OutputNames.ToList().IndexOf(OnnxNames.Logits)].GetTensorDataAsSpan<float>().ToArray();
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _session.Dispose();
            _run.Dispose();
        }
    }
}
