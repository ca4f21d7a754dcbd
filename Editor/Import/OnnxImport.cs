using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Saccade.Editor.Capture;
using Saccade.Editor.Package;
using Saccade.Files;
using Saccade.Graphs;
using Saccade.Preprocessing;

namespace Saccade.Editor.Import
{
    /// <summary>
    /// An ONNX file of another tool on its way to a model folder, or the folder of one whose mapping is changed: what was found in the
    /// file, what a person chose, and what is still missing.
    /// </summary>
    internal sealed class OnnxImport
    {
        /// <summary>Mean and deviation that most models learnt with that were trained on ImageNet.</summary>
        internal const string ImageNetMean = "0.485, 0.456, 0.406";

        /// <inheritdoc cref="ImageNetMean"/>
        internal const string ImageNetDeviation = "0.229, 0.224, 0.225";

        private const int LargestSide = 16384;

        private static readonly (PictureValues Values, double Low, double High)[] Ranges =
        {
            (PictureValues.ZeroToOne, 0, 1), (PictureValues.MinusOneToOne, -1, 1), (PictureValues.ZeroTo255, 0, 255),
        };

        private readonly OnnxRecord _record;
        private readonly int _statedLabels;
        private IReadOnlyList<string>? _textLabels;
        private string? _textFault;
        private string _labelsPath = "";

        private OnnxImport(string path, string? folder, OnnxRecord record, int statedLabels)
        {
            Path = path;
            Folder = folder;
            _record = record;
            _statedLabels = statedLabels;
            Inspection = Inspect();
            Name = System.IO.Path.GetFileNameWithoutExtension(path);
            TakeFound();
        }

        /// <summary>The ONNX file.</summary>
        internal string Path { get; }

        /// <summary>The model folder that the file lies in and whose mapping is changed; null where a folder is made.</summary>
        internal string? Folder { get; }

        /// <summary>What was found in the file.</summary>
        internal OnnxInspection Inspection { get; private set; }

        /// <summary>What the model folder is called.</summary>
        internal string Name { get; set; }

        /// <summary>The order of the input's numbers.</summary>
        internal OnnxLayout Layout
        {
            get => Inspection.Found.Layout!.Value;
            set => Change(() => _record.Layout = value);
        }

        /// <summary>Which colour comes first.</summary>
        internal ChannelOrder Order
        {
            get => Inspection.Found.Order!.Value;
            set => Change(() => _record.Order = value);
        }

        /// <summary>The output that holds the classes; null in a model without a head.</summary>
        internal string? Output
        {
            get => Inspection.Found.Output;
            set => Change(() =>
            {
                _record.Output = value;
                Activation = null;
            });
        }

        /// <summary>Which numbers the model takes.</summary>
        internal PictureValues Values { get; set; }

        /// <summary>Three numbers with commas, red first.</summary>
        internal string Mean { get; set; } = ImageNetMean;

        /// <inheritdoc cref="Mean"/>
        internal string Deviation { get; set; } = ImageNetDeviation;

        /// <summary>The model's picture in pixels; 0 where neither the file nor a person says it.</summary>
        internal int Width { get; set; }

        /// <inheritdoc cref="Width"/>
        internal int Height { get; set; }

        /// <summary>Whether the middle of the picture is taken; else all of it is stretched.</summary>
        internal bool CutsMiddle { get; set; }

        /// <summary>What was done to the logits inside the file; null where nobody has said it.</summary>
        internal OutputActivation? Activation { get; set; }

        /// <summary>Whether each class of a model that gives logits is for itself.</summary>
        internal bool IsMultiLabel { get; set; }

        /// <summary>Where the names of the classes come from.</summary>
        internal LabelSource Labels { get; set; }

        /// <summary>The text file with the names.</summary>
        internal string LabelsPath
        {
            get => _labelsPath;
            set
            {
                _labelsPath = value;
                (_textLabels, _textFault) = (null, null);
                try
                {
                    _textLabels = value.Length > 0 ? FileLabels.ReadText(value) : null;
                }
                catch (ModelFileException e)
                {
                    _textFault = e.Message;
                }
            }
        }

