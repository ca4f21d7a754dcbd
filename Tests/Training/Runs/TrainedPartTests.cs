using System.Text.Json;
using NUnit.Framework;
using Saccade.Training.Runs;

namespace Saccade.Training.Tests.Runs
{
    public sealed class TrainedPartTests
    {
        [TestCase("head", 0)]
        [TestCase("last-1", 1)]
        [TestCase("last-12", 12)]
        [TestCase("all", null)]
        public void WhatItSays_IsRead_AsTextAndAsJson(string text, int? blocks)
        {
            Assert.That(TrainedPart.TryParse(text, out var part), Is.True);
            Assert.That(part.Blocks, Is.EqualTo(blocks));
            Assert.That($"{part}", Is.EqualTo(text));
            Assert.That(JsonSerializer.Deserialize<TrainedPart>(JsonSerializer.Serialize(part)), Is.EqualTo(part));
        }

        [TestCase("")]
        [TestCase("Head")]
        [TestCase("last")]
        [TestCase("last-")]
        [TestCase("last-0")]
        [TestCase("last--1")]
        [TestCase("last-1.5")]
        [TestCase("last-99999999999")]
        public void AnythingElse_IsRefused(string text)
        {
            Assert.That(TrainedPart.TryParse(text, out _), Is.False);
            Assert.That(() => JsonSerializer.Deserialize<TrainedPart>($"\"{text}\""), Throws.TypeOf<JsonException>());
        }
    }
}
