using System.CommandLine;
using System.Linq;
using NUnit.Framework;

namespace Saccade.Host.Tooling.Tests
{
    public sealed class NumberOptionTests
    {
        private static readonly Option<int> Frames = NumberOption.Make("--frames", 24, 12, 2000, "How many.");

        [TestCase("12", 12)]
        [TestCase("2000", 2000)]
        public void ANumberInRange_IsTaken(string text, int expected)
        {
            var parsed = new RootCommand { Frames }.Parse(["--frames", text]);
            Assert.That(parsed.Errors, Is.Empty);
            Assert.That(parsed.GetValue(Frames), Is.EqualTo(expected));
            Assert.That(new RootCommand { Frames }.Parse([]).GetValue(Frames), Is.EqualTo(24));
        }

        [TestCase("11")]
        [TestCase("2001")]
        [TestCase("99999999999")]
        [TestCase("1,000")]
        [TestCase("100.5")]
        [TestCase("1e3")]
        [TestCase("all")]
        public void AnythingElse_IsRefused_WithOptionValueAndRange(string text)
        {
            var errors = new RootCommand { Frames }.Parse(["--frames", text]).Errors;
            Assert.That(
                errors.Single().Message,
                Does.StartWith($"--frames is {text}; expected a whole number, 12 to 2000."));
        }
    }
}