        /// <summary>Whether the file itself says what becomes of its outputs, so that there is nothing to choose.</summary>
        internal bool IsActivationFound => _record.Activation == null && Inspection.Found.Activation != null;

        /// <summary>Whether the model folder's own rule is kept.</summary>
        internal bool HasStatedRule => Folder != null;

        /// <summary>Whether the model folder has names of classes.</summary>
        internal bool HasStatedLabels => _statedLabels > 0;

        /// <summary>What is wrong with <see cref="Name"/>, or null.</summary>
        internal string? NameFault =>
            Folder == null && FolderName.FindFault(Name) is { } fault ? $"{fault}. Choose one of letters, digits and hyphens." : null;

        /// <summary>What is missing of the numbers, or null.</summary>
        internal string? ValuesFault => Values == PictureValues.Unknown
            ? "The file doesn't say which numbers it takes. Look where the model comes from: its page, or the code that prepares pictures."
            : Values != PictureValues.MeanAndDeviation ? null
            : ParseColours(Mean) == null ? $"The mean is '{Mean}', expected three numbers such as {ImageNetMean}."
            : ParseColours(Deviation)?.All(value => value > 0) == true ? null
            : $"The deviation is '{Deviation}', expected three numbers above 0 such as {ImageNetDeviation}.";

        /// <summary>What is missing of the picture's size, or null.</summary>
        internal string? SizeFault =>
            HasStatedRule || Width >= 1 && Width <= LargestSide && Height >= 1 && Height <= LargestSide
                ? null
                : $"The picture is {Width} x {Height} pixels, expected 1 to {LargestSide} each. The file leaves it open; 224 x 224 is "
                    + "common.";

        /// <summary>What is missing of the activation, or null.</summary>
        internal string? ActivationFault => Inspection.HasClasses && Activation == null
            ? $"The file doesn't say whether '{Output}' holds logits or probabilities. Logits go below 0 and above 1."
            : null;

        /// <summary>What is missing of the names, or null.</summary>
        internal string? LabelsFault
        {
            get
            {
                if (!Inspection.HasClasses)
                {
                    return null;
                }

                if (Labels == LabelSource.Unknown)
                {
                    return "The file doesn't name its classes. Give a text file with one name a line, or none.";
                }

                if (Labels == LabelSource.Text && _textLabels == null)
                {
                    return _textFault ?? "Choose the text file: one name a line, in the order of the model's classes.";
                }

                var count = Labels == LabelSource.Text ? _textLabels!.Count
                    : Labels == LabelSource.File ? Inspection.Labels!.Count
                    : Labels == LabelSource.Stated ? _statedLabels : 0;
                return count == 0 || Inspection.Classes == 0 || count == Inspection.Classes
                    ? null
                    : $"There are {count} names, but '{Output}' has {Inspection.Classes} classes.";
            }
        }

        /// <summary>Whether nothing is missing.</summary>
        internal bool IsComplete =>
            NameFault == null && ValuesFault == null && SizeFault == null && ActivationFault == null && LabelsFault == null;

        /// <summary>Opens a file to make a model folder of, or a model folder to change its mapping.</summary>
        /// <param name="path">The file or folder.</param>
        /// <exception cref="ModelFileException">It is no image classifier; a sentence says what it is.</exception>
        internal static OnnxImport Open(string path)
        {
            if (Directory.Exists(path))
            {
                return OpenFolder(path);
            }

            if (!path.EndsWith(ModelLayout.GraphEnding, StringComparison.OrdinalIgnoreCase))
            {
                throw new ModelFileException(
                    $"{path}: is no ONNX file by its name. Expected one that ends in {ModelLayout.GraphEnding}, or a model folder.");
            }

            return File.Exists(path)
                ? new OnnxImport(path, null, new OnnxRecord(), 0)
                : throw new ModelFileException($"{path}: there is no such file. Choose an ONNX file that is there.");
        }

