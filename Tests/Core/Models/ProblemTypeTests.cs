using System.IO;
using NUnit.Framework;
using Saccade.Capture;
using Saccade.Core.Tests.Inference;
using Saccade.Files;
using Saccade.Preprocessing;

namespace Saccade.Core.Tests.Models
{
    /// <summary>What config.json says of the head: sigmoid, softmax, or no classes at all.</summary>
    public sealed class ProblemTypeTests
    {
        private const int Side = TinyOnnx.Side;

        private string? _folder;

        [TearDown]
        public void DeleteFolder()
        {
            if (_folder != null)
            {
                Directory.Delete(_folder, recursive: true);
                _folder = null;
            }
        }

        [TestCase("", false)]
        [TestCase(""", "problem_type": null""", false)]
        [TestCase(""", "problem_type": "single_label_classification" """, false)]
        [TestCase(""", "problem_type": "multi_label_classification" """, true)]
        public void ModelConfig_KnowsWhetherEachClassHasAProbabilityOfItsOwn(string more, bool expected)
        {
            var config = ModelConfig.Parse($$"""{"model_type": "vit"{{more}}}""", "config.json");
            Assert.That(config.IsMultiLabel, Is.EqualTo(expected));
        }

        [Test]
        public void ModelConfig_OfTimm_KnowsItToo()
        {
            const string Text = """{"architecture": "vit_tiny_patch16_224", "problem_type": "multi_label_classification"}""";
            Assert.That(ModelConfig.Parse(Text, "config.json").IsMultiLabel, Is.True);
        }

        [TestCase("\"ranking\"")]
        [TestCase("7")]
        public void AnotherType_IsRefusedWithWhatIsExpected(string value) => Assert.That(
            () => ModelConfig.Parse($$"""{"problem_type": {{value}}}""", "config.json"),
            Throws.TypeOf<ModelFileException>().With.Message.Contains("problem_type is " + value));

        [Test]
        public void OneLogit_AlwaysHasAProbabilityOfItsOwn()
        {
            Assert.That(ProblemTypes.HasIndependentClasses(null, 1), Is.True);
            Assert.That(ProblemTypes.HasIndependentClasses(ProblemTypes.SingleLabel, 1), Is.True);
            Assert.That(ProblemTypes.HasIndependentClasses(ProblemTypes.SingleLabel, 2), Is.False);
        }

        // White pictures are ones for the model, so the logits are the sums of the rows: 1.5, -2, 0.
        [TestCase(null, false, 0.7979f, 0.0241f, 0.178f)]
        [TestCase("multi_label_classification", true, 0.8176f, 0.1192f, 0.5f)]
        public void TheScene_TakesProbabilitiesAsConfigSays(string? type, bool independent, float first, float second, float third)
        {
            var result = Classify(new TinyOnnx { Classes = [[0.5f, 0.5f, 0.5f], [-1, -1, 0], [0, 0, 0]], ProblemType = type });

            Assert.That(result.HasIndependentClasses, Is.EqualTo(independent));
            Assert.That(result.Probabilities.ToArray(), Is.EqualTo(new[] { first, second, third }).Within(1e-4f));
            Assert.That(result.Best.Probability, Is.EqualTo(first).Within(1e-4f));
        }

        [Test]
        public void TheScene_TakesOneLogitForOneProbability()
        {
            var result = Classify(new TinyOnnx { Classes = [[-1, -1, 0]] });

            Assert.That(result.Best.Probability, Is.EqualTo(0.1192f).Within(1e-4f), "a softmax of one would be 1");
        }

        [Test]
        public void TheScene_RefusesRegression()
        {
            _folder = new TinyOnnx { ProblemType = "regression" }.Write();
            Assert.That(
                () => VitModel.Load(_folder),
                Throws.TypeOf<ModelFileException>().With.Message.Contains("config.json").And.Message.Contains("quantities, not classes"));
        }

        private Classification Classify(TinyOnnx tiny)
        {
            _folder = tiny.Write();
            using var model = VitModel.Load(_folder);
            var white = new byte[Side * Side * 3];
            System.Array.Fill(white, byte.MaxValue);
            return model.Classify(white, Side, Side, PixelFormat.Rgb24);
        }
    }
}
