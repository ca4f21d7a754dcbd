using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Saccade.Models.Families;
using Saccade.Preprocessing;
using static TorchSharp.torch;

namespace Saccade.Training.Model
{
    /// <summary>
    /// A Vision Transformer with its heads: what Hugging Face's class for the family computes, such as
    /// <c>ViTForImageClassification</c>, with parameters under the names that its checkpoints give them.
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

            Heads = config.Vit.ClassHeads.Select(head => new Head(config, head, classes, device)).ToArray();
            foreach (var head in Heads)
            {
                register_module(head.Name, head.Module);
            }
        }

        /// <summary>The family and the sizes that the model was built by.</summary>
        public ModelConfig Config { get; }

        /// <summary>Number of classes, C; 0 without a head.</summary>
        public int Classes { get; }

        /// <summary>The backbone.</summary>
        public VisionTransformer Backbone { get; }

        /// <summary>The heads, whose logits' mean is the model's; none for a backbone alone.</summary>
        public IReadOnlyList<Head> Heads { get; } = [];

        /// <summary>The head that reads the class token, the only one of most models; null for a backbone alone.</summary>
        public Head? Head => Heads.Count > 0 ? Heads[0] : null;

        /// <summary>The head on the distillation token, for models that have two; else null.</summary>
        public Head? DistillationHead => Heads.Count > 1 ? Heads[1] : null;

        /// <summary>Number of parameters.</summary>
        public long ParameterCount => parameters().Sum(parameter => parameter.numel());

        /// <summary>Number of parameters that training changes.</summary>
        public long TrainableParameterCount => parameters().Where(parameter => parameter.requires_grad).Sum(parameter => parameter.numel());

        /// <summary>Whether a parameter belongs to a head.</summary>
        /// <param name="name">Its name, as the model has it.</param>
        public bool IsHead(string name) => !name.StartsWith(Config.ModelType + ".", StringComparison.Ordinal);

        /// <summary>Chooses what learns: the head, and of the backbone the last blocks with the final layer norm, or all of it.</summary>
        /// <param name="blocks">How many of the last blocks learn; with 0 the whole backbone is frozen, null thaws it whole.</param>
        /// <exception cref="TrainingException">The model has fewer blocks.</exception>
        public void SetTrainable(int? blocks)
        {
            if (blocks > Backbone.Blocks.Count)
            {
                throw new TrainingException(
                    $"{blocks} blocks can't learn: the model has {Backbone.Blocks.Count}. Choose --train "
                    + $"last-{Backbone.Blocks.Count}, or all.");
            }

            foreach (var parameter in Backbone.parameters())
            {
                parameter.requires_grad = blocks is null;
            }

            var thawed = blocks > 0 ? Backbone.Blocks.TakeLast(blocks.Value).Prepend<nn.Module>(Backbone.Norm) : [];
            foreach (var parameter in thawed.SelectMany(module => module.parameters()))
            {
                parameter.requires_grad = true;
            }
        }

        /// <summary>
        /// Sets how often training skips blocks (stochastic depth, Huang et al.): the last with this probability, earlier ones less,
        /// in a straight line from 0 at the first.
        /// </summary>
        /// <param name="rate">0 up to but not including 1.</param>
        internal void SetStochasticDepth(double rate)
        {
            for (var i = 0; i < Backbone.Blocks.Count; i++)
            {
                Backbone.Blocks[i].SkipRate = Backbone.Blocks.Count == 1 ? rate : rate * i / (Backbone.Blocks.Count - 1);
            }
        }

        /// <summary>
        /// How far a parameter lies from the head, for layer-wise rate decay: 0 for the head and the final layer norm, 1 for the
        /// last block, and so on to the embeddings.
        /// </summary>
        /// <param name="name">Its name, as the model has it.</param>
        internal int GetDepth(string name)
        {
            const string Layers = $".{PlainVitNames.Layers}.";
            var layers = Backbone.Blocks.Count;
            var start = name.IndexOf(Layers, StringComparison.Ordinal);
            if (start >= 0)
            {
                var number = name[(start + Layers.Length)..].Split('.')[0];
                return layers - int.Parse(number, CultureInfo.InvariantCulture);
            }

            return name.StartsWith($"{Config.ModelType}.{PlainVitNames.Embeddings}.", StringComparison.Ordinal) ? layers + 1 : 0;
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
        /// <returns>Logits, [B, C]: with two heads the mean of both.</returns>
        /// <exception cref="InvalidOperationException">The model has no head.</exception>
        public Tensor Classify(Tensor features)
        {
            using var scope = NewDisposeScope();
            return Mean(ClassifyApart(features)).MoveToOuterDisposeScope();
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

            var logits = ClassifyApart(Backbone.ReadFeatures(lastHiddenState));
            var (own, distilled) = logits.Length > 1 ? (logits[0], logits[1]) : (null, null);
            return new ClassifierTrace(patches, hiddenStates, attentions, lastHiddenState, Mean(logits), own, distilled);
        }

        private static Tensor Mean(Tensor[] logits) =>
            logits.Length == 1 ? logits[0] : logits.Aggregate((sum, next) => sum + next) / logits.Length;

        private Tensor[] ClassifyApart(Tensor features)
        {
            if (Head is null)
            {
                throw new InvalidOperationException("The model is a backbone without a head. Give it classes when you create it.");
            }

            if (Heads.Count == 1)
            {
                return [Head.Classify(features)];
            }

            var parts = features.split(Heads.Select(head => head.FeatureSize).ToArray(), 1);
            return Heads.Zip(parts, (head, part) => head.Classify(part)).ToArray();
        }
    }
}
