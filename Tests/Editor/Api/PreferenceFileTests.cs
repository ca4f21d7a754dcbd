using System;
using System.IO;
using NUnit.Framework;
using Saccade.Host.Editor;

namespace Saccade.Editor.Tests.Api
{
    /// <summary>What the stand-in editor remembers between two runs.</summary>
    public sealed class PreferenceFileTests
    {
        private string _path = null!;

        [SetUp]
        public void Choose() => _path = Path.Combine(Path.GetTempPath(), $"saccade-preferences-{Guid.NewGuid():N}.json");

        [TearDown]
        public void Delete() => File.Delete(_path);

        [Test]
        public void Set_IsThereForTheNextReader()
        {
            new PreferenceFile(_path).Set("a", "1");
            new PreferenceFile(_path).Set("b", "2");

            PreferenceFile read = new(_path);
            Assert.That((read.Get("a"), read.Get("b"), read.Get("c")), Is.EqualTo(("1", "2", (string?)null)));
        }

        [TestCase("")]
        [TestCase("{\"a\":")]
        [TestCase("[1, 2]")]
        [TestCase("{\"a\": {}}")]
        public void File_ThatIsRubbish_CountsAsEmptyAndIsReplaced(string text)
        {
            File.WriteAllText(_path, text);

            PreferenceFile preferences = new(_path);
            Assert.That(preferences.Get("a"), Is.Null);
            preferences.Set("a", "1");

            Assert.That(new PreferenceFile(_path).Get("a"), Is.EqualTo("1"));
        }

        [Test]
        public void Set_WhereNothingCanBeWritten_HoldsUntilTheEnd()
        {
            PreferenceFile preferences = new(Path.Combine(_path, "in", "no", "folder.json"));

            preferences.Set("a", "1");

            Assert.That(preferences.Get("a"), Is.EqualTo("1"));
        }
    }
}
