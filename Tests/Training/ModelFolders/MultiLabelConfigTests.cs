using NUnit.Framework;
using Saccade.Training.ModelFolders;

namespace Saccade.Training.Tests.ModelFolders
{
    public sealed class MultiLabelConfigTests
    {
        private const string Plain = """{"model_type": "vit",   "hidden_size": 16}""";

        [Test]
        public void AModelThatNamesOneClass_KeepsItsTextAsItIs() =>
            Assert.That(MultiLabelConfig.Write(Plain, isMultiLabel: false), Is.EqualTo(Plain));

        [Test]
        public void WhatWasWritten_IsReadAgain_AndTakenAway()
        {
            var text = MultiLabelConfig.Write(Plain, isMultiLabel: true, [0.25, 0.1 + 0.2, 1]);
            var read = MultiLabelConfig.Parse(text, "config.json", 3);
            Assert.That(read.IsMultiLabel);
            Assert.That(read.Thresholds, Is.EqualTo(new[] { 0.25, 0.1 + 0.2, 1 }));
            Assert.That(MultiLabelConfig.Parse(MultiLabelConfig.Write(text, isMultiLabel: true), "config.json", 3).Thresholds, Is.Null);
            var single = MultiLabelConfig.Write(text, isMultiLabel: false);
            Assert.That(single, Does.Contain("single_label_classification").And.Not.Contain("thresholds"));
            Assert.That(MultiLabelConfig.Parse(single, "config.json", 3).IsMultiLabel, Is.False);
        }

        [TestCase("\"half\"")]
        [TestCase("[0.5, 0.5]")]
        [TestCase("[0.5, 0.5, 2]")]
        [TestCase("[0.5, 0.5, null]")]
        public void ThresholdsThatAreNone_AreRefusedByName(string thresholds)
        {
            var text = $$"""{"problem_type": "multi_label_classification", "saccade_thresholds": {{thresholds}}}""";
            Assert.That(
                () => MultiLabelConfig.Parse(text, "m/config.json", 3),
                Throws.TypeOf<TrainingException>().With.Message.StartsWith("m/config.json: 'saccade_thresholds' is "));
        }
    }
}
