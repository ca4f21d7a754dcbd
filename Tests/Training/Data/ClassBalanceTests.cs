using System.IO;
using System.Linq;
using System.Text.Json;
using NUnit.Framework;
using Saccade.Training.Data;

namespace Saccade.Training.Tests.Data
{
    public sealed class ClassBalanceTests
    {
        [Test]
        public void ClassWeights_AreScikitLearnsBalanced()
        {
            var reference = JsonDocument.Parse(File.ReadAllText(Fixtures.Find("trainer", "class_weights.json"))).RootElement;
            var counts = reference.GetProperty("counts").EnumerateArray().Select(count => count.GetInt32()).ToArray();
            var files = counts.SelectMany((count, label) => Enumerable.Repeat(new LabelledFile("", label), count)).ToArray();
            Assert.That(
                ClassBalance.WeighClasses(files, counts.Length),
                Is.EqualTo(reference.GetProperty("balanced").EnumerateArray().Select(weight => weight.GetSingle())).Within(1e-6));
        }

        [Test]
        public void WhereAPictureMayShowSeveral_AClassWeighsWhatItIsOutnumberedBy()
        {
            LabelledFile[] files = [Show(0, 1), Show(0), Show(0, 2), Show(0)];
            Assert.That(ClassBalance.WeighClasses(files, 3), Is.EqualTo(new float[] { 1, 3, 3 }), "1 where every picture shows it");
        }

        [Test]
        public void APictureIsDealtAsOftenAsItsRarestClassAsks_AndOnesWithoutAnyAreAClass()
        {
            LabelledFile[] files = [Show(0), Show(0), Show(0, 1), Show(), Show()];
            Assert.That(ClassBalance.WeighPictures(files, 2), Is.EqualTo(new[] { 1 / 3.0, 1 / 3.0, 1, 0.5, 0.5 }).Within(1e-12));
        }

        private static LabelledFile Show(params int[] labels) => LabelledFile.ShowingSeveral("", labels);
    }
}
