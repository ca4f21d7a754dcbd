using NUnit.Framework;
using Saccade.Reading;

namespace Saccade.Core.Tests.Reading
{
    public sealed class OneLineTests
    {
        [TestCase("red\nfox", "red fox")]
        [TestCase("red\r\n\tfox\n", "red fox")]
        [TestCase("\u2028red\u2029fox\u0085", "red fox")]
        [TestCase("", "")]
        [TestCase("\n", "")]
        public void Breaks_BecomeOneSpace(string text, string expected) => Assert.That(OneLine.Of(text), Is.EqualTo(expected));

        [Test]
        public void TextWithoutBreaks_IsGivenAsItIs()
        {
            const string Text = "red  fox, ü 🦊";
            Assert.That(OneLine.Of(Text), Is.SameAs(Text));
        }
    }
}
