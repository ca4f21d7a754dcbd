using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Files;
using Saccade.Preprocessing;

namespace Saccade.Graphs
{
    /// <summary>
    /// Finds out what an ONNX file takes and gives: the one place that does, for the running scene, the editor and the command line. What
    /// the record says counts; what it leaves open is found in the file, and what can't be found there becomes a question.
    /// </summary>
    internal sealed class OnnxInspection
    {
        private const string Advice = "Saccade runs image classifiers.";

        // What models without a head give, and what comes beside the classes.
        private static readonly string[] NoClasses =
        {
            OnnxNames.ClassAttention, OnnxNames.ClassAttentions, OnnxNames.Rollout, OnnxNames.Relevance, OnnxNames.LastHiddenState,
            OnnxNames.Features, OnnxNames.PatchEmbeddings, OnnxNames.HiddenStates, OnnxNames.Attentions, OnnxNames.ClassLogits,
            OnnxNames.DistillationLogits, "pooler_output", "image_embeds", "embedding", "embeddings",
        };

        private static readonly string[] LikelyNames = { OnnxNames.Logits, "scores", "prob", "class", "predictions", "output" };

        private readonly GraphEnd _end;
        private readonly OnnxRecord _recorded;
        private readonly List<OnnxQuestion> _questions = new List<OnnxQuestion>();
        private readonly List<string> _warnings = new List<string>();

        private OnnxInspection(string path, OnnxDescription file, OnnxRecord recorded, int labels)
        {
            Path = path;
            File = file;
            _recorded = recorded;
            _end = new GraphEnd(file);
            Found = recorded.Clone();
            Labels = FileLabels.Find(file);
            RefuseTask();
            FindInput();
            FindOutput(labels > 0 ? labels : Labels?.Count ?? 0);
            FindActivation();
            FindRange();
            FindLabels(labels);
        }

        /// <summary>What levels are taken to become where nothing says it.</summary>
        public static (double Low, double High) AssumedRange => (0, 1);

        /// <summary>What to call the file in messages.</summary>
        public string Path { get; }

        /// <summary>What the file says of itself.</summary>
        public OnnxDescription File { get; }

        /// <summary>
        /// What counts: the record, and in its gaps what was found. <see cref="OnnxRecord.Activation"/> stays null where only numbers can
        /// tell, <see cref="OnnxRecord.Range"/> where the preprocessing file has to, and <see cref="OnnxRecord.Output"/> without a head.
        /// </summary>
        public OnnxRecord Found { get; }

        /// <summary>What a person has to say.</summary>
        public IReadOnlyList<OnnxQuestion> Questions => _questions;

        /// <summary>Where the record contradicts the file; it counts all the same.</summary>
        public IReadOnlyList<string> Warnings => _warnings;

        /// <summary>Whether it gives a number for each class; else it is a backbone without a head.</summary>
        public bool HasClasses => Found.Output != null;

        /// <summary>The value that is read for the classes: the output, or the tensor behind a sequence of maps.</summary>
        public string? Tensor { get; private set; }

        /// <summary>Whether <see cref="Tensor"/> is no output of the graph yet.</summary>
        public bool IsTensorHidden => Tensor != null && Tensor != Found.Output;

        /// <summary>Classes, 0 where the file leaves them open.</summary>
        public int Classes { get; private set; }

        /// <summary>Rows of the picture, 0 where the file leaves them open.</summary>
        public int Height { get; private set; }

        /// <summary>Columns of the picture, 0 where the file leaves them open.</summary>
        public int Width { get; private set; }

        /// <summary>Colours of the picture: 3, or 1 for grey.</summary>
        public int Channels { get; private set; } = PreprocessingRule.Channels;

        /// <summary>Whether the picture comes as patches, in Saccade's own order.</summary>
        public bool TakesPatches => Found.Input == OnnxNames.Patches;

        /// <summary>Whether the input takes what the preprocessing makes as it is: three planes of 32-bit numbers, red first.</summary>
        public bool IsInputPlain => TakesPatches || Found.Type == OnnxType.Float && Found.Layout == OnnxLayout.Nchw
            && Found.Order == ChannelOrder.Rgb && Channels == PreprocessingRule.Channels;

