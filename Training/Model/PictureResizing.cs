using System.Linq;
using Saccade.Preprocessing;
using static TorchSharp.torch;

namespace Saccade.Training.Model
{
    /// <summary>Makes a model for pictures of another size.</summary>
    internal static class PictureResizing
    {
        /// <summary>The same weights with positions fitted to another grid, see <see cref="Embeddings.MakePositions"/>.</summary>
        /// <param name="model">The model, which stays as it is.</param>
        /// <param name="config">Its configuration with the other size.</param>
        internal static ImageClassifier Apply(ImageClassifier model, ModelConfig config)
        {
            using var frozen = no_grad();
            using var positions = model.Backbone.Embeddings.MakePositions(config.GridHeight, config.GridWidth);
            var resized = new ImageClassifier(config, model.Classes, positions.device);
            foreach (var (target, source) in resized.parameters().Zip(model.parameters()))
            {
                target.copy_(ReferenceEquals(target, resized.Backbone.Embeddings.Positions) ? positions : source);
            }

            resized.train(model.training);
            return resized;
        }
    }
}
