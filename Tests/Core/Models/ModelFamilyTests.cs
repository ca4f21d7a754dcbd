using System.Linq;
using Newtonsoft.Json.Linq;
using NUnit.Framework;
using Saccade.Models.Families;
using Saccade.Preprocessing;

namespace Saccade.Core.Tests.Models
{
    public sealed class ModelFamilyTests
    {
        [Test]
        public void All_HoldsEveryFamilyThatIsDescribed() =>
            Assert.That(
                ModelFamily.All.Select(family => family.GetType()),
                Is.EquivalentTo(typeof(ModelFamily).Assembly.GetTypes()
                    .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(ModelFamily)))));

        [Test]
        public void Names_AreThoseOfTheMembersThatGiveTheFamilies() =>
            Assert.That(
                typeof(ModelFamily).GetProperties().Where(property => property.PropertyType == typeof(ModelFamily))
                    .ToDictionary(property => property.Name, property => property.GetValue(null)),
                Is.EquivalentTo(ModelFamily.All.ToDictionary(family => family.ToString(), family => (object)family)));

        [Test]
        public void UnknownFamily_IsRefusedWithAllThatAreKnown() =>
            Assert.That(
                () => ModelConfig.Parse("""{"model_type": "resnet"}""", "config.json"),
                Throws.InstanceOf<ModelFileException>().With.Message.EqualTo(
                    "config.json: model_type is 'resnet', expected vit, deit, dinov2 or dinov2_with_registers. "
                    + "Choose a checkpoint of one of these families."));

        [Test]
        public void EveryFamily_ReadsItsClassTokenFirst_AndNoTokenThatItDoesNotHave()
        {
            foreach (var family in ModelFamily.All)
            {
                var vit = ModelConfig.Parse($$"""{"model_type": "{{family.ModelType}}"}""", "config.json").Vit;

                Assert.That(vit.PrefixTokens[0], Is.SameAs(PrefixToken.Class), family.Name);
                Assert.That(vit.ClassHeads[0].Token, Is.Zero, family.Name);
                Assert.That(vit.ClassHeads.Select(head => head.Token), Is.All.LessThan(vit.PrefixLength), family.Name);
                Assert.That(family.HeadNames, Does.Contain(vit.ClassHeads[0].Name), family.Name);
            }
        }

        // What is written for a model that came from timm must be read as the same model.
        [TestCase("vit_tiny_patch16_224")]
        [TestCase("deit_tiny_distilled_patch16_224")]
        [TestCase("deit3_small_patch16_224")]
        [TestCase("vit_giant_patch14_dinov2")]
        [TestCase("vit_small_patch14_reg4_dinov2")]
        public void ModelOfTimm_WrittenInHuggingFacesKeys_IsReadAsTheSame(string architecture)
        {
            var timm = ModelConfig.Parse($$"""{"architecture": "{{architecture}}"}""", "config.json");
            var keys = timm.Architecture.WriteSizes().Concat(timm.Architecture.WriteOwn())
                .Append((Key: "model_type", Value: (object)timm.ModelType))
                .Append((Key: "architectures", Value: new[] { timm.Architecture.ClassifierClass }));
            var written = new JObject(keys.Select(key =>
                new JProperty(key.Key, key.Value is (int height, int width) ? new[] { height, width } : key.Value)));

            var read = ModelConfig.Parse(written.ToString(), "config.json");

            Assert.That(read.IsTimm, Is.False);
            foreach (var property in typeof(ModelConfig).GetProperties().Where(property => property.Name != nameof(ModelConfig.IsTimm)))
            {
                Assert.That(property.GetValue(read), Is.EqualTo(property.GetValue(timm)), property.Name);
            }
        }
    }
}