        /// <summary>Whether the file is as Saccade, Optimum and transformers.js write it, so that there is nothing to record.</summary>
        public bool IsPlain => IsInputPlain && (Found.Input == OnnxNames.PixelValues || TakesPatches)
            && (Found.Output == null || Found.Output == OnnxNames.Logits && Found.Activation == OutputActivation.None)
            && Found.Range == null;

        /// <summary>The class names that the file itself holds, in the order of the numbers; null where it holds none.</summary>
        public IReadOnlyList<string>? Labels { get; }

        /// <summary>Inspects a file; its weights aren't read.</summary>
        /// <param name="path">The file.</param>
        /// <param name="recorded">What is recorded of it; null for nothing.</param>
        /// <param name="labels">How many classes the folder names; 0 where it names none.</param>
        /// <exception cref="ModelFileException">It is no ONNX file, no image classifier, or not what is recorded: a sentence says
        /// which.</exception>
        public static OnnxInspection Read(string path, OnnxRecord? recorded = null, int labels = 0) =>
            new OnnxInspection(path, OnnxDescription.Read(path), recorded ?? new OnnxRecord(), labels);

        /// <summary>Inspects what lies in memory.</summary>
        /// <inheritdoc cref="Read(string, OnnxRecord, int)"/>
        public static OnnxInspection Read(Stream file, string name, OnnxRecord? recorded = null, int labels = 0) =>
            new OnnxInspection(name, OnnxDescription.Read(file, name), recorded ?? new OnnxRecord(), labels);

        private static string Name(IEnumerable<OnnxValue> values) =>
            string.Join(", ", values.Select(value => $"{value.Name}: {value.Describe()}"));

        private ModelFileException Refuse(string what) => new ModelFileException($"{Path}: {what}");

        private void RefuseTask()
        {
            if (File.Metadata.TryGetValue("task", out var task) && task.Length > 0 && task != "classify"
                && !task.Contains("classification", StringComparison.OrdinalIgnoreCase))
            {
                throw Refuse($"is a model for the task '{task}' by its own metadata, not a classifier. {Advice}");
            }
        }

        private void FindInput()
        {
            var input = ChooseInput();
            Found.Input = input.Name;
            if (TakesPatches)
            {
                Found.Type = OnnxType.Float;
                Found.Layout = OnnxLayout.Nchw;
                Found.Order = ChannelOrder.Rgb;
                return;
            }

            var shape = input.Shape;
            var isInteger = input.ElementType != OnnxValue.Single && input.ElementType != OnnxValue.Half
                && input.ElementType != OnnxValue.Byte;
            if (isInteger && (shape == null || shape.Count != 4))
            {
                throw Refuse($"reads tokens or indices ({Name(new[] { input })}), not a picture. {Advice}");
            }

            if (isInteger || shape != null && shape.Count != 4)
            {
                throw Refuse($"the input is {Name(new[] { input })}, expected a picture [B, 3, H, W] or [B, H, W, 3] of float, float16 or "
                    + $"uint8. {Advice}");
            }

            Found.Type = Check(
                OnnxRecord.TypeKey,
                _recorded.Type,
                input.ElementType == OnnxValue.Half ? OnnxType.Half
                : input.ElementType == OnnxValue.Byte ? OnnxType.UInt8 : OnnxType.Float);
            FindLayout(input, shape ?? new long[] { -1, -1, -1, -1 });
            if (_recorded.Order == null && IsCustomVision)
            {
                Found.Order = ChannelOrder.Bgr;
            }

            Found.Order ??= ChannelOrder.Rgb;
        }

        // Azure's Custom Vision: its documentation says that pictures are blue first, 0 to 255.
        private bool IsCustomVision =>
            File.Outputs.Count == 2 && File.Outputs.Any(output => output.Name == "classLabel")
            && File.Outputs.Any(output => output.Name == "loss" && output.IsSequence);

        private OnnxValue ChooseInput()
        {
            if (_recorded.Input != null)
            {
                return File.Inputs.FirstOrDefault(input => input.Name == _recorded.Input) ?? throw Refuse(
                    $"{OnnxRecord.Key}.{OnnxRecord.InputKey} is '{_recorded.Input}', but the model's inputs are {Name(File.Inputs)}. "
                    + $"Correct it in {ModelLayout.Config}.");
            }

            return File.Inputs.Count == 1 ? File.Inputs[0] : throw Refuse(
                $"the model's inputs are {(File.Inputs.Count == 0 ? "none" : Name(File.Inputs))}, expected one picture. {Advice}");
        }

