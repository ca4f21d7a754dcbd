using System;
using System.IO;
using System.Linq;
using System.Threading;
using Saccade.Editor;
using Saccade.Files;
using Saccade.Host.Tooling;
using Saccade.Preprocessing;
using Saccade.Progress;
using Saccade.Samples.Shapes;

namespace Saccade.Benchmarks.Runtime.Overlay
{
    /// <summary>A model folder whose ONNX file has every kind of map, in a temporary folder where it had to be made.</summary>
    internal sealed class PreparedModel : IDisposable
    {
        private readonly string _temporary = Path.Combine(Path.GetTempPath(), $"saccade-overlay-{Guid.NewGuid():N}");
        private readonly StageProgress _progress;
        private readonly CancellationToken _cancellation;

        private PreparedModel(StageProgress progress, CancellationToken cancellation)
        {
            _progress = progress;
            _cancellation = cancellation;
        }

        /// <summary>The folder.</summary>
        public string Folder { get; private set; } = "";

        /// <summary>Makes the model, or completes one that is given; that one's folder stays as it is.</summary>
        /// <param name="given">A model folder, or null for the base model fine-tuned on the five new classes as the demo does it.</param>
        /// <param name="seed">Decides the training pictures and the training.</param>
        /// <param name="progress">Where to show how far it is.</param>
        /// <param name="cancellation">Ends it early; nothing stays.</param>
        public static PreparedModel Make(string? given, int seed, StageProgress progress, CancellationToken cancellation)
        {
            PreparedModel model = new(progress, cancellation);
            try
            {
                model.Folder = given == null ? model.FineTune(seed) : model.Complete(given);
                return model;
            }
            catch
            {
                model.Dispose();
                throw;
            }
        }

        public void Dispose()
        {
            if (Directory.Exists(_temporary))
            {
                Directory.Delete(_temporary, true);
            }
        }

        private string FineTune(int seed)
        {
            var data = Path.Combine(_temporary, "data");
            var folder = Path.Combine(_temporary, "model");
            ShapesCapture capture = new(new ShapesCapturePlan
            {
                Classes = ShapesCatalogue.NewClasses,
                TrainScenes = 300,
                ValidationScenes = 50,
                TestScenes = 0,
                Width = 480,
                Height = 360,
                FirstSeed = seed,
            });
            using (var stage = _progress.Begin("Rendering labelled pictures"))
            {
                capture.Fill(data, (done, all) => stage.Report((double)done / all, $"{done} of {all}"), _cancellation);
            }

            using (var stage = _progress.Begin("Fine-tuning the base model"))
            {
                new TrainingProcess(Bundled.TrainingTool).Run(
                    [
                        "train", "--model", Bundled.BaseModel, "--data", data, "--output", folder, "--train", "head", "--epochs", "60",
                        "--batch-size", "32", "--learning-rate", "3e-3", "--augment", "flip", "--keep", "best", "--seed", $"{seed}",
                    ],
                    happened =>
                    {
                        if (happened.Kind == ProgressStream.Epoch.Kind)
                        {
                            stage.Report(
                                happened.GetNumber(ProgressStream.Epoch.Number) / happened.GetNumber(ProgressStream.Epoch.Epochs), "");
                        }
                    },
                    _cancellation);
            }

            Export(folder, folder);
            return folder;
        }

        private string Complete(string given)
        {
            var onnx = Path.Combine(given, ModelLayout.Graph);
            if (File.Exists(onnx) && MapModel.HasAllMaps(given))
            {
                return given;
            }

            // Without weights, as of another program's export, what the file has is scored.
            if (File.Exists(onnx) && !Directory.EnumerateFiles(given, "*.safetensors").Any())
            {
                return given;
            }

            if (!File.Exists(Path.Combine(given, ModelLayout.Config)))
            {
                throw new ModelFileException($"{given}: holds no config.json. Set --model to a model folder, such as saccade-demo/model.");
            }

            var folder = Path.Combine(_temporary, "model");
            Export(given, folder);
            return folder;
        }

        private void Export(string from, string to)
        {
            using var stage = _progress.Begin("Exporting every kind of map");
            TrainingProgram.RunSilently(_cancellation, "export", "--model", from, "--output", to, "--rollout", "--relevance");
            stage.Report(1, "");
        }
    }
}
