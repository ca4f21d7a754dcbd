using NUnit.Framework;
using Saccade.Editor.Tests.Retrain.Run;

namespace Saccade.Editor.Tests.Retrain.Data
{
    public sealed class DataSummaryTests
    {
        [Test]
        public void Read_WhatIsWell_HasNoWarnings()
        {
            var data = DataSummary.Read("/d", FakeTool.Parse(FakeTool.Counted));

            Assert.That(data.Layout, Is.EqualTo("A folder for each class"));
            Assert.That(data.Warnings, Is.Empty);
        }

        [Test]
        public void Read_WarnsOfImbalanceFewPicturesMissingValidationAndEmptyFiles()
        {
            var data = DataSummary.Read("/d", FakeTool.Parse(
                """
                {"version":1,"event":"finished","layout":"oxfordPet","validationDrawn":true,"empty":["/d/a/1.jpg"],
                "classes":[{"name":"cat","train":31,"validation":7},{"name":"dog","train":9,"validation":0,"test":2}]}
                """));

            Assert.That(data.Layout, Is.EqualTo("Oxford-IIIT Pet"));
            Assert.That(string.Join('\n', data.Warnings), Does.Contain("'cat' has 31").And.Contain("dog (9)")
                .And.Contain("No validation pictures of dog").And.Contain("a fifth").And.Contain("/d/a/1.jpg"));
            Assert.That(data.Warnings, Has.Count.EqualTo(5));
        }

        [Test]
        public void Read_ThreeTimesAsMany_IsStillBalanced()
        {
            var data = DataSummary.Read("/d", FakeTool.Parse(
                """
                {"version":1,"event":"finished",
                 "classes":[{"name":"a","train":30,"validation":1},{"name":"b","train":10,"validation":1}]}
                """));

            Assert.That(data.Warnings, Is.Empty);
        }

        [Test]
        public void Read_WarnsOfFilesThatAreNotUsed()
        {
            var data = DataSummary.Read("/d", FakeTool.Parse(
                """
                {"version":1,"event":"finished","leftOut":"left out: 30 .xyz, 2 HEIC (can't be decoded)",
                 "classes":[{"name":"a","train":30,"validation":1},{"name":"b","train":10,"validation":1}]}
                """));

            Assert.That(data.Warnings, Is.EqualTo(new[] { "Not all files are used, left out: 30 .xyz, 2 HEIC (can't be decoded)." }));
        }

        [TestCase("""{"event":"finished"}""")]
        [TestCase("""{"event":"finished","classes":"many"}""")]
        public void Read_AToolThatNamesNoClasses_IsAnError(string line) =>
            Assert.That(() => DataSummary.Read("/d", FakeTool.Parse(line)), Throws.InstanceOf<TrainingToolException>());
    }
}
