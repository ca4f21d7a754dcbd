using NUnit.Framework;
using Saccade.Overlay;

namespace Saccade.Runtime.Tests.Overlay
{
    public sealed class SourceChoiceTests
    {
        [TestCase(AttentionSource.Best, true, true, true, AttentionSource.Relevance)]
        [TestCase(AttentionSource.Best, true, true, false, AttentionSource.Mean)]
        [TestCase(AttentionSource.Best, false, true, false, AttentionSource.Rollout)]
        [TestCase(AttentionSource.Best, false, false, false, null)]
        [TestCase(AttentionSource.Rollout, true, true, true, AttentionSource.Rollout)]
        [TestCase(AttentionSource.Rollout, true, false, true, AttentionSource.Relevance)]
        [TestCase(AttentionSource.Relevance, true, false, false, AttentionSource.Mean)]
        [TestCase(AttentionSource.Head, false, true, false, AttentionSource.Rollout)]
        [TestCase(AttentionSource.Min, true, true, true, AttentionSource.Min)]
        public void Choose_TakesWhatIsAskedFor_ElseTheBestThereIs(
            AttentionSource asked, bool hasAttention, bool hasRollout, bool hasRelevance, AttentionSource? shown) =>
            Assert.That(SourceChoice.Choose(asked, Create(hasAttention, hasRollout, hasRelevance)), Is.EqualTo(shown));

        [TestCase(true, true, true, AttentionSource.Rollout)]
        [TestCase(true, false, true, AttentionSource.Mean)]
        [TestCase(false, false, true, AttentionSource.Relevance)]
        public void Best_OfAModelWithFewBlocks_IsRollout(bool hasAttention, bool hasRollout, bool hasRelevance, AttentionSource shown)
        {
            var result = Create(hasAttention, hasRollout, hasRelevance);
            result.ShowsBestByRollout = true;

            Assert.That(SourceChoice.Choose(AttentionSource.Best, result), Is.EqualTo(shown));
        }

        [Test]
        public void Explain_IsSilent_WhereWhatWasAskedForIsShown()
        {
            Assert.That(SourceChoice.Explain(AttentionSource.Best, 0, Create(true, false, false), "m"), Is.Null);
            Assert.That(SourceChoice.Explain(AttentionSource.Head, 2, Create(true, false, false), "m"), Is.Null);
        }

        [Test]
        public void Explain_NoMapAtAll_NamesTheCommandThatMakesThem() => Assert.That(
            SourceChoice.Explain(AttentionSource.Best, 0, Create(false, false, false), "models/pets"),
            Is.EqualTo("The model gives no attention: export it again with ./saccade export --model models/pets"));

        [Test]
        public void Explain_MissingSource_ListsThoseThatThereAre_AndWhatIsShown() => Assert.That(
            SourceChoice.Explain(AttentionSource.Rollout, 0, Create(true, false, true), "models/pets"),
            Is.EqualTo(
                "Rollout: the model doesn't give it, only Relevance, Mean, Max, Min, Head. Shown is Relevance. For all of them, export it "
                + "again with ./saccade export --model models/pets --rollout"));

        [Test]
        public void Explain_HeadBeyondTheLast_SaysHowManyThereAre() => Assert.That(
            SourceChoice.Explain(AttentionSource.Head, 7, Create(true, false, false), "m"),
            Is.EqualTo("Head 7: the model has heads 0 to 2. Shown is head 2."));

        private static Classification Create(bool hasAttention, bool hasRollout, bool hasRelevance) => new(
            ["a", "b"],
            1,
            hasAttention ? new AttentionMap(3, 2, 2) : null,
            hasRollout ? new PatchMap(2, 2) : null,
            hasRelevance ? new PatchMap(2, 2) : null);
    }
}
