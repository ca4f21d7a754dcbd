using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Saccade.Benchmarks.Runtime.Realtime
{
    /// <summary>The machine and the libraries, for the head of a report.</summary>
    internal static class MachineDescription
    {
        private const string Processors = "/proc/cpuinfo";
        private const string ModelName = "model name";

        /// <summary>Describes them in one line.</summary>
        public static string Make() =>
            $"{FindProcessor()}, {Environment.ProcessorCount} logical processors, {RuntimeInformation.OSDescription.Trim()}, "
            + $"{RuntimeInformation.FrameworkDescription}, ONNX Runtime {OrtEnv.Instance().GetVersionString()}";

        private static string FindProcessor()
        {
            var line = File.Exists(Processors)
                ? File.ReadLines(Processors).FirstOrDefault(text => text.StartsWith(ModelName, StringComparison.Ordinal))
                : null;
            return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':') + 1)..].Trim();
        }
    }
}