        private T Check<T>(string key, T? recorded, T found)
            where T : struct, Enum => recorded == null || recorded.Value.Equals(found) ? found : throw Refuse(
                $"{OnnxRecord.Key}.{key} is '{OnnxRecord.Word<T>(recorded)}', but the file's input is '{OnnxRecord.Word<T>(found)}'. "
                + $"Correct it in {ModelLayout.Config}.");

        private void FindLayout(OnnxValue input, IReadOnlyList<long> shape)
        {
            var canBePlanes = IsColours(shape[1]);
            var canBePixels = IsColours(shape[3]);
            if (!canBePlanes && !canBePixels || _recorded.Layout == OnnxLayout.Nchw && !canBePlanes
                || _recorded.Layout == OnnxLayout.Nhwc && !canBePixels)
            {
                var said = _recorded.Layout == null
                    ? "" : $"; {OnnxRecord.Key}.{OnnxRecord.LayoutKey} says {OnnxRecord.Word(_recorded.Layout)}";
                throw Refuse(
                    $"the input is {Name(new[] { input })}, expected 3 colours or 1, as [B, 3, H, W] or [B, H, W, 3]{said}. {Advice}");
            }

            // Where only one place has a number that can be colours, it has them.
            Found.Layout ??= !canBePlanes || shape[1] < 0 && shape[3] > 0 ? OnnxLayout.Nhwc : OnnxLayout.Nchw;
            if (_recorded.Layout == null && shape[1] > 0 && shape[3] > 0 && canBePlanes && canBePixels)
            {
                Ask(OnnxRecord.LayoutKey, $"whether {Name(new[] { input })} is [B, colours, H, W] or [B, H, W, colours]", "nchw");
            }

            var first = Found.Layout == OnnxLayout.Nchw ? 2 : 1;
            Height = (int)Math.Min(int.MaxValue, Math.Max(0, shape[first]));
            Width = (int)Math.Min(int.MaxValue, Math.Max(0, shape[first + 1]));
            Channels = shape[Found.Layout == OnnxLayout.Nchw ? 1 : 3] == 1 ? 1 : PreprocessingRule.Channels;
        }

        private static bool IsColours(long size) => size < 0 || size == 1 || size == PreprocessingRule.Channels;

        private void FindOutput(int labels)
        {
            var output = ChooseOutput(labels);
            if (output == null)
            {
                Found.Output = null;
                return;
            }

            Found.Output = output.Name;
            Tensor = output.Name;
            if (output.IsSequence)
            {
                var maker = _end.Maker(output.Name);
                Tensor = maker?.Operation == "ZipMap" && maker.Inputs.Count == 1 ? maker.Inputs[0] : throw Refuse(
                    $"the output '{output.Name}' is a sequence that {maker?.Operation ?? "no step"} makes, expected a number for each "
                    + $"class. {Advice}");
            }
            else if (output.Shape is { Count: > 1 } shape && shape[1] > 0)
            {
                Classes = (int)Math.Min(int.MaxValue, shape[1]);
            }
        }

        private OnnxValue? ChooseOutput(int labels)
        {
            if (_recorded.Output != null)
            {
                var recorded = File.Outputs.FirstOrDefault(output => output.Name == _recorded.Output) ?? throw Refuse(
                    $"{OnnxRecord.Key}.{OnnxRecord.OutputKey} is '{_recorded.Output}', but the model's outputs are {Name(File.Outputs)}. "
                    + $"Correct it in {ModelLayout.Config}.");
                return IsClasses(recorded) ? recorded : throw RefuseOutputs(new[] { recorded });
            }

            if (File.Outputs.Any(output => output.Name.Contains("box", StringComparison.OrdinalIgnoreCase)))
            {
                throw RefuseOutputs(File.Outputs);
            }

            var others = File.Outputs.Where(output => Array.IndexOf(NoClasses, output.Name) < 0).ToArray();
            var candidates = others.Where(IsClasses).ToList();
            var own = candidates.Find(output => output.Name == OnnxNames.Logits);
            if (own != null || candidates.Count == 0)
            {
                return own != null || others.Length < File.Outputs.Count ? own : throw RefuseOutputs(File.Outputs);
            }

            // Features lead to the classes, never the other way round.
            var last = candidates.Where(from => !candidates.Any(to => to != from && _end.Leads(from.Name, to.Name))).ToArray();
            var best = last
                .OrderBy(output => labels > 0 && output.Shape is { Count: > 1 } shape && shape[1] > 0 && shape[1] != labels ? 1 : 0)
                .ThenBy(output => Rank(output.Name))
                .ToArray();
            if (best.Length > 1 && Rank(best[0].Name) == Rank(best[1].Name) && labels == 0)
            {
                Ask(OnnxRecord.OutputKey, $"which of the outputs holds the classes ({Name(best)})", best[0].Name);
            }

            return best[0];
        }

