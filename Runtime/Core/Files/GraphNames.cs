using System;
using System.Collections.Generic;
using System.Linq;

namespace Saccade.Files
{
    /// <summary>Under which names a folder's ONNX files lie, and what the names tell.</summary>
    internal static class GraphNames
    {
        /// <summary>Files of full precision, the likeliest first.</summary>
        public static readonly string[] Full = { ModelLayout.Graph, ModelLayout.GraphFile };

        /// <summary>Files with 16-bit floating point, the likeliest first.</summary>
        public static readonly string[] Half = AlsoBeside(ModelLayout.HalfGraph);

        /// <summary>Files with 8-bit weights, the likeliest first.</summary>
        public static readonly string[] Quantized = AlsoBeside(
            ModelLayout.QuantizedGraph, ModelLayout.Int8Graph, ModelLayout.UInt8Graph);

        /// <summary>Whether a file is where a folder's ONNX files lie: beside <c>config.json</c>, or in <c>onnx</c>.</summary>
        /// <param name="file">Its path relative to the folder, with forward slashes.</param>
        public static bool IsModel(string file) => file.EndsWith(ModelLayout.GraphEnding, StringComparison.Ordinal)
            && (file.IndexOf('/') < 0
                || file.LastIndexOf('/') == ModelLayout.GraphFolder.Length
                    && file.StartsWith(ModelLayout.GraphFolder, StringComparison.Ordinal));

        /// <summary>
        /// Whether a file beside <c>config.json</c> is an ONNX file, holds weights of one, or may be the text file with its labels.
        /// </summary>
        /// <param name="file">Its name.</param>
        public static bool BelongsToGraph(string file) => !file.StartsWith('.')
            && !file.EndsWith(".meta", StringComparison.Ordinal)
            && (file.EndsWith(ModelLayout.TextEnding, StringComparison.Ordinal)
                || file.EndsWith(ModelLayout.GraphEnding, StringComparison.Ordinal)
                || file.Contains(ModelLayout.GraphEnding + ".data", StringComparison.Ordinal)
                || file.Contains(ModelLayout.GraphEnding + "_data", StringComparison.Ordinal));

        /// <summary>The file that is taken where nothing is recorded and nothing asked for.</summary>
        /// <param name="files">Files relative to the folder, with forward slashes.</param>
        /// <returns>Null where there is none, or several that could be meant.</returns>
        public static string? FindPlain(IReadOnlyCollection<string> files)
        {
            var graphs = files.Where(IsModel).ToArray();
            return Full.Concat(Quantized).Concat(Half).FirstOrDefault(graphs.Contains) ?? (graphs.Length == 1 ? graphs[0] : null);
        }

        // In the folder of ONNX files, or beside config.json.
        private static string[] AlsoBeside(params string[] files) => files
            .SelectMany(file => new[] { file, file.Substring(ModelLayout.GraphFolder.Length + 1) })
            .ToArray();
    }
}
