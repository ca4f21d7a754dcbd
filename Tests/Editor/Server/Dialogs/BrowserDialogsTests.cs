using System;
using System.IO;
using NUnit.Framework;
using Saccade.Host.Editor.Dialogs;

namespace Saccade.Editor.Tests.Server.Dialogs
{
    /// <summary>Questions of the editor are answered in a page, by nobody, or from within the given folders.</summary>
    public sealed class BrowserDialogsTests
    {
        private readonly ManualTime _time = new();
        private string _folder = "";
        private int _asked;

        [SetUp]
        public void MakeFolder()
        {
            _folder = Directory.CreateTempSubdirectory("saccade-dialogs").FullName;
            _asked = 0;
        }

        [TearDown]
        public void DeleteFolder() => Directory.Delete(_folder, true);

        [Test]
        public void Ask_ReturnsTheFirstAnswer()
        {
            var dialogs = Create(asking =>
            {
                Assert.That(asking.Question!.Title, Is.EqualTo("Delete?"));
                Assert.That(asking.Answer(asking.Question.Id, "2"), Is.True);
                Assert.That(asking.Answer(asking.Question.Id, "0"), Is.False);
            });
            dialogs.EnterPage();

            Assert.That(dialogs.Ask("Delete?", "All of it.", "Yes", "No", "Some"), Is.EqualTo(2));
            Assert.That(dialogs.Question, Is.Null);
        }

        [Test]
        public void Answer_ToAnEarlierQuestion_IsNone()
        {
            var first = 0;
            var dialogs = Create(asking =>
            {
                if (first == 0)
                {
                    first = asking.Question!.Id;
                }
                else
                {
                    Assert.That(asking.Answer(first, "0"), Is.False);
                }

                asking.Answer(asking.Question!.Id, "1");
            });

            Assert.That(dialogs.Ask("A", "", "Yes", "No", ""), Is.EqualTo(1));
            Assert.That(dialogs.Ask("B", "", "Yes", "No", ""), Is.EqualTo(1));
        }

        [Test]
        public void Ask_WithoutAPageForHalfAMinute_IsCancelled()
        {
            var dialogs = Create(_ => _time.Advance(TimeSpan.FromSeconds(10)));

            Assert.That(dialogs.OpenFolder("Data", "", ""), Is.Empty);
            Assert.That(_asked, Is.EqualTo(3));
        }

        [Test]
        public void Ask_WithAPage_WaitsAsLongAsItTakes()
        {
            var dialogs = Create(asking =>
            {
                _time.Advance(TimeSpan.FromHours(1));
                if (_asked == 5)
                {
                    asking.Answer(asking.Question!.Id, "0");
                }
            });
            dialogs.EnterPage();

            Assert.That(dialogs.Ask("A", "", "Yes", "No", ""), Is.Zero);
            Assert.That(_asked, Is.EqualTo(5));
        }

        [Test]
        public void OpenFolder_TakesNothingFromOutside()
        {
            var inside = Directory.CreateDirectory(Path.Combine(_folder, "cats")).FullName;
            var dialogs = Create(asking =>
            {
                foreach (var outside in new[] { "/", "/etc", Path.Combine(_folder, ".."), "cats", Path.Combine(_folder, "missing") })
                {
                    Assert.That(asking.Answer(asking.Question!.Id, outside), Is.False, outside);
                }

                asking.Answer(asking.Question!.Id, inside);
            });

            Assert.That(dialogs.OpenFolder("Data", "/etc", ""), Is.EqualTo(new FileRoots([inside]).Roots[0]));
        }

        private BrowserDialogs Create(Action<BrowserDialogs> whenAsked)
        {
            BrowserDialogs dialogs = null!;
            dialogs = new BrowserDialogs(
                isOver =>
                {
                    while (!isOver())
                    {
                        _asked++;
                        Assert.That(_asked, Is.LessThan(100));
                        whenAsked(dialogs);
                    }
                },
                new FileRoots([_folder]),
                _time);
            return dialogs;
        }
    }
}
