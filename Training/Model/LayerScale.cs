using Saccade.Models.Families;
using Saccade.Preprocessing;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Saccade.Training.Model
{
    /// <summary>
    /// Multiplies each of a token's numbers by one that was learnt (Touvron et al., "Going Deeper with Image Transformers").
    /// </summary>
    public sealed class LayerScale : NamedModule
    {
        private readonly Parameter _factors;

        internal LayerScale(ModelConfig config, Device? device)
            : base(nameof(LayerScale))
        {
            _factors = Parameter(full(config.HiddenSize, config.LayerScale, device: device));
            register_parameter(PlainVitNames.ScaleFactors, _factors);
        }

        /// <summary>The factors, [D].</summary>
        public Parameter Factors => _factors;

        /// <summary>Scales tokens.</summary>
        /// <param name="tokens">[B, T, D].</param>
        /// <returns>[B, T, D].</returns>
        public override Tensor forward(Tensor tokens) => tokens * _factors;
    }
}
