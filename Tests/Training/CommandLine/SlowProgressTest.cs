using System;
using System.IO;
using NUnit.Framework;
using Saccade.Training.CommandLine;

namespace Saccade.Training.Tests.CommandLine
{
    public sealed class SlowProgressTest
    {
        [Test]
        public void Report_SpeaksEveryTwoSeconds_AndNotBefore()
        {
            using var output = new StringWriter { NewLine = "\n" };
            var time = new Clock();
            var progress = new SlowProgress(output, "Reading pictures", 5000, time);
            foreach (var (second, done) in new[] { (0.5, 1), (1.9, 2), (2.0, 1700), (3.9, 1800), (4.1, 2000), (5.9, 5000) })
            {
                time.Seconds = second;
                progress.Report(done);
            }

            Assert.That(output.ToString(), Is.EqualTo("Reading pictures: 1,700 of 5,000\nReading pictures: 2,000 of 5,000\n"));
        }

        private sealed class Clock : TimeProvider
        {
            internal double Seconds { get; set; }

            public override long TimestampFrequency => 1000;

            public override long GetTimestamp()
            {
                return (long)Math.Round(1000 * Seconds);
            }
        }
    }
}
