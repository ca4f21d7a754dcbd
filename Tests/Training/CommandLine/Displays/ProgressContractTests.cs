using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Saccade.Files;
using Saccade.Progress;
using Saccade.Training.CommandLine.Displays;
using Saccade.Training.Data;
using Saccade.Training.Data.Inventory;
using Saccade.Training.Data.Layouts;
using Saccade.Training.Hub;
using Saccade.Training.Progress;

namespace Saccade.Training.Tests.CommandLine.Displays
{
    /// <summary>What is written, and what Documentation~/training.md tells programs, is what the contract says.</summary>
    public sealed class ProgressContractTests
    {
        private static readonly Type[] Commands =
            [typeof(ProgressStream.FinishedTraining), typeof(ProgressStream.FinishedPull), typeof(ProgressStream.FinishedCount)];

        [Test]
        public void Events_HaveAllFieldsInTheOrderOfTheContract()
        {
            var epoch = new EpochReport(1, 2, 1.5, 1.25, 0.5, 0.25, 30, 10);
            var finish = new FinishReport("model", 1, 1, 1.25, 0.5, 0.25, 0.75, 10);
            var start = new StartReport(["a"], 1, 2, 3, 4, 5, 6, NewHead: true, 7);
            var counts = new DataCounts(DataLayout.Table, "", true, [new DataCounts.ClassCount("a", 1, 2, 3)], [], DataAccount.OfTable(6));
            var written = new (Type Contract, (string Name, object? Value)[] Fields)[]
            {
                (typeof(ProgressStream.Started), EventFields.Of(start)),
                (typeof(ProgressStream.Step), EventFields.Of(new StepReport(1, 2, 1, 1.5, 1e-3, 0.5, 30))),
                (typeof(ProgressStream.Epoch), EventFields.Of(epoch)),
                (typeof(ProgressStream.FinishedTraining), EventFields.Of(finish)),
                (typeof(ProgressStream.FinishedPull), EventFields.Of(new PullReport("model", "c0ffee", 8, WasThere: false))),
                (typeof(ProgressStream.FinishedCount), EventFields.Of(counts)),
            };
            foreach (var (contract, fields) in written)
            {
                Assert.That(fields.Select(field => field.Name), Is.EqualTo(ListFields(contract)), contract.Name);
            }

            var classes = JsonStream.MakeObject(EventFields.Of(counts))[ProgressStream.FinishedCount.Classes]!.AsArray();
            Assert.That(classes[0]!.AsObject().Select(field => field.Key), Is.EqualTo(ListFields(typeof(ProgressStream.Class))));
        }

        [Test]
        public void Events_AreWrittenAsEver()
        {
            var output = new StringWriter();
            var display = new JsonDisplay(output, TextWriter.Null);
            display.OnNote("Decoding");
            display.OnStarted(new StartReport(["a", "ü"], 1, 2, 3, 4, 5, 6, NewHead: true, 7));
            display.OnStep(new StepReport(1, 2, 1, 1.5, 1e-5, 3, 30.25));
            display.OnEpoch(new EpochReport(1, 2, 1.5, 1.25, 0.5, 0.25, 30, 10));
            display.OnFinished(new FinishReport("model", 1, 1, 1.25, 0.5, 0.25, null, 10));
            display.ShowError("No.");
            Assert.That(output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(new[]
            {
                """{"version":1,"event":"phase","text":"Decoding"}""",
                """{"version":1,"event":"started","classes":["a","ü"],"trainPictures":1,"validationPictures":2,"testPictures":"""
                    + """3,"trainableParameters":4,"totalParameters":5,"epochs":6,"newHead":true,"stepsDone":7}""",
                """{"version":1,"event":"step","step":1,"steps":2,"epoch":1,"loss":1.5,"learningRate":1E-05,"gradientNorm":"""
                    + """3,"imagesPerSecond":30.25}""",
                """{"version":1,"event":"epoch","epoch":1,"epochs":2,"trainLoss":1.5,"validationLoss":1.25,"validationAccuracy":"""
                    + """0.5,"validationMacroAccuracy":0.25,"imagesPerSecond":30,"secondsLeft":10}""",
                """{"version":1,"event":"finished","output":"model","epoch":1,"bestEpoch":1,"validationLoss":"""
                    + """1.25,"validationAccuracy":0.5,"validationMacroAccuracy":0.25,"seconds":10}""",
                """{"version":1,"event":"error","message":"No."}""",
            }));
        }

