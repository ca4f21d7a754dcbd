using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;
using Saccade.Files;

namespace Saccade.Models.Families
{
    /// <summary>DINOv2 with tokens that have no position, between the class token and the patches.</summary>
    internal sealed class Dinov2WithRegistersFamily : Dinov2Family
    {
        private const string Registers = "num_register_tokens";

        internal Dinov2WithRegistersFamily()
            : base("dinov2_with_registers", "Dinov2WithRegisters")
        {
        }

        internal override bool AntialiasesPositions => true;

        internal override IReadOnlyList<PrefixToken> ReadPrefixTokens(ConfigReader config) =>
            new[] { PrefixToken.Class, new PrefixToken("register_tokens", "reg_token", config.Positive(Registers, 4), false) };

        internal override IEnumerable<(string Key, object Value)> WriteOwn(PlainVit vit) =>
            base.WriteOwn(vit).Append((Registers, vit.PrefixLength - vit.PositionedPrefixLength));

        private protected override bool States(TimmVit timm) => timm.Registers > 0;

        private protected override void AddOwn(JObject json, TimmVit timm)
        {
            base.AddOwn(json, timm);
            json[Registers] = timm.Registers;
        }
    }
}
