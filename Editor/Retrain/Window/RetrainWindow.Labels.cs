using System.Globalization;
using System.Linq;
using Saccade.Editor.Retrain.Window;
using UnityEngine;
using UnityEngine.UIElements;

namespace Saccade.Editor
{
    /// <content>What pictures with several classes and classes with few pictures need.</content>
    public sealed partial class RetrainWindow
    {
        private void AddBalance(Foldout section)
        {
            var losses = Choices("As the data asks", "Cross entropy", "Focal", "A sigmoid for each class");
            var loss = new DropdownField("Loss", losses, (int)Settings.Loss);
            loss.RegisterValueChangedCallback(_ =>
            {
                Settings.Loss = (TrainingLoss)Mathf.Max(0, loss.index);
                OnChanged();
            });
            section.Add(new FieldRow(
                loss, "loss",
                "Cross entropy tells classes apart of which a picture shows one. With a sigmoid for each class it may show several or "
                + "none. With the focal loss what is recognised well counts less."));
            var choices = Choices("As they are", "Count more", "Come more often");
            var rare = new DropdownField("Rare classes", choices, (int)Settings.RareClasses);
            rare.RegisterValueChangedCallback(_ =>
            {
                Settings.RareClasses = (RareClasses)Mathf.Max(0, rare.index);
                OnChanged();
            });
            section.Add(new FieldRow(
                rare, "rare-classes",
                "A class with few pictures is guessed too seldom, unless its pictures count more or come more often."));
        }

        private void ShowClasses(MultiLabelFigures figures)
        {
            _confusion.Add(MakeHeading("How well each class is found, the weakest first"));
            _confusion.Add(new Label(
                $"Mean average precision {RetrainText.Percent(figures.MeanAveragePrecision)} · F1: "
                + $"macro {RetrainText.Percent(figures.MacroF1)}, micro {RetrainText.Percent(figures.MicroF1)}, "
                + $"samples {RetrainText.Percent(figures.SamplesF1)}")
            {
                name = "multi-label",
            });
            var lines = figures.Classes.OrderBy(entry => entry.AveragePrecision < 0 ? 2 : entry.AveragePrecision).Select(Describe);
            _confusion.Add(new Label(string.Join("\n", lines)) { name = "found-classes" });
        }

        private static string Describe(FoundClass entry) => entry.AveragePrecision < 0
            ? $"{entry.Name}: no validation picture shows it"
            : $"{entry.Name}: average precision {RetrainText.Percent(entry.AveragePrecision)}, F1 {RetrainText.Percent(entry.F1)} from "
                + $"{entry.Threshold.ToString("0.00", CultureInfo.InvariantCulture)} on, {entry.Pictures} pictures";
    }
}
