using System.IO;
using System.Linq;
using System.Text.Json;
using NUnit.Framework;
using Saccade.Training.Evaluation;

namespace Saccade.Training.Tests.Evaluation
{
    /// <summary>Against scikit-learn, with ties and a class that no picture shows.</summary>
    public sealed class MultiLabelScoresTests
    {
        private JsonElement _reference;
        private MultiLabelScores _scores = null!;
        private double[] _half = null!;

        [OneTimeSetUp]
        public void Read()
        {
            _reference = JsonDocument.Parse(File.ReadAllText(Fixtures.Find("trainer", "multi_label.json"))).RootElement;
            var truths = _reference.GetProperty("truth").EnumerateArray().Select(row => row.EnumerateArray().ToArray()).ToArray();
            var scores = _reference.GetProperty("score").EnumerateArray().SelectMany(row => row.EnumerateArray());
            _scores = new MultiLabelScores(
                truths[0].Length,
                truths.SelectMany(row => row.Select(shown => shown.GetInt32() == 1)).ToArray(),
                scores.Select(score => (float)score.GetDouble()).ToArray());
            _half = Enumerable.Repeat(0.5, _scores.Classes).ToArray();
        }

        [Test]
        public void AveragePrecision_AndRocAuc_EqualScikitLearns_AndAClassWithoutPicturesHasNone()
        {
            Assert.That(Enumerable.Range(0, _scores.Classes).Select(_scores.GetAveragePrecision), Matches("average_precision"));
            Assert.That(Enumerable.Range(0, _scores.Classes).Select(_scores.GetRocAuc), Matches("roc_auc"));
            Assert.That(_scores.MeanAveragePrecision, Is.EqualTo(Number("mean_average_precision_over_classes_with_pictures")).Within(1e-6));
            Assert.That(_scores.MacroRocAuc, Is.EqualTo(List("roc_auc").OfType<double>().Average()).Within(1e-6));
        }

        [Test]
        public void F1_OfClasses_Macro_Micro_AndSamples_EqualScikitLearns()
        {
            Assert.That(_scores.ListMetrics(_half).Select(metrics => (double?)metrics.F1), Matches("f1_at_0.5"));
            Assert.That(_scores.GetMacroF1(_half), Is.EqualTo(Number("macro_f1_at_0.5")).Within(1e-6));
            Assert.That(_scores.GetMicroF1(_half), Is.EqualTo(Number("micro_f1_at_0.5")).Within(1e-6));
            Assert.That(_scores.GetSamplesF1(_half), Is.EqualTo(Number("samples_f1_at_0.5")).Within(1e-6));
        }

        [Test]
        public void TheBestThreshold_IsTheLowestScoreOfThoseWithTheBestF1()
        {
            foreach (var (label, best) in _reference.GetProperty("best_thresholds").EnumerateArray().Index())
            {
                var threshold = _scores.FindBestThreshold(label);
                Assert.That(
                    threshold, Is.EqualTo(best.GetProperty("threshold_of_best_f1_first_of_equals").GetDouble()).Within(1e-6), $"{label}");
                Assert.That(
                    _scores.GetMetrics(label, threshold).F1, Is.EqualTo(best.GetProperty("best_f1").GetDouble()).Within(1e-6), $"{label}");
            }
        }

        [Test]
        public void ChosenThresholds_HaveTheBestF1_LieBetweenScores_AndAreAHalfWhereNothingIsShown()
        {
            var chosen = _scores.ChooseThresholds();
            var best = Enumerable.Range(0, _scores.Classes).Select(_scores.FindBestThreshold).ToArray();
            Assert.That(chosen[2], Is.EqualTo(0.5), "the class without pictures");
            foreach (var label in new[] { 0, 1, 3, 4, 5 })
            {
                Assert.That(chosen[label], Is.LessThan(best[label]));
                Assert.That(_scores.GetMetrics(label, chosen[label]).F1, Is.EqualTo(_scores.GetMetrics(label, best[label]).F1));
                var scores = Enumerable.Range(0, _scores.Count).Select(i => (double)_scores.GetScore(i, label));
                Assert.That(scores, Has.None.EqualTo(chosen[label]));
            }
        }

        [Test]
        public void APictureIsExact_WhereAllItsClassesAndNoOtherAreFound()
        {
            var scores = new MultiLabelScores(2, [true, false, true, true, false, false], [0.9f, 0.1f, 0.9f, 0.1f, 0.2f, 0.1f]);
            Assert.That(scores.GetExactShare([0.5, 0.5]), Is.EqualTo(2 / 3.0).Within(1e-12));
            Assert.That(scores.ListGuesses(1, [0.5, 0.5]), Is.EqualTo(new[] { 0 }));
            Assert.That(scores.ListTruths(1), Is.EqualTo(new[] { 0, 1 }));
        }

        private double Number(string name) => _reference.GetProperty(name).GetDouble();

        private double?[] List(string name) => _reference.GetProperty(name).EnumerateArray()
                .Select(value => value.ValueKind == JsonValueKind.Null ? (double?)null : value.GetDouble())
                .ToArray();

        private NUnit.Framework.Constraints.EqualConstraint Matches(string name) => Is.EqualTo(List(name)).Within(1e-6);
    }
}
