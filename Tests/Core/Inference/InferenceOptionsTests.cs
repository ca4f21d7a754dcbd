using System;
using NUnit.Framework;
using Saccade.Inference.Onnx;

namespace Saccade.Core.Tests.Inference
{
    public sealed class InferenceOptionsTests
    {
        [TestCase(1, 1)]
        [TestCase(2, 1)]
        [TestCase(3, 1)]
        [TestCase(4, 2)]
        [TestCase(8, 4)]
        [TestCase(32, 4)]
        public void Threads_ByDefault_AreHalfTheProcessorsAndFourAtMost(int processors, int threads) =>
            Assert.That(InferenceOptions.ChooseThreads(processors), Is.EqualTo(threads));

        [Test]
        public void Threads_AreWhatWasAskedFor_ElseTheDefault()
        {
            Assert.That(new InferenceOptions(ExecutionProvider.Cpu, 7).Threads, Is.EqualTo(7));
            Assert.That(
                new InferenceOptions(ExecutionProvider.Cpu, 0).Threads,
                Is.EqualTo(InferenceOptions.ChooseThreads(Environment.ProcessorCount)));
            Assert.That(() => new InferenceOptions(ExecutionProvider.Cpu, -1), Throws.TypeOf<ArgumentOutOfRangeException>());
        }

        [Test]
        public void Auto_OnAPhone_IsTheProcessor_AndWhatIsAskedForByNameIsTriedThereToo()
        {
            Assert.That(OnnxSessions.Candidates(ExecutionProvider.Auto, isPhone: true), Is.EqualTo(new[] { ExecutionProvider.Cpu }));
            Assert.That(
                OnnxSessions.Candidates(ExecutionProvider.CoreML, isPhone: true),
                Is.EqualTo(new[] { ExecutionProvider.CoreML, ExecutionProvider.Cpu }));
            Assert.That(OnnxSessions.Candidates(ExecutionProvider.Auto, isPhone: false), Does.Contain(ExecutionProvider.CoreML));
        }
    }
}
