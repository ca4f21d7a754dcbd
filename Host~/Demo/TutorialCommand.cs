using System;
using System.CommandLine;
using System.IO;
using System.Threading;
using Saccade.Files;
using Saccade.Host.Tooling;
using Saccade.Samples.Shapes;

namespace Saccade.Host.Demo
{
    /// <summary>The verb <c>tutorial</c>: fine-tuning on Oxford-IIIT Pet from beginning to end, one verb after the other.</summary>
    internal sealed class TutorialCommand
    {
        private readonly Option<DirectoryInfo> _output = new("--output", "-o")
        {
            Description = "Folder to write to; one that was cut short is completed.",
            DefaultValueFactory = _ => new DirectoryInfo("saccade-tutorial"),
        };

        private readonly Option<DirectoryInfo?> _data = new("--data")
        {
            Description = "The data set: Oxford-IIIT Pet, or any other that ./saccade data show understands. "
                + "[default: 37 classes of shapes in Oxford-IIIT Pet's own files, rendered here]",
        };

        private readonly Option<DirectoryInfo?> _model = new("--model")
        {
            Description = "The model to start from. [default: the small base model of the Shapes sample]",
        };

        private readonly Option<bool> _quick = new("--quick")
        {
            Description = "Fewer pictures and epochs: shows the way, not the accuracy.",
        };

        private readonly Option<int> _views = NumberOption.Make(
            "--views", 10, 0, 1000, "Random crops of each picture that the frozen backbone sees, once for all epochs; 0 for new ones in "
            + "every epoch, as the tutorials do, at five times the time.");

        private readonly Option<int> _seed = NumberOption.Make("--seed", 42, 0, 1_000_000, "Decides pictures and training.");

        private TutorialCommand()
        {
        }

        /// <summary>Makes the verb.</summary>
        public static Command Make()
        {
            TutorialCommand options = new();
            Command command = new(
                "tutorial",
                "Fine-tunes a Vision Transformer as the tutorials on Oxford-IIIT Pet do, and prints every command that it runs: shows the\n"
                + "data, trains a new head on the frozen backbone, evaluates. Without --data it renders a stand-in for that set first.\n"
                + "Examples:\n"
                + "  ./saccade tutorial\n"
                + "  ./saccade data oxford-pet --output pets && ./saccade pull google/vit-base-patch16-224 --output vit-base &&\n"
                + "    ./saccade tutorial --data pets --model vit-base")
            {
                options._output,
                options._data,
                options._model,
                options._quick,
                options._views,
                options._seed,
            };
            command.SetAction(parsed => Interruptible.Run("tutorial", cancellation => options.Run(parsed, cancellation)));
            return command;
        }

        private static string CaptureStandIn(string folder, bool isQuick, int seed, CancellationToken cancellation)
        {
            BreedsCapturePlan plan = new() { TrainScenes = isQuick ? 20 : 100, TestScenes = isQuick ? 10 : 100, FirstSeed = seed };
            Console.WriteLine(
                $"$ ./saccade capture --layout oxford-pet --output {folder} "
                + $"--train-scenes {plan.TrainScenes} --test-scenes {plan.TestScenes} --width {plan.Width} --height {plan.Height} --seed "
                + $"{seed}");
            CaptureCommand.Fill(new BreedsCapture(plan).Fill, folder, cancellation);
            return folder;
        }

        private void Run(ParseResult parsed, CancellationToken cancellation)
        {
            var output = Shorten(parsed.GetRequiredValue(_output));
            var otherModel = parsed.GetValue(_model);
            var start = Shorten(otherModel ?? new DirectoryInfo(Bundled.BaseModel));
            var seed = $"{parsed.GetRequiredValue(_seed)}";
            var isQuick = parsed.GetValue(_quick);
            var data = parsed.GetValue(_data) is { } given
                ? Shorten(given)
                : CaptureStandIn(Path.Combine(output, "data"), isQuick, parsed.GetRequiredValue(_seed), cancellation);
            var model = Path.Combine(output, "model");
            var report = Path.Combine(output, "report");

            Directory.CreateDirectory(output);
            TrainingProgram.RunOnTerminal(
                cancellation, "data", "show", "--data", data, "--output", Path.Combine(output, "samples.png"), "--seed", seed);
            string[] training =
            [
                "--model", start, "--data", data, "--augment", "tutorial", "--preprocess", "tutorial", "--epochs", isQuick ? "10" : "50",
                "--batch-size", "32", "--learning-rate", "3e-4", "--weight-decay", "1e-4", "--keep", "best", "--seed", seed,
                "--feature-cache", $"{parsed.GetRequiredValue(_views)}",
            ];
            TrainingProgram.RunOnTerminal(
                cancellation, ["train", "--output", model, .. UnfinishedRun.LiesIn(model) ? ["--resume"] : training]);

            // Other models, as pretraining left them, may have no head to compare with.
            string[] before = otherModel == null ? ["--before", start] : [];
            TrainingProgram.RunOnTerminal(cancellation, ["evaluate", "--model", model, "--data", data, "--output", report, .. before]);

            Console.WriteLine();
            Console.WriteLine($"  {Path.Combine(output, "samples.png"),-40} pictures of every class");
            Console.WriteLine($"  {model,-40} the model: config, safetensors and ONNX, as Hugging Face tools read them");
            Console.WriteLine($"  {Path.Combine(report, "report.html"),-40} what it learnt and what it mistakes: open it in a browser");
        }

        private static string Shorten(DirectoryInfo folder)
        {
            var relative = Path.GetRelativePath(Environment.CurrentDirectory, folder.FullName);
            return relative.StartsWith("..", StringComparison.Ordinal) ? folder.FullName : relative;
        }
    }
}
