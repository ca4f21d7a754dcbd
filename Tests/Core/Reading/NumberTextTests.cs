using NUnit.Framework;
using Saccade.Reading;

namespace Saccade.Core.Tests.Reading
{
    public sealed class NumberTextTests
    {
        [TestCase("0", 0)]
        [TestCase("42", 42)]
        [TestCase("-7", -7)]
        [TestCase("+7", 7)]
        [TestCase("007", 7)]
        [TestCase("9223372036854775807", long.MaxValue)]
        public void Whole_IsRead(string text, long expected)
        {
            Assert.That(NumberText.TryWhole(text, out var value), Is.True);
            Assert.That(value, Is.EqualTo(expected));
        }

        [TestCase("0.0003", 0.0003)]
        [TestCase("3e-4", 0.0003)]
        [TestCase("1E2", 100)]
        [TestCase("-.5", -0.5)]
        [TestCase("5.", 5)]
        [TestCase("12", 12)]
        public void Real_IsRead(string text, double expected)
        {
            Assert.That(NumberText.TryReal(text, out var value), Is.True);
            Assert.That(value, Is.EqualTo(expected));
        }

        [TestCase("2.5")]
        [TestCase("1e3")]
        [TestCase("1,000")]
        [TestCase("1 000")]
        [TestCase("1_000")]
        [TestCase("9223372036854775808")]
        [TestCase("0x10")]
        [TestCase("all")]
        [TestCase(" 5")]
        [TestCase("")]
        public void Whole_RefusesAllElse(string text) => Assert.That(NumberText.TryWhole(text, out _), Is.False);

        [TestCase("0,0003")]
        [TestCase("1,000.5")]
        [TestCase("1.000.000")]
        [TestCase("NaN")]
        [TestCase("Infinity")]
        [TestCase("-∞")]
        [TestCase("1e999")]
        [TestCase("(5)")]
        [TestCase("5%")]
        [TestCase("$5")]
        [TestCase("1 e3")]
        [TestCase("")]
        public void Real_RefusesAllElse(string text) => Assert.That(NumberText.TryReal(text, out _), Is.False);

        [Test]
        public void Refusal_NamesThingValueAndRange_AndSaysWhatToDoWithAComma()
        {
            Assert.That(
                NumberText.Refuse("--epochs", "2.5", true, "1 or more"),
                Is.EqualTo("--epochs is 2.5; expected a whole number, 1 or more."));
            Assert.That(
                NumberText.Refuse("Learning rate", "0,0003", false, "above 0"),
                Does.StartWith("Learning rate is 0,0003; expected a number, above 0.").And.Contains("as in 0.0003"));
            Assert.That(NumberText.Refuse("--top", "", true, "1 or more"), Does.StartWith("--top is empty;"));
        }
    }
}
