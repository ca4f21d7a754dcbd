using System.Linq;
using NUnit.Framework;
using Saccade.Host.Editor.Session;
using UnityEngine;

namespace Saccade.Editor.Tests.Server.Session
{
    public sealed class EditorConsoleTests
    {
        private readonly EditorConsole _console = new();

        [SetUp]
        public void Empty() => _console.Clear();

        [Test]
        public void SameMessageInARow_IsCounted()
        {
            _console.Add(LogType.Log, "a");
            _console.Add(LogType.Log, "a");
            _console.Add(LogType.Warning, "a");
            _console.Add(LogType.Log, "a");

            Assert.That(_console.Read().Select(e => (e.Type, e.Count)), Is.EqualTo(((LogType, int)[])
                [(LogType.Log, 2), (LogType.Warning, 1), (LogType.Log, 1)]));
        }

        [Test]
        public void OldestEntries_GoBeyondTheCapacity()
        {
            for (var i = 0; i < EditorConsole.Capacity + 5; i++)
            {
                _console.Add(LogType.Log, $"{i}");
            }

            Assert.That(_console.Read(), Has.Count.EqualTo(EditorConsole.Capacity));
            Assert.That(_console.Read()[0].Message, Is.EqualTo("5"));
        }

        [Test]
        public void Clearing_UsesNoIdAgain_AndEveryChangeIsTold()
        {
            var changes = 0;
            void Count() => changes++;
            _console.Changed += Count;
            _console.Add(LogType.Log, "a");
            var id = _console.Read()[0].Id;

            _console.Clear();
            _console.Add(LogType.Log, "a");
            _console.Changed -= Count;

            Assert.That(_console.Read().Single().Id, Is.GreaterThan(id));
            Assert.That(changes, Is.EqualTo(3));
        }
    }
}
