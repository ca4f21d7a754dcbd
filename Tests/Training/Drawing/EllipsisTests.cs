using NUnit.Framework;
using Saccade.Training.Drawing;

namespace Saccade.Training.Tests.Drawing
{
    public sealed class EllipsisTests
    {
        [TestCase("tabby cat 93.4 %", 16, ExpectedResult = "tabby cat 93.4 %")]
        [TestCase("tabby cat 93.4 %", 15, ExpectedResult = "tabby ca…93.4 %")]
        [TestCase("tabby cat 93.4 %", 10, ExpectedResult = "tabby….4 %")]
        [TestCase("tabby cat 93.4 %", 2, ExpectedResult = "t…")]
        [TestCase("tabby cat 93.4 %", 0, ExpectedResult = "…")]
        [TestCase("", 0, ExpectedResult = "")]
        public string Shorten_KeepsTheBeginningAndTheEnd(string text, int room) => Ellipsis.Shorten(text, kept => kept.Length <= room);

        [Test]
        public void Shorten_CharactersOfSeveralCodePoints_StayWhole([Range(1, 16)] int room)
        {
            const string family = "\U0001F468\u200D\U0001F469\u200D\U0001F467";
            var shortened = Ellipsis.Shorten(family + family + family, kept => kept.Length <= room);
            Assert.That(shortened.Replace(family, string.Empty), Is.EqualTo("…"));
        }
    }
}
