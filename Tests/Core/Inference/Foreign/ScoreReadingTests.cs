using System;
using System.IO;
using NUnit.Framework;
using Saccade.Graphs;
using Saccade.Inference.Onnx;

namespace Saccade.Core.Tests.Inference.Foreign
{
    /// <summary>Logits or probabilities: what the last step says, what numbers say, and what has to be asked.</summary>
    public sealed class ScoreReadingTests
    {
        [TestCase(null, 1.5f, 1.5f)]
        [TestCase("Softmax", 0.8f, 0.2f)]
        [TestCase("Sigmoid", 0.8f, 0.6f)]
        public void LastStep_DecidesWhatOutputsAre(string? last, float first, float second) => With(
            new TinyOnnx { LastOperation = last, Classes = [[1, 0, 0], [0, 1, 0]] }, model =>
        {
            var result = Classify(model, Logit(first, last), Logit(second, last));
            float[] expected = last is null ? [0.5f, 0.5f] : [first, second];
            Assert.That(result.Probabilities.ToArray(), Is.EqualTo(expected).Within(1e-5f));
            Assert.That(result.HasIndependentClasses, Is.EqualTo(last == "Sigmoid"));
            Assert.That(model.Notice, Is.Null);
        });

        [Test]
        public void OneProbability_IsNotTakenForALogit() => With(
            new TinyOnnx { LastOperation = "Sigmoid", Classes = [[1, 0, 0]] }, model =>
        {
            var result = Classify(model, -4.05f, 0);
            Assert.That(result.Best.Probability, Is.EqualTo(0.0171f).Within(1e-3f), "read as a logit it would be 0.504");
        });

        [Test]
        public void NumbersDecide_WhereTheLastStepDoesNot() => With(
            new TinyOnnx { LastOperation = "Hardmax" }, model =>
        {
            Assert.That(model.Activation, Is.EqualTo(OutputActivation.Softmax));
            Assert.That(model.Notice, Is.Null);
            Assert.That(Classify(model, 0, 3).Probabilities.ToArray(), Is.EqualTo(new float[] { 0, 1, 0 }).Within(1e-5f));
        });

        [Test]
        public void OneOutputThatNothingTells_IsAsked_AndTakenForALogit() => With(
            new TinyOnnx { LastOperation = "Hardmax", Classes = [[1, 0, 0]] }, model =>
        {
            Assert.That(model.Activation, Is.Null);
            Assert.That(model.Notice, Does.Contain("saccade_onnx.activation in config.json, one of none, softmax, sigmoid"));
            Assert.That(Classify(model, 1, 0).Best.Probability, Is.EqualTo(0.7310586f).Within(1e-5f), "the sigmoid of 1");
        });

        [TestCase("Softmax", "multi_label_classification", "'multi_label_classification'")]
        [TestCase("Sigmoid", "single_label_classification", "'single_label_classification'")]
        public void ProblemTypeThatContradictsTheGraph_IsSaid(string last, string type, string said) => With(
            new TinyOnnx { LastOperation = last, ProblemType = type }, model =>
        {
            Assert.That(model.Notice, Does.Contain(said).And.Contain("by the graph's last steps"));
            Assert.That(model.HasIndependentClasses, Is.EqualTo(last == "Sigmoid"));
        });

        [TestCase(new[] { 0.25f, 0.75f }, "softmax")]
        [TestCase(new[] { 0.25f, 0.5f }, null)]
        [TestCase(new[] { 0.25f, 1.5f }, "none")]
        [TestCase(new[] { 1f }, null)]
        [TestCase(new[] { -3f }, "none")]
        public void Numbers_TellWhatTheyCan(float[] result, string? told) =>
            Assert.That(OnnxRecord.Word(ScoreReading.Judge([result, result])), Is.EqualTo(told));

        private static float Logit(float value, string? last) => (float)(last switch
        {
            "Softmax" => Math.Log(value),
            "Sigmoid" => Math.Log(value / (1 - value)),
            _ => value,
        });

        private static Classification Classify(OnnxModel model, float red, float green)
        {
            var area = TinyOnnx.Side * TinyOnnx.Side;
            model.Input(0).Clear();
            model.Input(0)[..area].Fill(red);
            model.Input(0).Slice(area, area).Fill(green);
            model.Run(1);
            var result = model.CreateResult(1);
            model.Read(0, result);
            return result;
        }

        private static void With(TinyOnnx onnx, Action<OnnxModel> test)
        {
            var folder = onnx.Write();
            try
            {
                using var model = OnnxModel.Load(ModelFolder.Open(folder), new InferenceOptions(ExecutionProvider.Cpu, 1));
                test(model);
            }
            finally
            {
                Directory.Delete(folder, true);
            }
        }
    }
}
