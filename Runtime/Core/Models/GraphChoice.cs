using System;
using System.IO;
using System.Linq;
using Saccade.Files;
using Saccade.Graphs;
using Saccade.Preprocessing;

namespace Saccade.Models
{
    /// <summary>Which ONNX file of a folder is the model.</summary>
    internal sealed class GraphChoice
    {
        /// <summary>The share of answers that a variant may change and still be taken unasked.</summary>
        public const double HarmlessCost = 0.01;

        private GraphChoice(string file, string? notice)
        {
            File = file;
            Notice = notice;
        }

        /// <summary>The file, relative to the folder, with forward slashes.</summary>
        public string File { get; }

        /// <summary>What one should know of the choice; or null.</summary>
        public string? Notice { get; }

        /// <summary>Chooses among the files of a folder.</summary>
        /// <param name="folder">The folder.</param>
        /// <param name="record">What is recorded of its ONNX file.</param>
        /// <param name="variant">What was asked for.</param>
        /// <exception cref="ModelFileException">There is none, not the one that was asked for, or several that could be meant.</exception>
        public static GraphChoice Find(string folder, OnnxRecord record, ModelVariant variant)
        {
            if (record.File != null && !System.IO.File.Exists(Path.Combine(folder, record.File)))
            {
                throw new ModelFileException(
                    $"{Path.Combine(folder, record.File)}: the file is missing, but {ModelLayout.Config} names it "
                    + $"({OnnxRecord.Key}.{OnnxRecord.FileKey}). Put it there, or correct the record.");
            }

            var files = List(folder);
            return variant == ModelVariant.Auto ? FindBest(folder, files, record) : FindVariant(folder, files, record, variant);
        }

        private static GraphChoice FindBest(string folder, string[] files, OnnxRecord record)
        {
            var cheap = GraphNames.Quantized.Concat(GraphNames.Half)
                .Concat(record.Costs.Keys)
                .FirstOrDefault(file => files.Contains(file) && record.Costs.TryGetValue(file, out var cost) && cost <= HarmlessCost);
            var plain = record.File ?? GraphNames.FindPlain(files);
            if (cheap != null && cheap != plain)
            {
                return new GraphChoice(cheap, FormattableString.Invariant(
                    $"{folder}: takes {cheap}, which by {ModelLayout.Config} changes {record.Costs[cheap]:P1} of answers. ")
                    + $"Choose the variant {nameof(ModelVariant.Fp32)} for full precision.");
            }

            if (plain == null)
            {
                throw new ModelFileException(files.Length == 0
                    ? $"{Path.Combine(folder, ModelLayout.Graph)}: the file is missing. Make it with ./saccade export --model \"{folder}\"."
                    : $"{folder}: there are {files.Length} ONNX files ({string.Join(", ", files.Take(5))}), and nothing says which is the "
                        + $"model. Name it in {ModelLayout.Config} as {OnnxRecord.Key}.{OnnxRecord.FileKey}.");
            }

            var isReduced = record.File == null && (GraphNames.Quantized.Contains(plain) || GraphNames.Half.Contains(plain));
            return new GraphChoice(plain, isReduced
                ? $"{folder}: has no ONNX file of full precision, so {plain} is taken, "
                    + $"in {(GraphNames.Half.Contains(plain) ? "16-bit floating point" : "8 bits")}: its answers may differ a little "
                    + "from the original's."
                : null);
        }

        private static GraphChoice FindVariant(
            string folder, string[] files, OnnxRecord record, ModelVariant variant)
        {
            var names = variant == ModelVariant.Fp16 ? GraphNames.Half
                : variant == ModelVariant.Int8 ? GraphNames.Quantized : GraphNames.Full;

            // Under a name of its own a file tells by its content what it is.
            var found = names.FirstOrDefault(files.Contains)
                ?? files.FirstOrDefault(file => (file == record.File || files.Length == 1) && PrecisionOf(folder, file) == variant);
            if (found == null)
            {
                throw new ModelFileException(
                    $"{Path.Combine(folder, names[0])}: the file of the variant {variant} is missing; the folder has "
                    + $"{(files.Length == 0 ? "no ONNX file" : string.Join(", ", files.Take(5)))}. Make it with ./saccade export, or "
                    + $"choose the variant {nameof(ModelVariant.Auto)}.");
            }

            return new GraphChoice(found, record.File != null && found != record.File
                ? $"{folder}: takes {found} because the variant {variant} was chosen; {ModelLayout.Config} names {record.File}."
                : null);
        }

        private static ModelVariant PrecisionOf(string folder, string file)
        {
            var description = OnnxDescription.Read(Path.Combine(folder, file));
            return description.IsQuantized ? ModelVariant.Int8 : description.IsHalf ? ModelVariant.Fp16 : ModelVariant.Fp32;
        }

        /// <summary>The ONNX files of a folder, relative to it, in the order of their names; none where there is no folder.</summary>
        public static string[] List(string folder)
        {
            if (!Directory.Exists(folder))
            {
                return Array.Empty<string>();
            }

            var inner = Path.Combine(folder, ModelLayout.GraphFolder);
            var files = Directory.GetFiles(folder).Select(file => Path.GetFileName(file)!);
            if (Directory.Exists(inner))
            {
                files = files.Concat(Directory.GetFiles(inner).Select(file => $"{ModelLayout.GraphFolder}/{Path.GetFileName(file)}"));
            }

            return files.Where(GraphNames.IsModel).OrderBy(file => file, StringComparer.Ordinal).ToArray();
        }
    }
}
