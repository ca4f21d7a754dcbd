using System.Threading;
using NUnit.Framework;
using Saccade.NewestWins;

namespace Saccade.Core.Tests.NewestWins
{
    public sealed class TripleBufferTests
    {
        [Test]
        public void TryTake_AfterTwoPublished_GivesTheNewerAndOnlyOnce()
        {
            TripleBuffer<int[]> buffer = new(() => new int[1]);
            buffer.Writing[0] = 1;
            Assert.That(buffer.Publish(), Is.False);
            buffer.Writing[0] = 2;
            Assert.That(buffer.Publish(), Is.True, "the first was never taken");

            Assert.That(buffer.TryTake(), Is.True);
            Assert.That(buffer.Reading[0], Is.EqualTo(2));
            Assert.That(buffer.TryTake(), Is.False);
        }

        [Test]
        public void TwoThreads_NeverShareABufferAndNeverGoBack()
        {
            const int Last = 100_000;
            TripleBuffer<long[]> buffer = new(() => new long[8]);
            var torn = false;
            long latest = 0;
            Thread reader = new(() =>
            {
                while (latest < Last && !torn)
                {
                    if (!buffer.TryTake())
                    {
                        continue;
                    }

                    var first = buffer.Reading[0];
                    foreach (var value in buffer.Reading)
                    {
                        torn |= value != first;
                    }

                    torn |= first <= latest;
                    latest = first;
                }
            });
            reader.Start();
            for (long value = 1; value <= Last; value++)
            {
                System.Array.Fill(buffer.Writing, value);
                buffer.Publish();
            }

            reader.Join();
            Assert.That(torn, Is.False);
            Assert.That(latest, Is.EqualTo(Last));
        }
    }
}
