using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Saccade.Editor.Package;
using Saccade.Editor.Retrain.Settings;
using Saccade.Files;

namespace Saccade.Editor
{
    /// <summary>
    /// What a retraining is asked for. The defaults suit a few hundred captured pictures on a CPU: a new head, mirrored pictures whose
    /// features are computed once, 20 epochs.
    /// </summary>
    [JsonObject(MemberSerialization.OptOut)]
    public sealed class RetrainSettings
    {
        private const int MaxTextLength = 100_000;

        private static readonly JsonSerializerSettings Json = new JsonSerializerSettings
        {
            // A value that can't be read keeps its default, so that one bad field doesn't cost the others.
            Error = (_, failure) => failure.ErrorContext.Handled = true,
            NullValueHandling = NullValueHandling.Ignore,
            Converters = { new StringEnumConverter() },
            MaxDepth = 8,
        };

        /// <summary>The data set's folder, or a table of paths and labels.</summary>
        public string Data { get; set; } = "";

        /// <summary>The model folder to start from, or <c>ORG/NAME</c> of a model on the Hugging Face hub.</summary>
        public string StartingModel { get; set; } = "";

        /// <summary>Which weights learn.</summary>
        public TrainedWeights Train { get; set; } = TrainedWeights.Head;

        /// <summary>How many of the last blocks learn, with <see cref="TrainedWeights.LastBlocks"/>; 1 or more.</summary>
        public int Blocks { get; set; } = 2;

        /// <summary>How often every picture is seen; 1 or more.</summary>
        public int Epochs { get; set; } = 20;

        /// <summary>Pictures in a batch; 1 or more.</summary>
        public int BatchSize { get; set; } = 32;

        /// <summary>The optimiser's highest learning rate; above 0, below 1.</summary>
        public double LearningRate { get; set; } = 3e-3;

        /// <summary>How pictures are varied.</summary>
        public PictureVariation Variation { get; set; } = PictureVariation.Flip;

        /// <summary>
        /// How many random views of each picture a frozen backbone computes once, with random crops and the head alone; 0 computes anew
        /// in every epoch.
        /// </summary>
        public int FeatureViews { get; set; }

        /// <summary>What is made small.</summary>
        public TrainingLoss Loss { get; set; } = TrainingLoss.Automatic;

        /// <summary>What is done about classes that have few pictures.</summary>
        public RareClasses RareClasses { get; set; } = RareClasses.AsTheyAre;

        /// <summary>What order, variation and new weights depend on.</summary>
        public long Seed { get; set; } = 42;

        /// <summary>Where to compute.</summary>
        public TrainingDevice Device { get; set; } = TrainingDevice.Cpu;

        /// <summary>The model folder to write.</summary>
        public string Output { get; set; } = "";

        /// <summary>Where runs lie: the weights of a published model are looked for there, and beside the output.</summary>
        [JsonIgnore]
        public string RunsFolder { get; set; } = "";

        /// <summary>Reads what <see cref="ToJson"/> wrote, in an earlier session or by an earlier version.</summary>
        /// <param name="json">Any text: what can't be read of it keeps its default.</param>
        public static RetrainSettings FromJson(string? json)
        {
            if (string.IsNullOrEmpty(json) || json!.Length > MaxTextLength)
            {
                return new RetrainSettings();
            }

            try
            {
                return JsonConvert.DeserializeObject<RetrainSettings>(json, Json) ?? new RetrainSettings();
            }
            catch (Exception e) when (e is JsonException || e is FormatException || e is OverflowException || e is ArgumentException)
            {
                return new RetrainSettings();
            }
        }

        /// <summary>The settings as one line to remember.</summary>
        public string ToJson() => JsonConvert.SerializeObject(this, Formatting.None, Json);

        /// <summary>Settings of its own with the same values.</summary>
        public RetrainSettings Copy() => (RetrainSettings)MemberwiseClone();

        /// <summary>What is wrong, a sentence for each field that something is wrong with; empty where training can start.</summary>
        public IReadOnlyDictionary<RetrainField, string> Validate()
        {
            var faults = new Dictionary<RetrainField, string>();
            void Check(RetrainField field, string? fault)
            {
                if (fault != null)
                {
                    faults[field] = fault;
                }
            }

            Check(RetrainField.Data, FindDataFault());
            Check(RetrainField.StartingModel, FindModelFault());
            Check(RetrainField.Blocks, Train == TrainedWeights.LastBlocks && Blocks < 1 ? $"{Blocks} blocks; expected 1 or more." : null);
            Check(RetrainField.Epochs, Epochs < 1 ? $"{Epochs} epochs; expected 1 or more." : null);
            Check(RetrainField.BatchSize, BatchSize < 1 ? $"{BatchSize} pictures in a batch; expected 1 or more." : null);
            Check(RetrainField.LearningRate, FindRateFault());
            Check(RetrainField.FeatureViews, FindViewsFault());
            Check(RetrainField.Output, FindOutputFault());
            return faults;
        }

