using System.Linq;
using NUnit.Framework;
using Saccade.ModelInput;

namespace Saccade.Core.Tests.ModelInput
{
    internal sealed class RecentPlansTests
    {
        [Test]
        public void LeastRecentlyUsed_IsDropped()
        {
            RecentPlans<string> plans = new();
            foreach (var plan in new[] { "a", "b", "c", "d" })
            {
                plans.Add(plan, out var none);
                Assert.That(none, Is.Null);
            }

            // "a" is used again, so that "b" is the oldest.
            Assert.That(plans.Use(3), Is.EqualTo("a"));
            plans.Add("e", out var dropped);

            Assert.That(dropped, Is.EqualTo("b"));
            Assert.That(Enumerable.Range(0, plans.Count).Select(i => plans[i]), Is.EqualTo(new[] { "e", "a", "d", "c" }));
        }
    }
}
