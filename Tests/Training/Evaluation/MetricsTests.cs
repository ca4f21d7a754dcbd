using System.IO;
using System.Linq;
using System.Text.Json;
using NUnit.Framework;
using Saccade.Training.Evaluation;

namespace Saccade.Training.Tests.Evaluation
{
    public sealed class MetricsTests
    {
        [Test]
        public void AccuraciesAndConfusion_EqualScikitLearns()
        {
            foreach (var reference in Read("metrics.json").EnumerateArray())
            {
                var confusion = Count(reference);
                Assert.That(confusion.Accuracy, Is.EqualTo(reference.GetProperty("accuracy").GetDouble()).Within(1e-9));
                Assert.That(confusion.MacroAccuracy, Is.EqualTo(reference.GetProperty("macro_accuracy").GetDouble()).Within(1e-6));
                var rows = reference.GetProperty("confusion_matrix_rows_are_truth").EnumerateArray().ToArray();
                for (var truth = 0; truth < rows.Length; truth++)
                {
                    Assert.That(
                        Enumerable.Range(0, rows.Length).Select(predicted => confusion[truth, predicted]),
                        Is.EqualTo(rows[truth].EnumerateArray().Select(count => count.GetInt32())));
                }
            }
        }

        [Test]
        public void MacroAccuracy_EqualsTorchmetrics_AlsoWhenAClassIsInNeitherTruthNorPredictions()
        {
            var withMissingClass = 0;
            foreach (var reference in Read("huggingface", "metrics.json").EnumerateArray())
            {
                withMissingClass += reference.GetProperty("class_in_neither").ValueKind == JsonValueKind.Number ? 1 : 0;
                var confusion = Count(reference);
                Assert.That(
                    confusion.MacroAccuracy, Is.EqualTo(reference.GetProperty("torchmetrics_macro_accuracy").GetDouble()).Within(1e-6));
                Assert.That(confusion.Accuracy, Is.EqualTo(reference.GetProperty("torchmetrics_micro_accuracy").GetDouble()).Within(1e-6));
            }

            Assert.That(withMissingClass, Is.Positive);
        }

        [Test]
        public void AClassThatIsOnlyPredicted_CountsAsZero()
        {
            var confusion = new ConfusionMatrix(3);
            confusion.Add(0, 0);
            confusion.Add(0, 2);
            Assert.That(confusion.MacroAccuracy, Is.EqualTo(0.25));
        }

        private static JsonElement Read(params string[] path) => JsonDocument.Parse(File.ReadAllText(Fixtures.Find(path))).RootElement;

        private static ConfusionMatrix Count(JsonElement reference)
        {
            var confusion = new ConfusionMatrix(reference.GetProperty("num_classes").GetInt32());
            var labels = reference.GetProperty("labels").EnumerateArray().Select(label => label.GetInt32());
            var predictions = reference.GetProperty("predictions").EnumerateArray().Select(label => label.GetInt32());
            foreach (var (label, prediction) in labels.Zip(predictions))
            {
                confusion.Add(label, prediction);
            }

            return confusion;
        }
    }
}
