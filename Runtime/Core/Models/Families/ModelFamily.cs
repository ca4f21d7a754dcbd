using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;
using Saccade.Files;
using Saccade.Models.Families;

namespace Saccade.Preprocessing
{
    /// <summary>
    /// A kind of model whose checkpoints Saccade reads: all that it does otherwise than another. To add one, describe it in a class of its
    /// own and list it here.
    /// </summary>
    public abstract class ModelFamily
    {
        private static readonly List<ModelFamily> Listed = new List<ModelFamily>();

        private protected ModelFamily(string modelType, string name, ImageProcessor processor)
        {
            ModelType = modelType;
            Name = name;
            Processor = processor;
        }

        /// <summary>One class token; the head reads it (Dosovitskiy et al., 2021). <c>model_type</c> vit.</summary>
        public static ModelFamily ViT { get; } = List(new ViTFamily());

        /// <summary>
        /// A distillation token beside the class token; the distilled form has a head for each (Touvron et al., 2021).
        /// <c>model_type</c> deit.
        /// </summary>
        public static ModelFamily DeiT { get; } = List(new DeiTFamily());

        /// <summary>
        /// Layer scale, and a head that reads the class token and the mean of the patch tokens (Oquab et al., 2023).
        /// <c>model_type</c> dinov2.
        /// </summary>
        public static ModelFamily Dinov2 { get; } = List(new Dinov2Family());

        /// <summary>
        /// DINOv2 with register tokens between the class token and the patches (Darcet et al., 2024). <c>model_type</c>
        /// dinov2_with_registers.
        /// </summary>
        public static ModelFamily Dinov2WithRegisters { get; } = List(new Dinov2WithRegistersFamily());

        /// <summary>Every family.</summary>
        public static IReadOnlyList<ModelFamily> All => Listed;

        /// <summary>What <c>config.json</c> calls it; the names of its backbone's weights begin with it.</summary>
        public string ModelType { get; }

        /// <summary>What the names of its classes in Hugging Face's library begin with.</summary>
        public string Name { get; }

        /// <summary>What a file that names no family means.</summary>
        internal static ModelFamily Default => ViT;

        /// <summary>The image processor that its checkpoints come with.</summary>
        internal ImageProcessor Processor { get; }

        /// <summary>Hugging Face's class of a model without a head.</summary>
        internal string BackboneClass => Name + "Model";

        /// <summary>What weights call the head that reads the features, or the first of them: one of these.</summary>
        internal virtual IReadOnlyList<string> HeadNames { get; } = new[] { ClassHead.Classifier };

        /// <summary>The name.</summary>
        public sealed override string ToString() => Name;

        /// <summary>Finds a family.</summary>
        /// <param name="modelType">As <c>config.json</c> names it.</param>
        /// <returns>Null where it is none of these.</returns>
        internal static ModelFamily? Find(string modelType) => Listed.Find(family => family.ModelType == modelType);

        /// <summary>Finds a family that a file names.</summary>
        /// <param name="modelType">As <c>config.json</c> names it.</param>
        /// <param name="name">What to call the file in messages: its path.</param>
        /// <exception cref="ModelFileException">It is none of these.</exception>
        internal static ModelFamily Parse(string modelType, string name)
        {
            if (Find(modelType) is ModelFamily family)
            {
                return family;
            }

            var types = Listed.Select(known => known.ModelType).ToArray();
            throw new ModelFileException(
                $"{name}: model_type is '{modelType}', expected {string.Join(", ", types.Take(types.Length - 1))} or {types.Last()}. "
                + "Choose a checkpoint of one of these families.");
        }

        /// <summary>Reads what a <c>config.json</c> in Hugging Face's keys says of a model of this family.</summary>
        /// <exception cref="ModelFileException">It contradicts itself.</exception>
        internal abstract ModelArchitecture Read(ConfigReader config);

        /// <summary>Says in Hugging Face's keys what timm's <c>config.json</c> says, but for the labels.</summary>
        /// <param name="timm">The file.</param>
        /// <param name="name">What to call it in messages: its path.</param>
        /// <returns>Null where its model is not one of this family.</returns>
        /// <exception cref="ModelFileException">It contradicts itself, or asks for what no family has.</exception>
        internal abstract JObject? ReadTimm(JObject timm, string name);

        private static ModelFamily List(ModelFamily family)
        {
            Listed.Add(family);
            return family;
        }
    }
}
