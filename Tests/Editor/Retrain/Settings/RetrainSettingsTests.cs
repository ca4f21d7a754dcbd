using System.IO;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;

namespace Saccade.Editor.Tests.Retrain.Settings
{
    public sealed class RetrainSettingsTests
    {
        private string _folder = "";

        [SetUp]
        public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("saccade-settings-").FullName;

        [TearDown]
        public void RemoveFolder() => Directory.Delete(_folder, true);

        [Test]
        public void Json_ThereAndBack_IsTheSame()
        {
            RetrainSettings settings = new()
            {
                Data = "d",
                StartingModel = "org/name",
                Train = TrainedWeights.LastBlocks,
                Blocks = 3,
                Epochs = 7,
                BatchSize = 5,
                LearningRate = 1e-4,
                Variation = PictureVariation.Tutorial,
                FeatureViews = 4,
                Loss = TrainingLoss.Focal,
                RareClasses = RareClasses.ComeMoreOften,
                Seed = long.MaxValue,
                Device = TrainingDevice.Cuda,
                Output = "o",
            };

            var read = RetrainSettings.FromJson(settings.ToJson());

            Assert.That(read.ToJson(), Is.EqualTo(settings.ToJson()));
            Assert.That((read.Train, read.Seed, read.LearningRate), Is.EqualTo((TrainedWeights.LastBlocks, long.MaxValue, 1e-4)));
        }

        [Test]
        public void FromJson_OneFieldOfRubbish_CostsNoOther()
        {
            var read = RetrainSettings.FromJson("""{"Epochs":"many","Train":"Everything","Data":"d","Later":[1]}""");

            Assert.That((read.Epochs, read.Train, read.Data), Is.EqualTo((20, TrainedWeights.Head, "d")));
        }

        [Test]
        public void FromJson_AnyText_NeverThrows() =>
            Prop.ForAll<string>(text =>
            {
                RetrainSettings.FromJson(text);
                return RetrainSettings.FromJson("{\"Epochs\":" + text) != null;
            }).Check(Config.QuickThrowOnFailure.WithReplay(20261124, 297));

        [Test]
        public void ToArguments_NamesEachValueAsTheToolTakesIt()
        {
            RetrainSettings settings = new()
            {
                Data = "/d",
                Output = "/o",
                Train = TrainedWeights.LastBlocks,
                Blocks = 3,
                LearningRate = 1e-4,
            };

            Assert.That(string.Join(' ', settings.ToArguments("/m")), Is.EqualTo(
                "train --model /m --data /d --output /o --train last-3 --epochs 20 --batch-size 32 --learning-rate 0.0001 --augment flip "
                + "--seed 42 --device cpu --keep best"));
            Assert.That(settings.ToArguments("/m", dropsUnfinished: true), Does.Contain("--force"));
            Assert.That(settings.ToResumeArguments(), Is.EqualTo(new[] { "train", "--resume", "--output", "/o" }));
        }

        [TestCase(TrainingLoss.Automatic, RareClasses.AsTheyAre, "")]
        [TestCase(TrainingLoss.CrossEntropy, RareClasses.CountMore, " --loss cross-entropy --class-weights balanced")]
        [TestCase(TrainingLoss.Focal, RareClasses.ComeMoreOften, " --loss focal --sampling balanced")]
        [TestCase(TrainingLoss.Bce, RareClasses.AsTheyAre, " --loss bce")]
        public void ToArguments_SayLossAndBalance_WhereTheyWereChosen(TrainingLoss loss, RareClasses rare, string expected)
        {
            RetrainSettings settings = new() { Loss = loss, RareClasses = rare };

            Assert.That(string.Join(' ', settings.ToArguments("/m")), Does.EndWith("--keep best" + expected));
        }

        [TestCase(TrainedWeights.Head, PictureVariation.Tutorial, true)]
        [TestCase(TrainedWeights.Head, PictureVariation.Flip, false)]
        [TestCase(TrainedWeights.All, PictureVariation.Tutorial, false)]
        public void ToArguments_CachesViewsWhereTheToolCan(TrainedWeights train, PictureVariation variation, bool expected)
        {
            RetrainSettings settings = new() { Train = train, Variation = variation, FeatureViews = 4 };

            Assert.That(settings.ToArguments("/m"), expected ? Does.Contain("--feature-cache") : Does.Not.Contain("--feature-cache"));
        }

        [Test]
        public void Validate_Defaults_AskForTheThreeFoldersAlone() => Assert.That(
                new RetrainSettings().Validate().Keys,
                Is.EquivalentTo(new[] { RetrainField.Data, RetrainField.StartingModel, RetrainField.Output }));

        [Test]
        public void Validate_WhatIsRight_HasNoFault()
        {
            Assert.That(MakeValid().Validate(), Is.Empty);
            var pulled = MakeValid();
            pulled.StartingModel = "google/vit-base-patch16-224";
            Assert.That(pulled.Validate(), Is.Empty);
        }

        [Test]
        public void Validate_EachFault_IsAtItsFieldAndNamesTheValue()
        {
            var settings = MakeValid();
            settings.Data = Path.Combine(_folder, "none");
            settings.StartingModel = settings.Output = _folder;
            settings.Train = TrainedWeights.LastBlocks;
            settings.Blocks = 0;
            settings.Epochs = -1;
            settings.BatchSize = 0;
            settings.LearningRate = double.NaN;
            settings.FeatureViews = -2;

            var faults = settings.Validate();

            Assert.That(faults.Keys.Append(RetrainField.Seed), Is.EquivalentTo(System.Enum.GetValues<RetrainField>()), "any seed is right");
            Assert.That(faults[RetrainField.Data], Does.Contain(settings.Data));
            Assert.That(faults[RetrainField.StartingModel], Does.Contain("config.json"));
            Assert.That(faults[RetrainField.Epochs], Does.Contain("-1"));
            Assert.That(faults[RetrainField.Output], Does.Contain("start from"));
        }

        private RetrainSettings MakeValid()
        {
            var model = Path.Combine(_folder, "model");
            Directory.CreateDirectory(model);
            File.WriteAllText(Path.Combine(model, "config.json"), "{}");
            File.WriteAllText(Path.Combine(model, "model.safetensors"), "");
            return new RetrainSettings { Data = _folder, StartingModel = model, Output = Path.Combine(_folder, "out") };
        }
    }
}
