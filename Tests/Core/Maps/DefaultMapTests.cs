using NUnit.Framework;
using Saccade.Maps;

namespace Saccade.Core.Tests.Maps
{
    public sealed class DefaultMapTests
    {
        [TestCase(1, true)]
        [TestCase(6, true)]
        [TestCase(7, false)]
        [TestCase(12, false)]
        public void IsRollout_WhereBlocksAreFew(int layers, bool expected) =>
            Assert.That(DefaultMap.IsRollout(layers), Is.EqualTo(expected));
    }
}