        /// <summary>The training tool's arguments for a new run.</summary>
        /// <param name="model">The folder that the starting model lies in.</param>
        /// <param name="dropsUnfinished">Whether an unfinished run in the output folder may be dropped.</param>
        public IReadOnlyList<string> ToArguments(string model, bool dropsUnfinished = false)
        {
            var arguments = new List<string>
            {
                "train", "--model", model, "--data", Data, "--output", Output, "--train", DescribeTrained(),
                "--epochs", Number(Epochs), "--batch-size", Number(BatchSize),
                "--learning-rate", LearningRate.ToString("R", CultureInfo.InvariantCulture),
                "--augment", Variation.ToString().ToLowerInvariant(), "--seed", Number(Seed),
                "--device", Device.ToString().ToLowerInvariant(),
                "--keep", "best",
            };
            if (UsesFeatureViews)
            {
                arguments.AddRange(new[] { "--feature-cache", Number(FeatureViews) });
            }

            if (Loss != TrainingLoss.Automatic)
            {
                var name = Loss == TrainingLoss.CrossEntropy ? "cross-entropy" : Loss.ToString().ToLowerInvariant();
                arguments.AddRange(new[] { "--loss", name });
            }

            if (RareClasses != RareClasses.AsTheyAre)
            {
                arguments.AddRange(new[] { RareClasses == RareClasses.CountMore ? "--class-weights" : "--sampling", "balanced" });
            }

            if (dropsUnfinished)
            {
                arguments.Add("--force");
            }

            return arguments;
        }

        /// <summary>The training tool's arguments to go on with the run in the output folder.</summary>
        public IReadOnlyList<string> ToResumeArguments() => new[] { "train", "--resume", "--output", Output };

        /// <summary>Whether <see cref="FeatureViews"/> changes anything with the other settings.</summary>
        [JsonIgnore]
        public bool UsesFeatureViews => FeatureViews > 0 && Train == TrainedWeights.Head && Variation == PictureVariation.Tutorial;

        /// <summary>
        /// The folder whose weights training starts from: the starting model's, or that of the run that made it; null where there is none.
        /// </summary>
        internal string? FindWeights() => Directory.Exists(StartingModel) ? StartingWeights.Find(StartingModel, ListRunFolders()) : null;

        private string DescribeTrained() => Train switch
        {
            TrainedWeights.All => "all",
            TrainedWeights.LastBlocks => "last-" + Number(Blocks),
            _ => "head",
        };

        private string? FindDataFault()
        {
            if (string.IsNullOrWhiteSpace(Data))
            {
                return "Choose the folder with the pictures: a folder for each class, a captured data set, or Oxford-IIIT Pet.";
            }

            return Directory.Exists(Data) || File.Exists(Data)
                ? null
                : $"{Data}: no such folder. Choose one that is there, or capture a data set first.";
        }

        private string? FindModelFault()
        {
            if (string.IsNullOrWhiteSpace(StartingModel))
            {
                return "Choose the model folder to start from, or name one to download, such as google/vit-base-patch16-224.";
            }

            if (HubName.Is(StartingModel))
            {
                return null;
            }

            if (!Directory.Exists(StartingModel))
            {
                return $"{StartingModel}: no such folder, and no ORG/NAME to download either.";
            }

            if (!File.Exists(Path.Combine(StartingModel, ModelLayout.Config)))
            {
                return $"{StartingModel}: holds no {ModelLayout.Config}, so it isn't a model folder. "
                    + $"Choose the folder that holds {ModelLayout.Config}.";
            }

            return FindWeights() == null ? StartingWeights.Explain(StartingModel, ListRunFolders()) : null;
        }

        private string[] ListRunFolders()
        {
            var isPath = Output.Length > 0 && Output.IndexOfAny(Path.GetInvalidPathChars()) < 0;
            var beside = isPath ? Path.GetDirectoryName(Output.TrimEnd('/', '\\')) ?? "" : "";
            return new[] { RunsFolder, beside }.Where(folder => folder.Length > 0).Distinct().ToArray();
        }

        private string? FindRateFault() => LearningRate > 0 && LearningRate < 1
            ? null
            : $"A learning rate of {LearningRate.ToString(CultureInfo.InvariantCulture)}; expected above 0 and below 1. "
                + "0.003 suits a new head, 0.0001 blocks, 0.00005 all weights.";

        private string? FindViewsFault() =>
            FeatureViews < 0 ? $"{FeatureViews} views; expected 1 or more, or 0 to compute anew in every epoch." : null;

        private string? FindOutputFault()
        {
            if (string.IsNullOrWhiteSpace(Output))
            {
                return "Choose the model folder to write, for instance Runs/retrained beside Assets.";
            }

            if (File.Exists(Output))
            {
                return $"{Output}: is a file; expected a folder. Choose another.";
            }

            if (Output.IndexOfAny(Path.GetInvalidPathChars()) >= 0)
            {
                return "The folder's name holds a character that no file may have. Choose another.";
            }

            var start = FindWeights() ?? StartingModel;
            return Directory.Exists(start) && IsSame(Output, start)
                ? "Is the model to start from; a run that is interrupted could not go on. Choose another folder, such as "
                    + $"{Path.GetFileName(ProjectFolders.FindFree(Path.GetDirectoryName(start) ?? "", Path.GetFileName(start), IsFree))}."
                : null;
        }

        private static bool IsFree(string path) => !Directory.Exists(path) && !File.Exists(path);

        private static bool IsSame(string first, string second) =>
            Path.GetFullPath(first).TrimEnd(Path.DirectorySeparatorChar) == Path.GetFullPath(second).TrimEnd(Path.DirectorySeparatorChar);

        private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
    }
}
