using NUnit.Framework;
using Saccade.Training.ModelFolders;

namespace Saccade.Training.Tests.ModelFolders
{
    public sealed class ThresholdsTextTests
    {
        private const string Plain = """{"model_type": "vit", "hidden_size": 16}""";

        [Test]
        public void WhatWasWritten_IsReadAgain_AndTakenAway()
        {
            var text = ThresholdsText.Write(Plain, [0.25, 0.1 + 0.2, 1]);
            Assert.That(ThresholdsText.Read(text, "config.json", 3), Is.EqualTo(new[] { 0.25, 0.1 + 0.2, 1 }));
            var without = ThresholdsText.Write(text, thresholds: null);
            Assert.That(ThresholdsText.Read(without, "config.json", 3), Is.Null);
            Assert.That(without, Does.Not.Contain("thresholds"));
        }

        [TestCase("\"half\"")]
        [TestCase("[0.5, 0.5]")]
        [TestCase("[0.5, 0.5, 2]")]
        [TestCase("[0.5, 0.5, null]")]
        public void ThresholdsThatAreNone_AreRefusedByName(string thresholds)
        {
            var text = $$"""{"problem_type": "multi_label_classification", "saccade_thresholds": {{thresholds}}}""";
            Assert.That(
                () => ThresholdsText.Read(text, "m/config.json", 3),
                Throws.TypeOf<TrainingException>().With.Message.StartsWith("m/config.json: 'saccade_thresholds' is "));
        }
    }
}
