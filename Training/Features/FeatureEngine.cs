using System;
using System.IO;
using System.Linq;
using Saccade.Files;
using Saccade.Training.Checkpoints;
using Saccade.Training.Data.Batches;
using Saccade.Training.Export;
using Saccade.Training.Model;
using static TorchSharp.torch;

namespace Saccade.Training.Features
{
    /// <summary>
    /// Runs a frozen backbone: in ONNX Runtime, which takes about three quarters of TorchSharp's time, or in TorchSharp where the
    /// model can't be exported.
    /// </summary>
    internal sealed class FeatureEngine : IDisposable
    {
        private readonly ImageClassifier _model;
        private ExportedModel? _session;
        private DirectoryInfo? _folder;

        private FeatureEngine(ImageClassifier model)
        {
            _model = model;
        }

        /// <summary>Which library computes.</summary>
        internal string Name => _session is null ? "TorchSharp" : "ONNX Runtime";

        /// <summary>Numbers that a picture becomes, F.</summary>
        internal int FeatureSize => _model.Config.FeatureSize;

        /// <summary>Exports the backbone as it is now and opens it; its later changes are not seen.</summary>
        /// <param name="model">The model.</param>
        /// <param name="pictures">Pictures of the size to run with.</param>
        /// <param name="threads">Threads for the computation; 0 leaves the choice to the library.</param>
        internal static FeatureEngine Open(ImageClassifier model, PictureSet pictures, int threads = 0)
        {
            var engine = new FeatureEngine(model);
            try
            {
                engine.OpenSession(pictures, threads);
            }
            catch (Exception e) when (e is ExportException or IOException or UnauthorizedAccessException)
            {
                // No room for the file or an unusual model: TorchSharp computes the same.
                engine.Dispose();
            }
            catch
            {
                engine.Dispose();
                throw;
            }

            return engine;
        }

        /// <summary>Runs the backbone in TorchSharp.</summary>
        internal static FeatureEngine WithTorch(ImageClassifier model) => new FeatureEngine(model);

        /// <summary>Computes the features of a batch.</summary>
        /// <param name="pixelValues">[B, 3, H, W].</param>
        /// <returns>[B, F] in row-major order.</returns>
        internal float[] Compute(Tensor pixelValues)
        {
            if (_session is not null)
            {
                return _session.Run(Checkpoint.ReadSingles(pixelValues), pixelValues.shape)[OnnxNames.Features].Values;
            }

            using var frozen = no_grad();
            using var scope = NewDisposeScope();
            var features = _model.Backbone.call(pixelValues.to(_model.Backbone.Norm.weight.device));
            return Checkpoint.ReadSingles(features);
        }

        public void Dispose()
        {
            _session?.Dispose();
            _session = null;
            _folder?.Delete(recursive: true);
            _folder = null;
        }

        private void OpenSession(PictureSet pictures, int threads)
        {
            _folder = Directory.CreateTempSubdirectory("saccade-features-");
            var path = Path.Combine(_folder.FullName, ModelLayout.GraphFile);
            var options = new ExportOptions { FeaturesOnly = true, PictureSize = (pictures.Height, pictures.Width) };
            var labels = Enumerable.Range(0, _model.Classes).Select(index => $"{index}").ToArray();
            OnnxExporter.Export(_model, labels, pictures.Rule, path, options);
            _session = ExportedModel.Open(path, threads);
        }
    }
}
