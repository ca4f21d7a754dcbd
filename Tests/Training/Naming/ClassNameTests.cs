using System.Linq;
using NUnit.Framework;
using Saccade.Training.Naming;

namespace Saccade.Training.Tests.Naming
{
    public sealed class ClassNameTests
    {
        // From Unicode's NormalizationTest.txt, and some names.
        [TestCase("Ba\u0308r", "B\u00e4r")]
        [TestCase("B\u00e4r", "B\u00e4r")]
        [TestCase("\u1e0a\u0323", "\u1e0c\u0307")]
        [TestCase("D\u0307\u0323", "\u1e0c\u0307")]
        [TestCase("a\u0302\u0323", "\u1ead")]
        [TestCase("\u1100\u1161\u11a8", "\uac01")]
        [TestCase("\uac00\u11a8", "\uac01")]
        [TestCase("\u212b", "\u00c5")]
        [TestCase("\u2126", "\u03a9")]
        [TestCase("\u0958", "\u0915\u093c")]
        [TestCase("\ufb1d", "\u05d9\u05b4")]
        [TestCase("\u0344", "\u0308\u0301")]
        [TestCase("a\u0315\u0300\u05ae\u0300b", "\u00e0\u05ae\u0300\u0315b")]
        [TestCase("\u0061\u035c\u0315\u0300\u05ae\u1de5\u0062", "\u00e0\u05ae\u1de5\u0315\u035cb")]
        [TestCase("\u09c7\u0334\u09be", "\u09c7\u0334\u09be")]
        [TestCase("\ud83d\udc3b a\u0308", "\ud83d\udc3b \u00e4")]
        [TestCase("\u732b", "\u732b")]
        [TestCase("cat", "cat")]
        [TestCase("", "")]
        public void Normalize_GivesFormC(string name, string expected)
        {
            var normal = ClassName.Normalize(name);
            Assert.That(normal, Is.EqualTo(expected), string.Join(' ', normal.Select(c => $"{(int)c:x4}")));
            Assert.That(ClassName.Normalize(normal), Is.EqualTo(normal));
        }

        // Compatible forms are other names: a wide A isn't an A.
        [TestCase("\uff21", "A")]
        [TestCase("a", "A")]
        [TestCase("\u00e4", "\u00f6")]
        public void Comparer_TellsOtherNamesApart(string one, string other) =>
            Assert.That(ClassName.Comparer.Equals(one, other), Is.False);

        [Test]
        public void Comparer_TakesBothFormsForOne_AndLeavesWhatIsNoText()
        {
            Assert.That(ClassName.Comparer.Equals("Ba\u0308r", "B\u00e4r"), Is.True);
            Assert.That(ClassName.Comparer.GetHashCode("Ba\u0308r"), Is.EqualTo(ClassName.Comparer.GetHashCode("B\u00e4r")));
            Assert.That(ClassName.Normalize("a\u0308\ud800"), Is.EqualTo("a\u0308\ud800"));
        }
    }
}
