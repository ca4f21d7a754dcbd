using System.IO;
using System.Linq;
using System.Text.Json;
using NUnit.Framework;
using Saccade.Training.Data;
using Saccade.Training.Evaluation;

namespace Saccade.Training.Tests.Evaluation
{
    public sealed class EvaluationResultTests
    {
        [Test]
        public void Metrics_EqualThoseOfAnIndependentProgram()
        {
            foreach (var reference in Read("evaluation", "expected.json").GetProperty("evaluations").EnumerateArray())
            {
                double Get(string name) => reference.GetProperty(name).GetDouble();

                var labels = Enumerable.Range(0, reference.GetProperty("classes").GetInt32()).Select(label => $"{label}").ToArray();
                var files = reference.GetProperty("truths").EnumerateArray().Select(truth => new LabelledFile("", truth.GetInt32()));
                var logits = reference.GetProperty("logits").EnumerateArray().Select(logit => logit.GetSingle());
                var result = new EvaluationResult(labels, files.ToArray(), logits.ToArray());
                Assert.That(result.Loss, Is.EqualTo(Get("loss")).Within(1e-9));
                Assert.That(result.Confusion.Accuracy, Is.EqualTo(Get("accuracy")).Within(1e-12));
                Assert.That(result.GetTopAccuracy(5), Is.EqualTo(Get("top_5")).Within(1e-12));
                Assert.That(result.MacroF1, Is.EqualTo(Get("macro_f1")).Within(1e-12));
                Assert.That(
                    result.Classes.Select(metrics => metrics.F1),
                    Is.EqualTo(reference.GetProperty("f1").EnumerateArray().Select(value => value.GetDouble())).Within(1e-12));
                Assert.That(result.Calibration.ExpectedError, Is.EqualTo(Get("calibration_error")).Within(1e-6));
            }
        }

        [Test]
        public void PrecisionAndRecall_EqualTorchmetrics_AlsoOfAClassInNeitherTruthNorPredictions()
        {
            foreach (var reference in Read("huggingface", "metrics.json").EnumerateArray())
            {
                int[] List(string name) => reference.GetProperty(name).EnumerateArray().Select(label => label.GetInt32()).ToArray();

                var confusion = new ConfusionMatrix(reference.GetProperty("num_classes").GetInt32());
                foreach (var (truth, prediction) in List("labels").Zip(List("predictions")))
                {
                    confusion.Add(truth, prediction);
                }

                var classes = ClassMetrics.List(confusion);
                foreach (var (name, values) in new[]
                {
                    ("precision", classes.Select(metrics => metrics.Precision)), ("recall", classes.Select(metrics => metrics.Recall)),
                })
                {
                    var expected = reference.GetProperty(name).EnumerateArray().Select(value => value.GetDouble());
                    Assert.That(values, Is.EqualTo(expected).Within(1e-6));
                }

                Assert.That(
                    ClassMetrics.Average(classes, metrics => metrics.Recall),
                    Is.EqualTo(reference.GetProperty("torchmetrics_macro_accuracy").GetDouble()).Within(1e-6));
            }
        }

        [Test]
        public void CalibrationError_OnTheBoundsOfBinsAndAtCertainty_EqualsAnIndependentPrograms()
        {
            foreach (var reference in Read("evaluation", "expected.json").GetProperty("confidences").EnumerateArray())
            {
                var confidences = reference.GetProperty("confidences").EnumerateArray().Select(value => value.GetSingle());
                var rights = reference.GetProperty("rights").EnumerateArray().Select(value => value.GetBoolean());
                var calibration = new Calibration(confidences.Zip(rights));
                Assert.That(
                    calibration.ExpectedError, Is.EqualTo(reference.GetProperty("calibration_error").GetDouble()).Within(1e-9));
                Assert.That(calibration.Bins.Sum(bin => bin.Count), Is.EqualTo(confidences.Count()));
            }
        }

        [TestCase(-0.1f)]
        [TestCase(1.1f)]
        [TestCase(float.NaN)]
        public void Calibration_OfWhatIsNoProbability_Throws(float confidence) =>
            Assert.That(() => new Calibration([(confidence, true)]), Throws.ArgumentException);

        [Test]
        public void HugeLogits_OverflowNothing()
        {
            var result = new EvaluationResult(["a", "b"], [new LabelledFile("x", 1)], [3e38f, -3e38f]);
            Assert.That(result.GetProbability(0, 0), Is.EqualTo(1));
            Assert.That(result.GetProbabilities(0), Is.EqualTo(new[] { 1f, 0f }));
            Assert.That(result.GetLoss(0), Is.EqualTo(6e38).Within(1e32));
        }

        [Test]
        public void EqualLogits_GoToTheFirstClass_AndRankInOrder()
        {
            var result = new EvaluationResult(["a", "b", "c"], [new LabelledFile("x", 1)], [1, 1, 1]);
            Assert.That(result.GetPrediction(0), Is.Zero);
            Assert.That(result.GetTopAccuracy(1), Is.Zero);
            Assert.That(result.GetTopAccuracy(2), Is.EqualTo(1));
        }

        [Test]
        public void Mistakes_ComeWorstFirst()
        {
            var files = Enumerable.Range(0, 4).Select(i => new LabelledFile($"{i}", 0)).ToArray();
            var result = new EvaluationResult(["a", "b"], files, [0, 1, 5, 0, 0, 9, 0, 3]);
            Assert.That(result.FindMistakes(), Is.EqualTo(new[] { 2, 3, 0 }));
        }

        [Test]
        public void ALogitThatIsNoNumber_IsBlamedOnItsPictureAndClass()
        {
            var files = new[] { new LabelledFile("one.png", 0), new LabelledFile("two.png", 0) };
            Assert.That(
                () => new EvaluationResult(["cat", "dog"], files, [1, 2, 3, float.NaN]),
                Throws.TypeOf<TrainingException>().With.Message.Contains("two.png").And.Message.Contains("'dog' is NaN"));
        }

        [Test]
        public void SizesThatDontFit_Throw()
        {
            var file = new LabelledFile("x", 0);
            Assert.That(() => new EvaluationResult(["a", "b"], [file], [1]), Throws.ArgumentException);
            Assert.That(() => new EvaluationResult(["a"], [], []), Throws.ArgumentException);
            Assert.That(() => new EvaluationResult(["a"], [file with { Label = 1 }], [1]), Throws.ArgumentException);
        }

        private static JsonElement Read(params string[] path) => JsonDocument.Parse(File.ReadAllText(Fixtures.Find(path))).RootElement;
    }
}