        /// <summary>Writes the model folder, or the changed mapping. Whole or not at all.</summary>
        /// <param name="streamingAssets">Where a new folder goes.</param>
        /// <returns>The model folder.</returns>
        /// <exception cref="ModelFileException">It can't be written, or what came of it can't be loaded.</exception>
        internal string Write(string streamingAssets)
        {
            try
            {
                return Folder != null ? Change(Folder) : Make(streamingAssets);
            }
            catch (Exception e) when (e is IOException || e is UnauthorizedAccessException)
            {
                throw new ModelFileException(
                    $"{Path}: the model folder can't be written. {e.Message.TrimEnd('.')}. What was there before is untouched. Free some "
                    + "space, or close what uses its files, and try again.",
                    e);
            }
        }

        private static OnnxImport OpenFolder(string folder)
        {
            var model = ModelFolder.Open(folder);
            var config = System.IO.Path.Combine(folder, ModelLayout.Config);
            var json = JsonFile.ParseObject(JsonFile.ReadText(config), config);
            var labels = json["id2label"] is JObject names ? names.Count : 0;
            return new OnnxImport(model.OnnxPath, folder, OnnxRecord.Read(json, config), labels)
            {
                IsMultiLabel = ProblemTypes.Read(json, config) == ProblemTypes.MultiLabel,
            };
        }

        private static float[]? ParseColours(string text)
        {
            var parts = text.Split(',');
            var values = new float[PreprocessingRule.Channels];
            for (var i = 0; i < values.Length; i++)
            {
                if (parts.Length != values.Length
                    || !float.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i])
                    || float.IsNaN(values[i]) || float.IsInfinity(values[i]))
                {
                    return null;
                }
            }

