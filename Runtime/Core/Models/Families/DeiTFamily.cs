using System.Collections.Generic;
using Newtonsoft.Json.Linq;
using Saccade.Files;

namespace Saccade.Models.Families
{
    /// <summary>ViT with a second token, which learns from a teacher; only the class with the teacher has a head for it.</summary>
    internal sealed class DeiTFamily : PlainVitFamily
    {
        private const string Architectures = "architectures";
        private const string ClassWithTeacher = "DeiTForImageClassificationWithTeacher";
        private const string FirstOfTwo = "cls_" + ClassHead.Classifier;

        internal DeiTFamily()
            : base("deit", "DeiT", new ImageProcessor(true, ImageProcessor.Bicubic, (ImageProcessor.Half, ImageProcessor.Half), "DeiT"))
        {
        }

        internal override IReadOnlyList<string> HeadNames { get; } = new[] { ClassHead.Classifier, FirstOfTwo };

        internal override IReadOnlyList<PrefixToken> ReadPrefixTokens(ConfigReader config) =>
            new[] { PrefixToken.Class, new PrefixToken("distillation_token", "dist_token", 1, true) };

        internal override IReadOnlyList<ClassHead> ReadClassHeads(ConfigReader config) => config.Lists(Architectures, ClassWithTeacher)
            ? new[]
            {
                new ClassHead(FirstOfTwo, PlainVitNames.TimmHead, 0, false),
                new ClassHead("distillation_" + ClassHead.Classifier, "head_dist", 1, false),
            }
            : base.ReadClassHeads(config);

        internal override string ReadClassifierClass(ConfigReader config) =>
            config.Lists(Architectures, ClassWithTeacher) ? ClassWithTeacher : base.ReadClassifierClass(config);

        private protected override bool States(TimmVit timm) => timm.IsDistilled;

        private protected override void AddOwn(JObject json, TimmVit timm)
        {
            base.AddOwn(json, timm);
            json[Architectures] = new JArray(ClassWithTeacher);
        }
    }
}
