using System.CommandLine;
using System.IO;
using System.Linq;
using NUnit.Framework;
using Saccade.Training.CommandLine;
using Saccade.Training.Data.Augmenting;
using Saccade.Training.Fitting;
using Saccade.Training.Runs;

namespace Saccade.Training.Tests.CommandLine
{
    /// <summary>What the options of <c>train</c> ask for, and what they refuse.</summary>
    public sealed class TrainOptionsTests
    {
        private static readonly string[] Places = ["--model", "m", "--data", "d", "--output", "o"];

        [Test]
        public void WithoutOptions_ArgumentsAreTheDefaults()
        {
            var arguments = Read();
            Assert.That(arguments.Trainer, Is.EqualTo(new TrainerOptions()));
            Assert.That(arguments.Variation, Is.EqualTo(new PictureVariation()));
        }

        [Test]
        public void TheOptionsOfTheOptimisation_AreWhatTheySay()
        {
            var trainer = Read("--schedule", "one-cycle", "--warmup-share", "0.2", "--max-steps", "70", "--ema", "0.99").Trainer;
            Assert.That(trainer, Is.EqualTo(new TrainerOptions
            {
                Schedule = ScheduleKind.OneCycle,
                WarmupShare = 0.2,
                MaxSteps = 70,
                AverageDecay = 0.99,
            }));
        }

        [Test]
        public void TheOptionsOfThePictures_AreWhatTheySay()
        {
            string[] options =
            [
                "--vertical-flip", "--rotation", "15", "--brightness", "0.1", "--contrast", "0.2", "--saturation", "0.3", "--hue", "0.05",
                "--random-erasing", "0.25",
            ];
            Assert.That(Read(options).Variation, Is.EqualTo(new PictureVariation
            {
                VerticalFlip = true,
                Rotation = 15,
                Brightness = 0.1,
                Contrast = 0.2,
                Saturation = 0.3,
                Hue = 0.05,
                Erasing = 0.25,
            }));
        }

        [TestCase("--schedule", "polynomial", "one-cycle")]
        [TestCase("--warmup-share", "1", "below 1")]
        [TestCase("--warmup-share", "-0.1", "below 1")]
        [TestCase("--max-steps", "0", "1 or more")]
        [TestCase("--ema", "1", "below 1")]
        [TestCase("--rotation", "181", "0 to 180")]
        [TestCase("--hue", "0.6", "0 to 0.5")]
        [TestCase("--random-erasing", "1.5", "0 to 1")]
        [TestCase("--brightness", "-1", "0 to 10")]
        public void WhatIsOutOfRange_IsRefused_NamingWhatIsExpected(string option, string value, string expected)
        {
            var error = new StringWriter();
            Assert.That(Commands.Run(["train", .. Places, option, value], TextWriter.Null, error), Is.EqualTo(2));
            Assert.That(error.ToString(), Does.Contain(value).And.Contain(expected));
        }

        [Test]
        public void StepsAndEpochs_AreNotBothGiven()
        {
            var error = new StringWriter();
            Assert.That(
                Commands.Run(["train", .. Places, "--epochs", "3", "--max-steps", "9"], TextWriter.Null, error), Is.EqualTo(2));
            Assert.That(error.ToString(), Does.Contain("--epochs").And.Contain("--max-steps"));
        }

        private static TrainingArguments Read(params string[] options)
        {
            var all = new TrainOptions();
            var command = new Command("train");
            all.AddTo(command);
            var parsed = command.Parse([.. Places, .. options]);
            Assert.That(parsed.Errors.Select(problem => problem.Message), Is.Empty);
            return all.Read(parsed).Arguments;
        }
    }
}
