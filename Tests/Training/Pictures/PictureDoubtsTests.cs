using System.Linq;
using NUnit.Framework;
using Saccade.Training.Pictures;

namespace Saccade.Training.Tests.Pictures
{
    public sealed class PictureDoubtsTests
    {
        [TestCase("gray16.png", true)]
        [TestCase("gray16-interlaced.png", true)]
        [TestCase("gray.jpg", false)]
        [TestCase("gray-alpha16.png", false)]
        [TestCase("rgb16.png", false)]
        [TestCase("rgba.webp", false)]
        public void WideGrey_IsTold(string file, bool expected) =>
            Assert.That(Picture.Decode(Fixtures.Find("pictures", file)).IsWideGrey, Is.EqualTo(expected));

        [Test]
        public void Doubts_CountEachKind_AndNameSomeOfIt()
        {
            var doubts = new PictureDoubts();
            Assert.That(doubts.Describe(), Is.Empty);
            var grey = new Picture(2, 2, Enumerable.Repeat((byte)7, 12).ToArray());
            var white = new Picture(2, 2, Enumerable.Repeat(byte.MaxValue, 12).ToArray()) { IsWideGrey = true };
            var sound = new Picture(2, 2, [.. Enumerable.Range(0, 12).Select(level => (byte)level)]) { IsWideGrey = true };
            for (var i = 0; i < 5; i++)
            {
                doubts.Add($"/data/cat/{i}.png", grey);
            }

            doubts.Add("/data/cat/0.png", grey);
            doubts.Add("/data/dog/w.png", white);
            doubts.Add("/data/dog/s.png", sound);
            var sentences = doubts.Describe().ToArray();
            Assert.That(sentences, Has.Length.EqualTo(2));
            Assert.That(sentences[0], Does.Contain("one level").And.Contain("5, such as 'cat/0.png', 'cat/1.png', 'cat/2.png'."));
            Assert.That(sentences[1], Does.Contain("16-bit grey").And.Contain("1, such as 'dog/w.png'."));
        }
    }
}
