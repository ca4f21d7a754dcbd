using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.ML.OnnxRuntime;

namespace Saccade.Inference.Onnx
{
    /// <summary>
    /// Opens ONNX Runtime sessions on the execution provider that was asked for, or on one that works: a game should run on a
    /// player's machine whatever that machine lacks.
    /// </summary>
    internal static class OnnxSessions
    {
        private const string Ask = "Install what it needs, or choose another provider.";

        // What runs on the processor runs on every phone. What Core ML makes of a model differs from one to the next, so only who asks for
        // it gets it.
        private const bool IsPhone =
#if (UNITY_ANDROID || UNITY_IOS) && !UNITY_EDITOR
            true;
#else
            false;
#endif

        // TensorRT compiles a model for minutes when it is loaded first, so only who asks for it gets it.
        private static readonly ExecutionProvider[] Automatic =
        {
            ExecutionProvider.Cuda, ExecutionProvider.DirectML, ExecutionProvider.CoreML, ExecutionProvider.Cpu,
        };

        /// <summary>Loads a model.</summary>
        /// <param name="path">The ONNX file.</param>
        /// <param name="content">What is loaded in place of the file's own content, or null.</param>
        /// <param name="options">What to load it on.</param>
        /// <param name="stop">Tells when it is no longer wanted.</param>
        /// <param name="provider">What it was loaded on.</param>
        /// <param name="notice">Why that is not what was asked for, as a message to show, or null.</param>
        /// <exception cref="OnnxRuntimeException">The file is no model that ONNX Runtime can load, or loading was stopped.</exception>
        /// <exception cref="OperationCanceledException">Loading was stopped before it began.</exception>
        public static InferenceSession Open(
            string path, byte[]? content, in InferenceOptions options, LoadStop stop, out ExecutionProvider provider, out string? notice)
        {
            var available = OrtEnv.Instance().GetAvailableProviders();
            var reasons = new List<string>();
            foreach (var candidate in Candidates(options.Provider, IsPhone))
            {
                provider = candidate;
                if (candidate != ExecutionProvider.Cpu && !available.Contains(NameOf(candidate)))
                {
                    // Whoever asks for nothing in particular need not hear what this build was made without.
                    if (options.Provider != ExecutionProvider.Auto)
                    {
                        reasons.Add($"this build of ONNX Runtime has {string.Join(", ", available)}");
                    }

                    continue;
                }

                try
                {
                    using (var session = Prepare(candidate, options.Threads))
                    {
                        var opened = stop.Do(
                            () => content == null ? new InferenceSession(path, session) : OpenContent(path, content, session),
                            () => session.SetLoadCancellationFlag(true));
                        notice = reasons.Count == 0 ? null : Explain(options.Provider, candidate, reasons);
                        return opened;
                    }
                }
                catch (Exception e) when (candidate != ExecutionProvider.Cpu && !stop.IsAsked
                    && (e is OnnxRuntimeException || e is DllNotFoundException || e is EntryPointNotFoundException
                        || e is NotSupportedException))
                {
                    reasons.Add($"{candidate}: {e.Message}");
                }
            }

            throw new InvalidOperationException("The processor is always among the candidates.");
        }

        // What lies in memory has no folder where weights could lie beside it.
        private static InferenceSession OpenContent(string path, byte[] content, SessionOptions options)
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            options.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", folder);
            return new InferenceSession(content, options);
        }

        private static string Explain(ExecutionProvider asked, ExecutionProvider taken, List<string> reasons) =>
            $"Execution provider: {asked} was asked for, but {string.Join("; ", reasons)}. The model runs on {taken} instead. {Ask}";

        /// <summary>What is tried, one after the other.</summary>
        /// <param name="asked">What was asked for.</param>
        /// <param name="isPhone">Whether a phone or tablet computes.</param>
        internal static ExecutionProvider[] Candidates(ExecutionProvider asked, bool isPhone)
        {
            switch (asked)
            {
                case ExecutionProvider.Auto:
                    return isPhone ? new[] { ExecutionProvider.Cpu } : Automatic;
                case ExecutionProvider.TensorRT:
                    return new[] { ExecutionProvider.TensorRT, ExecutionProvider.Cuda, ExecutionProvider.Cpu };
                default:
                    return new[] { asked, ExecutionProvider.Cpu };
            }
        }

        // ONNX Runtime's own names.
        private static string NameOf(ExecutionProvider provider)
        {
            switch (provider)
            {
                case ExecutionProvider.Cuda: return "CUDAExecutionProvider";
                case ExecutionProvider.TensorRT: return "TensorrtExecutionProvider";
                case ExecutionProvider.DirectML: return "DmlExecutionProvider";
                case ExecutionProvider.CoreML: return "CoreMLExecutionProvider";
                default: return "CPUExecutionProvider";
            }
        }

        private static SessionOptions Prepare(ExecutionProvider provider, int threads)
        {
            var options = new SessionOptions();
            try
            {
                options.IntraOpNumThreads = threads;
                options.GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL;

                // Idle threads must sleep: the game needs the cores between two frames.
                options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
                switch (provider)
                {
                    case ExecutionProvider.Cuda:
                        options.AppendExecutionProvider_CUDA(0);
                        break;
                    case ExecutionProvider.TensorRT:
                        options.AppendExecutionProvider_Tensorrt(0);
                        options.AppendExecutionProvider_CUDA(0);
                        break;
                    case ExecutionProvider.DirectML:
                        // Both are DirectML's own conditions.
                        options.EnableMemoryPattern = false;
                        options.ExecutionMode = ExecutionMode.ORT_SEQUENTIAL;
                        options.AppendExecutionProvider_DML(0);
                        break;
                    case ExecutionProvider.CoreML:
                        options.AppendExecutionProvider_CoreML();
                        break;
                }

                return options;
            }
            catch
            {
                options.Dispose();
                throw;
            }
        }
    }
}
