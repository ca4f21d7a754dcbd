using System.Linq;
using NUnit.Framework;
using Saccade.Training.Data;
using Saccade.Training.Evaluation;

namespace Saccade.Training.Tests.Evaluation
{
    public sealed class LabelMatchTests
    {
        private static readonly LabelledFile[] Files = [new("0.png", 0), new("1.png", 1)];

        [Test]
        public void Classes_AreFoundByName_InWhateverOrderAndAmongOthers()
        {
            var matched = LabelMatch.Match(Files, ("data", ["cat", "dog"]), ("model", ["dog", "cow", "cat"]));
            Assert.That(matched.Select(file => file.Label), Is.EqualTo(new[] { 2, 0 }));
            Assert.That(matched.Select(file => file.Path), Is.EqualTo(new[] { "0.png", "1.png" }));
        }

        [Test]
        public void AClassThatTheModelLacks_IsNamed()
        {
            Assert.That(
                () => LabelMatch.Match(Files, ("pets", ["Cat", "dog"]), ("model", ["cat", "dog"])),
                Throws.TypeOf<TrainingException>().With.Message.Contains("1 of the 2 classes in pets").And.Message.Contains("'Cat'")
                    .And.Message.Contains("'cat', 'dog'"));
            Assert.That(LabelMatch.Fits(["cat", "dog"], ["Cat", "dog"]), Is.False);
        }

        [Test]
        public void TwoClassesOfOneName_AreRefused_UnlessTheDataHasNoSuch()
        {
            Assert.That(
                () => LabelMatch.Match(Files, ("data", ["crane", "dog"]), ("model", ["crane", "dog", "crane"])),
                Throws.TypeOf<TrainingException>().With.Message.Contains("'crane' is the name of 2 classes"));
            Assert.That(
                LabelMatch.Match(Files, ("data", ["cat", "dog"]), ("model", ["crane", "dog", "crane", "cat"])).Select(file => file.Label),
                Is.EqualTo(new[] { 3, 1 }));
        }
    }
}
