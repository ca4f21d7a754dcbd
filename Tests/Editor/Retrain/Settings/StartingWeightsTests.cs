using System.IO;
using NUnit.Framework;
using Saccade.Editor.Classifier;
using Saccade.Editor.Tests.Retrain.Run;

namespace Saccade.Editor.Tests.Retrain.Settings
{
    /// <summary>Training on from a model in StreamingAssets, whose weights aren't there.</summary>
    public sealed class StartingWeightsTests
    {
        private string _project = "";
        private string _run = "";
        private RetrainSettings _settings = null!;

        [SetUp]
        public void PublishARun()
        {
            _project = Directory.CreateTempSubdirectory("saccade-weights-").FullName;
            var runs = Path.Combine(_project, "Runs");
            TinyTraining.MakeRun(Path.Combine(runs, "another"), "cd34");
            _run = TinyTraining.MakeRun(Path.Combine(runs, "solids"), "ab12");
            _settings = new RetrainSettings
            {
                Data = _project,
                StartingModel = ModelPublisher.Publish(_run, Path.Combine(_project, "Assets", "StreamingAssets")),
                Output = Path.Combine(runs, "next"),
                RunsFolder = runs,
            };
        }

        [TearDown]
        public void DeleteProject() => Directory.Delete(_project, true);

        [Test]
        public void PublishedModel_LeadsToItsRun()
        {
            Assert.That(_settings.Validate(), Is.Empty);
            Assert.That(_settings.FindWeights(), Is.EqualTo(_run));
        }

        [Test]
        public void ModelWithWeights_IsItsOwn()
        {
            _settings.StartingModel = Path.Combine(_project, "Runs", "another");

            Assert.That(_settings.FindWeights(), Is.EqualTo(_settings.StartingModel));
        }

        [Test]
        public void RunThatWasRenamed_IsFoundByItsContent()
        {
            var renamed = Path.Combine(_project, "Runs", "solids of May");
            Directory.Move(_run, renamed);

            Assert.That(_settings.FindWeights(), Is.EqualTo(renamed));
        }

        [Test]
        public void RunThatLiesElsewhere_IsFoundBesideTheOutput()
        {
            var elsewhere = Directory.CreateDirectory(Path.Combine(_project, "elsewhere")).FullName;
            Directory.Move(_run, Path.Combine(elsewhere, "solids"));
            _settings.Output = Path.Combine(elsewhere, "next");

            Assert.That(_settings.FindWeights(), Is.EqualTo(Path.Combine(elsewhere, "solids")));
        }

        [Test]
        public void RunThatIsGone_IsSaidWithItsNameAndWhereItWasLookedFor()
        {
            Directory.Delete(_run, true);

            Assert.That(
                _settings.Validate()[RetrainField.StartingModel],
                Does.Contain("ab12").And.Contain(_settings.RunsFolder).And.Contain(_settings.StartingModel));
        }

        [Test]
        public void FolderOfTheRunThatHoldsAnotherNow_IsNotTaken()
        {
            File.WriteAllText(Path.Combine(_run, "saccade_run.json"), """{ "version": 1, "run": "ef56" }""");

            Assert.That(_settings.Validate().Keys, Is.EqualTo(new[] { RetrainField.StartingModel }));
        }

        [Test]
        public void ModelThatNamesNoRun_IsSaid()
        {
            File.Delete(Path.Combine(_settings.StartingModel, "saccade_run.json"));

            Assert.That(_settings.Validate()[RetrainField.StartingModel], Does.Contain("model.safetensors").And.Contain("names no run"));
        }

        [Test]
        public void OutputThatIsTheRunItself_IsRefusedWithAFreeName()
        {
            Directory.CreateDirectory(Path.Combine(_project, "Runs", "solids-2"));
            _settings.Output = _run;

            Assert.That(_settings.Validate()[RetrainField.Output], Does.Contain("start from").And.Contain("solids-3"));
        }
    }
}
