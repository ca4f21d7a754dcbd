using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;

namespace Saccade.Editor.Tests.Training
{
    public sealed class TrainingEventTests
    {
        [Test]
        public void Parse_EpochOfANewerTrainer_IgnoresWhatItDoesNotKnow()
        {
            var parsed =
                TrainingEvent.Parse("""{"version":1.4,"event":"epoch","epoch":3,"validationAccuracy":0.5,"mood":["good"]}""");

            Assert.That(parsed!.IsReadable, Is.True);
            Assert.That(parsed.Kind, Is.EqualTo("epoch"));
            Assert.That(parsed.GetNumber("epoch"), Is.EqualTo(3));
            Assert.That(parsed.GetNumber("mood"), Is.NaN);
            Assert.That(parsed.GetText("mood", "none"), Is.EqualTo("none"));
        }

        [TestCase("1", true)]
        [TestCase("1.9", true)]
        [TestCase("\"new\"", true)]
        [TestCase("2", false)]
        [TestCase("1e300", false)]
        public void IsReadable_DependsOnTheMajorVersionAlone(string version, bool expected) =>
            Assert.That(TrainingEvent.Parse($$"""{"version":{{version}},"event":"step"}""")!.IsReadable, Is.EqualTo(expected));

        [TestCase("Decoding 200 pictures ...")]
        [TestCase("{\"event\":")]
        [TestCase("{\"event\":7}")]
        [TestCase("{}")]
        [TestCase("")]
        public void Parse_LineThatIsNoEvent_IsNull(string line) => Assert.That(TrainingEvent.Parse(line), Is.Null);

        [Test]
        public void Parse_AnyText_NeverThrows() =>
            Prop.ForAll<NonNull<string>>(text =>
            {
                TrainingEvent.Parse(text.Get);
                TrainingEvent.Parse("{" + text.Get);
                return true;
            }).Check(Config.QuickThrowOnFailure.WithReplay(20261123, 297));
    }
}
