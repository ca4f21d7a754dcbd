using System.Xml;
using NUnit.Framework;
using Saccade.Tools;

namespace Saccade.Package.Tests
{
    internal sealed class TestTotalsTests
    {
        private const string Header =
            "<TestRun xmlns='http://microsoft.com/schemas/VisualStudio/TeamTest/2010'><Results>";

        private const string Footer = "</Results></TestRun>";

        private TemporaryFolder _folder = null!;

        [SetUp]
        public void MakeFolder() => _folder = new TemporaryFolder();

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        [Test]
        public void Totals_AddUpOverFiles()
        {
            _folder.Write("a.trx", Header + Result("one", "Passed") + Result("two", "Failed") + Footer);
            _folder.Write("b.trx", Header + Result("three", "Passed") + Skipped("four", "no GPU") + Footer);

            var totals = TestTotals.Read(_folder.Path, failedChecks: 0);

            Assert.That(totals.ToString(), Is.EqualTo("2 passed, 1 failed, 1 skipped"));
            Assert.That(totals.Skipped, Is.EqualTo(new[] { "four: no GPU" }));
            Assert.That(totals.IsSuccess, Is.False);
        }

        [Test]
        public void FailedCheck_CountsAsFailure()
        {
            _folder.Write("a.trx", Header + Result("one", "Passed") + Footer);

            Assert.That(TestTotals.Read(_folder.Path, failedChecks: 0).IsSuccess, Is.True);
            Assert.That(TestTotals.Read(_folder.Path, failedChecks: 1).IsSuccess, Is.False);
        }

        [Test]
        public void NothingRan_IsNoSuccess() =>
            Assert.That(TestTotals.Read(_folder.Path, failedChecks: 0).IsSuccess, Is.False);

        [Test]
        public void AbortedTest_CountsAsFailure()
        {
            _folder.Write("a.trx", Header + Result("one", "Passed") + Result("two", "Aborted") + Footer);

            Assert.That(TestTotals.Read(_folder.Path, failedChecks: 0).ToString(), Is.EqualTo("1 passed, 1 failed, 0 skipped"));
        }

        [Test]
        public void FileCutShort_IsAnError()
        {
            _folder.Write("a.trx", Header + Result("one", "Passed"));

            Assert.That(() => TestTotals.Read(_folder.Path, failedChecks: 0), Throws.InstanceOf<XmlException>());
        }

        private static string Result(string name, string outcome) => $"<UnitTestResult testName='{name}' outcome='{outcome}' />";

        private static string Skipped(string name, string reason) =>
            $"<UnitTestResult testName='{name}' outcome='NotExecuted'><Output><ErrorInfo><Message>{reason}</Message></ErrorInfo></Output>"
            + "</UnitTestResult>";
    }
}
