using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Xml.Linq;

namespace Saccade.Tools
{
    /// <summary>What several test runs, each with its own result file, come to.</summary>
    /// <param name="Passed">How many tests passed.</param>
    /// <param name="Failed">How many tests failed.</param>
    /// <param name="Skipped">One line for each test that did not run: its name and why.</param>
    public sealed record TestTotals(int Passed, int Failed, IReadOnlyList<string> Skipped)
    {
        private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

        /// <summary>Whether at least one test ran and none failed.</summary>
        public bool IsSuccess => Failed == 0 && Passed > 0;

        /// <summary>Adds up the result files of a folder.</summary>
        /// <param name="folder">Holds any number of <c>.trx</c> files; it need not exist.</param>
        /// <param name="failedChecks">How many checks outside the test runner failed: each counts as a failed test.</param>
        /// <returns>The sum over all files.</returns>
        /// <exception cref="System.Xml.XmlException">A file is not whole: its run was cut short.</exception>
        public static TestTotals Read(string folder, int failedChecks)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(failedChecks);
            var passed = 0;
            var failed = failedChecks;
            List<string> skipped = new();
            var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.trx") : Array.Empty<string>();
            foreach (var file in files.Order(StringComparer.Ordinal))
            {
                foreach (var result in XDocument.Load(file).Descendants(Trx + "UnitTestResult"))
                {
                    switch ((string?)result.Attribute("outcome"))
                    {
                        case "Passed":
                            passed++;
                            break;
                        case "NotExecuted":
                            skipped.Add($"{(string?)result.Attribute("testName")}: {Reason(result)}");
                            break;
                        default:
                            failed++;
                            break;
                    }
                }
            }

            return new TestTotals(passed, failed, skipped);
        }

        /// <inheritdoc/>
        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"{Passed} passed, {Failed} failed, {Skipped.Count} skipped");

        private static string Reason(XElement result)
        {
            var message = result.Descendants(Trx + "Message").Select(element => element.Value)
                .Concat(result.Descendants(Trx + "StdOut").Select(element => element.Value))
                .FirstOrDefault(text => !string.IsNullOrWhiteSpace(text)) ?? "no reason given";
            return message.Trim();
        }
    }
}