            return values;
        }

        private OnnxInspection Inspect() => OnnxInspection.Read(Path, _record, _statedLabels);

        private void TakeFound()
        {
            var found = Inspection.Found;
            Activation ??= found.Activation;
            (Width, Height) = (Inspection.Width > 0 ? Inspection.Width : Width, Inspection.Height > 0 ? Inspection.Height : Height);
            if (Values == PictureValues.Unknown)
            {
                Values = found.Range is (double low, double high)
                    ? Ranges.FirstOrDefault(range => (range.Low, range.High) == (low, high)).Values
                    : PictureValues.Unknown;
                Values = Values == PictureValues.Unknown && HasStatedRule ? PictureValues.Stated : Values;
            }

            if (Labels == LabelSource.Unknown)
            {
                Labels = HasStatedLabels ? LabelSource.Stated
                    : Inspection.Labels != null ? LabelSource.File
                    : HasStatedRule ? LabelSource.None : LabelSource.Unknown;
            }
        }

        private void Change(Action change)
        {
            change();
            Inspection = Inspect();
            TakeFound();
        }

        private OnnxRecord Record(string file)
        {
            var record = Inspection.Found.Clone();
            record.File = file;
            record.Activation = Activation;
            record.Labels = Labels == LabelSource.None ? OnnxRecord.NoLabels
                : Labels == LabelSource.File ? OnnxRecord.LabelsFromFile : OnnxRecord.LabelsFromConfig;
            if (Values != PictureValues.Stated)
            {
                var range = Array.Find(Ranges, one => one.Values == Values);
                record.Range = range.Values == Values ? (range.Low, range.High) : ((double, double)?)null;
            }

            return record;
        }

        private PreprocessingRule Rule()
        {
            var rule = PreprocessingRule.Stretch(Width, Height);
            rule = CutsMiddle ? rule.WithCentreCrop(Width, Height) : rule;
            var json = JObject.Parse(rule.ToJson());
            var hasMean = Values == PictureValues.MeanAndDeviation;
            json["do_normalize"] = hasMean;
            json["image_mean"] = new JArray((hasMean ? ParseColours(Mean)! : new float[] { 0, 0, 0 }).Select(Exactly));
            json["image_std"] = new JArray((hasMean ? ParseColours(Deviation)! : new float[] { 1, 1, 1 }).Select(Exactly));
            return PreprocessingRule.Parse(json.ToString(), ModelLayout.Preprocessor);
        }

        // 0.485 and not 0.48500001430511475.
        private static JValue Exactly(float value) =>
            new JValue(double.Parse(value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

        private void Describe(JObject config)
        {
            if (Activation == OutputActivation.None && Inspection.Classes != 1)
            {
                config[ProblemTypes.Key] = IsMultiLabel ? ProblemTypes.MultiLabel : ProblemTypes.SingleLabel;
            }

            if (Labels == LabelSource.Text)
            {
                config["id2label"] = new JObject(_textLabels!.Select(
                    (label, index) => new JProperty(index.ToString(CultureInfo.InvariantCulture), label)));
            }
            else if (Labels != LabelSource.Stated)
            {
                config.Remove("id2label");
            }
        }

        private string Make(string streamingAssets)
        {
            var staging = System.IO.Path.Combine(
                streamingAssets, ModelLayout.UnfinishedPrefix + Guid.NewGuid().ToString("N").Substring(0, 8));
            try
            {
                Directory.CreateDirectory(System.IO.Path.Combine(staging, ModelLayout.GraphFolder));
                CopyGraph(System.IO.Path.Combine(staging, ModelLayout.Graph));
                File.WriteAllText(System.IO.Path.Combine(staging, ModelLayout.Preprocessor), Rule().ToJson());
                var config = new JObject();
                Describe(config);
                config[OnnxRecord.Key] = Record(ModelLayout.Graph).ToJson();
                File.WriteAllText(System.IO.Path.Combine(staging, ModelLayout.Config), config.ToString(Formatting.Indented) + "\n");
                ModelFolder.Open(staging);
                var target = ProjectFolders.FindFree(streamingAssets, Name, path => !Directory.Exists(path) && !File.Exists(path));
                Directory.Move(staging, target);
                return target;
            }
            finally
            {
                if (Directory.Exists(staging))
                {
                    Directory.Delete(staging, true);
                }
            }
        }

        private void CopyGraph(string graph)
        {
            File.Copy(Path, graph);
            var (from, to) = (System.IO.Path.GetDirectoryName(Path)!, System.IO.Path.GetDirectoryName(graph)!);
            foreach (var outside in Inspection.File.OutsideFiles)
            {
                var (source, target) = (System.IO.Path.Combine(from, outside), System.IO.Path.Combine(to, outside));
                if (!File.Exists(source))
                {
                    throw new ModelFileException(
                        $"{source}: is missing, and {System.IO.Path.GetFileName(Path)} keeps its weights there. Put it beside the ONNX "
                        + "file.");
                }

                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
                File.Copy(source, target);
            }
        }

        private string Change(string folder)
        {
            var config = System.IO.Path.Combine(folder, ModelLayout.Config);
            var json = JsonFile.ParseObject(JsonFile.ReadText(config), config);
            Describe(json);
            File.WriteAllText(config, json.ToString(Formatting.Indented) + "\n");
            Record(System.IO.Path.GetRelativePath(folder, Path).Replace('\\', '/')).Write(config);
            if (Values == PictureValues.MeanAndDeviation)
            {
                ChangeMeans(System.IO.Path.Combine(folder, ModelLayout.Preprocessor));
            }

            return folder;
        }

        // What else the folder's rule says stays: size, crop, filter.
        private void ChangeMeans(string path)
        {
            var json = File.Exists(path) ? JsonFile.ParseObject(JsonFile.ReadText(path), path) : JObject.Parse(Rule().ToJson());
            json["do_rescale"] = true;
            json["rescale_factor"] = 1.0 / byte.MaxValue;
            json["do_normalize"] = true;
            json["image_mean"] = new JArray(ParseColours(Mean)!.Select(Exactly));
            json["image_std"] = new JArray(ParseColours(Deviation)!.Select(Exactly));
            File.WriteAllText(path, json.ToString(Formatting.Indented) + "\n");
        }
    }
}
