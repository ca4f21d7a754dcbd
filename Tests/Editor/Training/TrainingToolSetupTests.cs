using System;
using System.Collections.Generic;
using System.Threading;
using NUnit.Framework;
using Saccade.Editor.Training;

namespace Saccade.Editor.Tests.Training
{
    /// <summary>The checks are answered by the test, from another thread, when it wants.</summary>
    public sealed class TrainingToolSetupTests
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

        private readonly List<string> _preferred = [];
        private string _found = "";
        private Func<string, CancellationToken, string> _check = (_, _) => "";
        private TrainingToolSetup _setup = null!;

        [SetUp]
        public void MakeSetup()
        {
            _preferred.Clear();
            _found = "/found.dll";
            _check = (_, _) => "0.1.0";
            _setup = new TrainingToolSetup(
                () => _found.Length > 0 ? _found : throw new TrainingToolException("There is none."),
                _preferred.Add,
                (tool, cancellation) => _check(tool, cancellation),
                () => new TrainingToolBuild("/none", "/none/target", "/none/dotnet"));
        }

        [Test]
        public void Refresh_ShowsTheToolAtOnceAndItsVersionWhenItAnswers()
        {
            using ManualResetEventSlim answer = new();
            _check = (_, cancellation) =>
            {
                answer.Wait(cancellation);
                return "0.2.0";
            };

            _setup.Refresh();

            Assert.That(_setup.Tool, Is.EqualTo("/found.dll"));
            Assert.That(_setup.Version, Is.Empty);
            Assert.That(_setup.State, Is.EqualTo(TrainingToolState.Checking));
            answer.Set();
            WaitUntilIdle();
            Assert.That(_setup.Version, Is.EqualTo("0.2.0"));
            Assert.That(_setup.Error, Is.Empty);
        }

        [Test]
        public void Refresh_WithoutATool_SaysSo()
        {
            _found = "";

            _setup.Refresh();

            Assert.That(_setup.State, Is.EqualTo(TrainingToolState.Idle));
            Assert.That(_setup.Error, Is.EqualTo("There is none."));
        }

        [Test]
        public void Use_RemembersAToolThatIsOne()
        {
            _setup.Use("/other.dll");
            WaitUntilIdle();

            Assert.That(_preferred, Is.EqualTo(new[] { "/other.dll" }));
            Assert.That(_setup.Tool, Is.EqualTo("/other.dll"));
            Assert.That(_setup.Version, Is.EqualTo("0.1.0"));
        }

        [Test]
        public void Use_RefusesWhatIsNoneAndKeepsTheOne()
        {
            _setup.Refresh();
            WaitUntilIdle();
            _check = (tool, _) => throw new TrainingToolException($"{tool}: isn't one.");

            _setup.Use("/other.dll");
            WaitUntilIdle();

            Assert.That(_preferred, Is.Empty);
            Assert.That(_setup.Tool, Is.EqualTo("/found.dll"));
            Assert.That(_setup.Error, Is.EqualTo("/other.dll: isn't one."));
        }

        [Test]
        public void Cancel_EndsTheQuestion()
        {
            _check = (_, cancellation) =>
            {
                cancellation.WaitHandle.WaitOne();
                cancellation.ThrowIfCancellationRequested();
                return "";
            };

            _setup.Use("/other.dll");
            _setup.Cancel();
            WaitUntilIdle();

            Assert.That(_setup.Error, Does.Contain("cancelled"));
            Assert.That(_preferred, Is.Empty);
        }

        [Test]
        public void WhileSomethingIsDone_NothingElseBegins()
        {
            using ManualResetEventSlim answer = new();
            _check = (tool, cancellation) =>
            {
                answer.Wait(cancellation);
                return tool;
            };

            _setup.Use("/first.dll");
            _setup.Use("/second.dll");
            _setup.Build();
            _setup.UseFound();
            answer.Set();
            WaitUntilIdle();

            Assert.That(_preferred, Is.EqualTo(new[] { "/first.dll" }));
        }

        [Test]
        public void UseFound_ForgetsWhatWasChosen()
        {
            _setup.UseFound();
            WaitUntilIdle();

            Assert.That(_preferred, Is.EqualTo(new[] { "" }));
            Assert.That(_setup.Tool, Is.EqualTo("/found.dll"));
        }

        [Test]
        public void FailedBuild_IsShownAndForgetsNothing()
        {
            _setup.Build();
            WaitUntilIdle();

            Assert.That(_setup.Error, Does.Contain("Saccade.Training.csproj"));
            Assert.That(_preferred, Is.Empty);
        }

        [Test]
        public void FailureOfAnyKind_EndsInTheWindowAndNotTheEditor()
        {
            _check = (_, _) => throw new InvalidOperationException("unforeseen");

            _setup.Use("/other.dll");
            WaitUntilIdle();

            Assert.That(_setup.Error, Is.EqualTo("unforeseen"));
        }

        private void WaitUntilIdle() =>
            Assert.That(
                SpinWait.SpinUntil(
                    () =>
                    {
                        _setup.Poll();
                        return _setup.State == TrainingToolState.Idle;
                    },
                    Patience),
                Is.True);
    }
}
