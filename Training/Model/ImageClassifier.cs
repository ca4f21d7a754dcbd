using System.Collections.Generic;
using System.Linq;
using Saccade.Preprocessing;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Saccade.Training.Model
{
    /// <summary>
    /// A Vision Transformer with a linear head on its class token: <c>ViTForImageClassification</c>, with parameters under the
    /// names that Hugging Face's checkpoints give them.
    /// </summary>
    /// <remarks>There is no dropout: the families that Saccade trains publish their checkpoints with it at 0.</remarks>
    public sealed class ImageClassifier : NamedModule
    {
        /// <summary>
        /// Creates the model with TorchSharp's default weights; load a checkpoint or call <see cref="Initialization.FromScratch"/>.
        /// </summary>
        /// <param name="config">The sizes.</param>
        /// <param name="classes">Number of classes, C; at least 1.</param>
        /// <exception cref="ModelFileException">The configuration asks for something that isn't supported.</exception>
        public ImageClassifier(ModelConfig config, int classes)
            : base(nameof(ImageClassifier))
        {
            if (config.ModelType != "vit")
            {
                throw new ModelFileException($"config.json: model_type is '{config.ModelType}'; expected vit. Choose a ViT checkpoint.");
            }

            if (config.Channels != PreprocessingRule.Channels)
            {
                throw new ModelFileException(
                    $"config.json: num_channels is {config.Channels}; expected {PreprocessingRule.Channels}, because pictures "
                    + "are red, green and blue.");
            }

            Config = config;
            Vit = new VisionTransformer(config);
            Classifier = Linear(config.HiddenSize, classes);
            register_module("vit", Vit);
            register_module("classifier", Classifier);
        }

        /// <summary>The sizes that the model was built by.</summary>
        public ModelConfig Config { get; }

        /// <summary>The backbone.</summary>
        public VisionTransformer Vit { get; }

        /// <summary>The head, [C, D].</summary>
        public Linear Classifier { get; }

        /// <summary>Number of classes, C.</summary>
        public int Classes => (int)Classifier.weight.shape[0];

        /// <summary>Number of parameters.</summary>
        public long ParameterCount => parameters().Sum(parameter => parameter.numel());

        /// <summary>Number of parameters that training changes.</summary>
        public long TrainableParameterCount => parameters().Where(parameter => parameter.requires_grad).Sum(parameter => parameter.numel());

        /// <summary>Freezes the backbone, so that only the head learns, or thaws it.</summary>
        /// <param name="trainable">Whether the backbone learns too.</param>
        public void SetBackboneTrainable(bool trainable)
        {
            foreach (var parameter in Vit.parameters())
            {
                parameter.requires_grad = trainable;
            }
        }

        /// <summary>Classifies pictures.</summary>
        /// <param name="pixelValues">[B, 3, H, W].</param>
        /// <returns>Logits, [B, C].</returns>
        public override Tensor forward(Tensor pixelValues)
        {
            using var features = Vit.call(pixelValues);
            return Classifier.call(features);
        }

        /// <summary>Classifies pictures and keeps everything that lies on the way.</summary>
        /// <param name="pixelValues">[B, 3, H, W].</param>
        /// <returns>Tensors that belong to the caller's dispose scope.</returns>
        public ClassifierTrace Trace(Tensor pixelValues)
        {
            var hiddenStates = new List<Tensor>();
            var attentions = new List<Tensor>();
            var lastHiddenState = Vit.Trace(pixelValues, hiddenStates, attentions);
            using var classToken = lastHiddenState.select(1, 0);
            return new ClassifierTrace(Classifier.call(classToken), lastHiddenState, hiddenStates, attentions);
        }
    }
}
