using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Saccade.Preprocessing;
using Saccade.Training.Export;

namespace Saccade.Training.Tests.Export
{
    public sealed class OnnxMetadataTest
    {
        private static readonly string[] Labels = ["cat", "", "\"quoted\", 犬\n", "cat"];

        [Test]
        public void WhatIsWritten_IsReadBack()
        {
            var rule = PreprocessingRule.Stretch(32, 48, ResampleFilter.Bicubic, 0.25f, 0.125f);
            var metadata = OnnxMetadata.Parse(Make(rule), "model.onnx");

            Assert.That(metadata.Labels, Is.EqualTo(Labels));
            Assert.That(metadata.Rule!.ToJson(), Is.EqualTo(rule.ToJson()));
            Assert.That((metadata.Rule.ResizeWidth, metadata.Rule.ResizeHeight), Is.EqualTo((32, 48)));
        }

        [Test]
        public void AFileOfAnotherProgram_SaysNothing()
        {
            var metadata = OnnxMetadata.Parse(new Dictionary<string, string> { ["author"] = "somebody" }, "model.onnx");
            Assert.That(metadata, Is.EqualTo(new OnnxMetadata(null, null)));
        }

        [TestCase("")]
        [TestCase("null")]
        [TestCase("7")]
        [TestCase("\"cat\"")]
        [TestCase("""{"0": "cat"}""")]
        [TestCase("""["cat", 7]""")]
        [TestCase("""["cat", null]""")]
        [TestCase("""["cat", ["dog"]]""")]
        [TestCase("""["cat" """)]
        [TestCase("""["\ud800"]""")]
        public void LabelsThatAreNoListOfNames_AreRefused(string labels)
        {
            AssertRefused("labels", labels);
        }

        [TestCase("")]
        [TestCase("null")]
        [TestCase("[]")]
        [TestCase("""{"size": "large"}""")]
        [TestCase("""{"size": {"height": -1, "width": 5}}""")]
        public void ARuleThatIsNone_IsRefused(string rule)
        {
            AssertRefused("preprocessing", rule);
        }

        [Test]
        public void DamagedEntries_OnlyEverGiveTheDocumentedException()
        {
            var valid = Make(PreprocessingRule.Stretch(32, 32));
            string[] pieces =
            [
                "", "\"", "{", "}", "[", "]", "null", "-", "1e999", "99999999999", "\0", "\\ud800", "\ud800", ",", ":", "é",
            ];
            var random = new Random(3);
            var refused = 0;
            const int rounds = 5000;
            for (var round = 0; round < rounds; round++)
            {
                var entries = new Dictionary<string, string>(valid);
                var key = valid.Keys.ElementAt(round % valid.Count);
                var text = entries[key];
                var at = random.Next(text.Length);
                entries[key] = text[..at] + pieces[random.Next(pieces.Length)] + text[Math.Min(text.Length, at + random.Next(6))..];
                try
                {
                    OnnxMetadata.Parse(entries, "model.onnx");
                }
                catch (ModelFileException)
                {
                    refused++;
                }
            }

            // Another letter inside of a name is another name.
            Assert.That(refused, Is.GreaterThan(rounds / 3));
        }

        private static Dictionary<string, string> Make(PreprocessingRule rule)
        {
            return OnnxMetadata.Make(Labels, rule).ToDictionary(entry => entry.Key, entry => entry.Value);
        }

        private static void AssertRefused(string key, string value)
        {
            Assert.That(
                () => OnnxMetadata.Parse(new Dictionary<string, string> { [key] = value }, "some/model.onnx"),
                Throws.TypeOf<ModelFileException>().With.Message.Contains("some/model.onnx").And.Message.Contains(key));
        }
    }
}