        [TestCase(DataLayout.OxfordPet, "oxfordPet")]
        [TestCase(DataLayout.ClassFolders, "classFolders")]
        [TestCase(DataLayout.Table, "table")]
        public void Layouts_AreNamedAsEver(DataLayout layout, string name)
        {
            var fields = EventFields.Of(new DataCounts(layout, "Some.", false, [], [], DataAccount.OfTable(0)));
            Assert.That(
                JsonStream.MakeObject(fields).ToJsonString(),
                Is.EqualTo($$"""{"layout":"{{name}}","description":"Some.","validationDrawn":false,"classes":[],"empty":"""
                    + """[],"leftOut":""}"""));
        }

        [Test]
        public void TableOfTheGuide_IsTheContract()
        {
            var rows = ReadTable();
            var events = Nested().Where(type => Kind(type) is not null && type != typeof(ProgressStream.Finished)).ToArray();
            Assert.That(
                rows.Select(row => row.Event),
                Is.EquivalentTo(events.Select(Kind).Concat(Enumerable.Repeat(ProgressStream.Finished.Kind, Commands.Length))));
            foreach (var type in events)
            {
                Assert.That(rows.Single(row => row.Event == Kind(type)).Fields, Is.EqualTo(ListFields(type)), type.Name);
            }

            var finished = rows.Where(row => row.Event == ProgressStream.Finished.Kind).ToArray();
            foreach (var (row, type) in finished.Zip(Commands))
            {
                // The fields of a class stand behind the field that lists the classes.
                var fields = ListFields(type).SelectMany(
                    field => type == typeof(ProgressStream.FinishedCount) && field == ProgressStream.FinishedCount.Classes
                        ? ListFields(typeof(ProgressStream.Class)).Prepend(field)
                        : [field]);
                Assert.That(row.Fields, Is.EqualTo(fields), type.Name);
            }
        }

        [TestCase(RunLog.StepsFile, typeof(RunLog.StepLine))]
        [TestCase(RunLog.EpochsFile, typeof(RunLog.EpochLine))]
        public void LogsOfTheGuide_AreTheirRecords(string file, Type record)
        {
            var row = ReadGuide().Single(line => line.StartsWith($"| `training/{file}` |", StringComparison.Ordinal)).Split('|');
            Assert.That(
                Quoted(row[2]), Is.EqualTo(record.GetProperties().Select(field => JsonNamingPolicy.CamelCase.ConvertName(field.Name))));
        }

        private static string[] ReadGuide() =>
            File.ReadAllLines(Path.Combine(Fixtures.Directory, "..", "..", "Documentation~", "training.md"));

        private static (string Event, string[] Fields)[] ReadTable() => ReadGuide().SkipWhile(line => line != "| event | fields |")
                .Skip(2)
                .TakeWhile(line => line.StartsWith('|'))
                .Select(line => line.Split('|'))
                .Select(cells => (Quoted(cells[1])[0], Quoted(cells[2])))
                .ToArray();

        private static string[] Quoted(string cell) => Regex.Matches(cell, "`([^`]+)`").Select(match => match.Groups[1].Value).ToArray();

        private static Type[] Nested() => typeof(ProgressStream).GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic);

        private static string? Kind(Type type) => (string?)type.GetField("Kind")?.GetRawConstantValue();

        private static IEnumerable<string> ListFields(Type type) =>
            type.GetFields().Where(field => field.Name != "Kind").Select(field => (string)field.GetRawConstantValue()!);
    }
}
