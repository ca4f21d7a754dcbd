using System;
using System.Collections.Generic;
using System.Linq;
using Saccade.Preprocessing;
using static TorchSharp.torch;

namespace Saccade.Training.Model
{
    /// <summary>
    /// A Vision Transformer with its head: Hugging Face's <c>ViT-</c>, <c>DeiT-</c>, <c>Dinov2-</c> or
    /// <c>Dinov2WithRegistersForImageClassification</c>, or <c>DeiTForImageClassificationWithTeacher</c>, with parameters under the
    /// names that their checkpoints give them.
    /// </summary>
    /// <remarks>The backbone has no dropout: these families publish their checkpoints with it at 0.</remarks>
    public sealed class ImageClassifier : NamedModule
    {
        /// <summary>
        /// Creates the model with TorchSharp's default weights; load a checkpoint or call <see cref="Initialization.FromScratch"/>.
        /// </summary>
        /// <param name="config">The family and the sizes.</param>
        /// <param name="classes">Number of classes, C; 0 for a backbone without a head.</param>
        /// <param name="device">Where to create the weights; <c>META</c> gives a model of shapes alone, without memory.</param>
        /// <exception cref="ModelFileException">The configuration asks for something that isn't supported.</exception>
        public ImageClassifier(ModelConfig config, int classes, Device? device = null)
            : base(nameof(ImageClassifier))
        {
            ArgumentOutOfRangeException.ThrowIfNegative(classes);
            if (config.Channels != PreprocessingRule.Channels)
            {
                throw new ModelFileException(
                    $"config.json: num_channels is {config.Channels}; expected {PreprocessingRule.Channels}, because pictures "
                    + "are red, green and blue. Choose another checkpoint.");
            }

            Config = config;
            Classes = classes;
            Backbone = new VisionTransformer(config, device);
            register_module(config.ModelType, Backbone);
            if (classes == 0)
            {
                return;
            }

            var features = config.HasDistillationHead ? config.HiddenSize : config.FeatureSize;
            Head = new Head(config, features, classes, device);
            register_module(config.HasDistillationHead ? "cls_classifier" : "classifier", Head.Module);
            if (config.HasDistillationHead)
            {
                DistillationHead = new Head(config, features, classes, device);
                register_module("distillation_classifier", DistillationHead.Module);
            }
        }

        /// <summary>The family and the sizes that the model was built by.</summary>
        public ModelConfig Config { get; }

        /// <summary>Number of classes, C; 0 without a head.</summary>
        public int Classes { get; }

        /// <summary>The backbone.</summary>
        public VisionTransformer Backbone { get; }

        /// <summary>The head; null for a backbone alone. With a <see cref="DistillationHead"/> it reads the class token.</summary>
        public Head? Head { get; }

        /// <summary>The head on the distillation token of distilled DeiT; null for all others.</summary>
        public Head? DistillationHead { get; }

        /// <summary>Number of parameters.</summary>
        public long ParameterCount => parameters().Sum(parameter => parameter.numel());

        /// <summary>Number of parameters that training changes.</summary>
        public long TrainableParameterCount => parameters().Where(parameter => parameter.requires_grad).Sum(parameter => parameter.numel());

        /// <summary>Whether a parameter belongs to a head.</summary>
        /// <param name="name">Its name, as the model has it.</param>
        public bool IsHead(string name)
        {
            return !name.StartsWith(Config.ModelType + ".", StringComparison.Ordinal);
        }

        /// <summary>Freezes the backbone, so that only the head learns, or thaws it.</summary>
        /// <param name="trainable">Whether the backbone learns too.</param>
        public void SetBackboneTrainable(bool trainable)
        {
            foreach (var parameter in Backbone.parameters())
            {
                parameter.requires_grad = trainable;
            }
        }

        /// <summary>Classifies pictures.</summary>
        /// <param name="pixelValues">[B, 3, H, W].</param>
        /// <returns>Logits, [B, C].</returns>
        /// <exception cref="InvalidOperationException">The model has no head.</exception>
        public override Tensor forward(Tensor pixelValues)
        {
            using var features = Backbone.call(pixelValues);
            return Classify(features);
        }

        /// <summary>Classifies features.</summary>
        /// <param name="features">[B, F], from <see cref="Backbone"/>.</param>
        /// <returns>Logits, [B, C]: with a distillation head the mean of both heads'.</returns>
        /// <exception cref="InvalidOperationException">The model has no head.</exception>
        public Tensor Classify(Tensor features)
        {
            using var scope = NewDisposeScope();
            var (own, distilled) = ClassifyApart(features);
            return (distilled is null ? own : (own + distilled) / 2).MoveToOuterDisposeScope();
        }

        /// <summary>Classifies pictures and keeps everything that lies on the way.</summary>
        /// <param name="pixelValues">[B, 3, H, W].</param>
        /// <returns>Tensors that belong to the caller's dispose scope.</returns>
        public ClassifierTrace Trace(Tensor pixelValues)
        {
            var hiddenStates = new List<Tensor>();
            var attentions = new List<Tensor>();
            var patches = Backbone.Embeddings.Patches.call(pixelValues);
            var lastHiddenState = Backbone.Trace(pixelValues, hiddenStates, attentions);
            if (Head is null)
            {
                return new ClassifierTrace(patches, hiddenStates, attentions, lastHiddenState, null, null, null);
            }

            var (own, distilled) = ClassifyApart(Backbone.ReadFeatures(lastHiddenState));
            var logits = distilled is null ? own : (own + distilled) / 2;
            return new ClassifierTrace(
                patches, hiddenStates, attentions, lastHiddenState, logits, distilled is null ? null : own, distilled);
        }

        private (Tensor Own, Tensor? Distilled) ClassifyApart(Tensor features)
        {
            if (Head is null)
            {
                throw new InvalidOperationException("The model is a backbone without a head. Give it classes when you create it.");
            }

            if (DistillationHead is null)
            {
                return (Head.Classify(features), null);
            }

            var halves = features.chunk(2, 1);
            return (Head.Classify(halves[0]), DistillationHead.Classify(halves[1]));
        }
    }
}