        private static int Rank(string name)
        {
            var rank = Array.FindIndex(LikelyNames, likely => name.Contains(likely, StringComparison.OrdinalIgnoreCase));
            return rank < 0 ? LikelyNames.Length : rank;
        }

        // [B, C], also with a row and a column of one, as old models for Caffe have it.
        private bool IsClasses(OnnxValue output) => output.IsSequence
            || (output.ElementType == OnnxValue.Single || output.ElementType == OnnxValue.Half)
                && (output.Shape == null || output.Shape.Count == 2
                    || output.Shape.Count == 4 && output.Shape.Skip(2).All(size => size == 1));

        private ModelFileException RefuseOutputs(IReadOnlyList<OnnxValue> outputs)
        {
            var shape = outputs.Count > 0 ? outputs[0].Shape : null;
            var isBoxes = outputs.Any(output => output.Name.Contains("box", StringComparison.OrdinalIgnoreCase)) || shape?.Count == 3;
            var what = isBoxes ? "gives boxes or a list of places, not one number for each class"
                : shape?.Count == 4 ? "gives a map of classes, as segmentation does, not one number for each class"
                : "gives no number for each class";
            return Refuse($"{what}: its outputs are {Name(outputs)}, expected [B, classes]. {Advice}");
        }

        private void FindActivation()
        {
            if (Tensor == null)
            {
                return;
            }

            var found = _end.FindActivation(Tensor);
            if (_recorded.Activation == null)
            {
                Found.Activation = found;
                if (found == null)
                {
                    Ask(
                        OnnxRecord.ActivationKey,
                        $"whether '{Found.Output}' holds logits or probabilities (none, softmax or sigmoid)",
                        "none");
                }
            }
            else if (found != null && found != _recorded.Activation)
            {
                _warnings.Add(
                    $"{Path}: {OnnxRecord.Key}.{OnnxRecord.ActivationKey} is '{OnnxRecord.Word(_recorded.Activation)}' and counts, but "
                    + $" the graph ends as '{OnnxRecord.Word(found)}' does. Correct it in {ModelLayout.Config} if that is not meant.");
            }
        }

        // Only where no preprocessing file says it is it asked; the reader of the folder knows whether there is one.
        private void FindRange()
        {
            if (_recorded.Range != null)
            {
                if (Found.Type == OnnxType.UInt8 && _recorded.Range != (0, byte.MaxValue))
                {
                    throw Refuse(
                        $"{OnnxRecord.Key}.{OnnxRecord.RangeKey} must be [0, 255] for an input of bytes. Correct it in "
                        + $"{ModelLayout.Config}.");
                }

                return;
            }

            if (Found.Type == OnnxType.UInt8 || IsCustomVision)
            {
                Found.Range = (0, byte.MaxValue);
            }
            else if (File.Metadata.ContainsKey("imgsz") && File.Metadata.ContainsKey("names"))
            {
                // What Ultralytics exports takes 0 to 1.
                Found.Range = (0, 1);
            }
            else
            {
                Ask(
                    OnnxRecord.RangeKey,
                    "what the levels 0 to 255 of a picture become before the model, nor a mean and a deviation",
                    "[0, 1]",
                    $", or write a {ModelLayout.Preprocessor} with image_mean and image_std");
            }
        }

        private void FindLabels(int labels)
        {
            if (HasClasses && labels == 0 && Labels == null && _recorded.Labels == null)
            {
                Ask(
                    OnnxRecord.LabelsKey,
                    "what its classes are called",
                    "LABEL_0, LABEL_1, ...",
                    " with a text file's name, or as id2label");
            }
        }

        private void Ask(string key, string what, string assumed, string other = "") => _questions.Add(new OnnxQuestion(
            key,
            $"{Path}: the file doesn't tell {what}; {assumed} is assumed. "
                + $"Say it as {OnnxRecord.Key}.{key} in {ModelLayout.Config}{other}."));
    }
}
