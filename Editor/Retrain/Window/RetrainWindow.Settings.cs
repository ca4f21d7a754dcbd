using System.Collections.Generic;
using System.Globalization;
using Saccade.Editor.Package;
using Saccade.Editor.Retrain.Window;
using Saccade.Reading;
using UnityEngine;
using UnityEngine.UIElements;

namespace Saccade.Editor
{
    /// <content>The controls of the settings.</content>
    public sealed partial class RetrainWindow
    {
        private readonly Dictionary<RetrainField, FieldRow> _rows = new Dictionary<RetrainField, FieldRow>();
        private Label _dataLayout = null!;
        private Label _dataCounts = null!;
        private HelpBox _dataWarnings = null!;

        private RetrainSettings Settings => _form.Settings;

        private Foldout MakeDataSection()
        {
            var section = MakeSection("Data");
            var folder = MakeText("Pictures", Settings.Data, value => Settings.Data = value);
            var row = new FieldRow(
                folder, "data-folder",
                "A folder for each class, a captured data set, Oxford-IIIT Pet's files, or a table of labels.");
            row.AddButton(
                "Browse…", "data-folder-browse", "Choose the folder.",
                () => Take(folder, ChooseFolder("Pictures", Settings.Data, ProjectFolders.Datasets)));
            section.Add(Keep(RetrainField.Data, row));
            _dataLayout = new Label { name = "data-layout" };
            _dataCounts = new Label { name = "data-summary" };
            _dataWarnings = new HelpBox("", HelpBoxMessageType.Warning) { name = "data-warnings" };
            _dataLayout.style.unityFontStyleAndWeight = FontStyle.Bold;
            _dataLayout.style.marginLeft = _dataCounts.style.marginLeft = 4f;
            section.Add(_dataLayout);
            section.Add(_dataCounts);
            section.Add(_dataWarnings);
            return section;
        }

        private Foldout MakeModelSection()
        {
            var section = MakeSection("Model");
            var model = MakeText("Starting model", Settings.StartingModel, value => Settings.StartingModel = value);
            var modelRow = new FieldRow(
                model, "starting-model", "A model folder, or ORG/NAME of a model on the Hugging Face hub to download.");
            modelRow.AddButton(
                "Browse…", "starting-model-browse", "Choose the folder.",
                () => Take(model, ChooseFolder("Starting model", Settings.StartingModel, Application.streamingAssetsPath)));
            section.Add(Keep(RetrainField.StartingModel, modelRow));
            var parts = Choices("Head", "Last blocks", "All weights");
            var train = new DropdownField("What learns", parts, (int)Settings.Train);
            section.Add(new FieldRow(
                train, "train",
                "The head on a frozen backbone is quick and enough for few pictures. More weights need more time and more pictures."));
            var blocks = MakeWhole("Blocks", RetrainField.Blocks, Settings.Blocks, "1 or more", value => Settings.Blocks = value);
            var blocksRow = Keep(RetrainField.Blocks, new FieldRow(blocks, "blocks", "How many of the last blocks learn."));
            blocksRow.Show(Settings.Train == TrainedWeights.LastBlocks);
            section.Add(blocksRow);
            train.RegisterValueChangedCallback(_ =>
            {
                Settings.Train = (TrainedWeights)Mathf.Max(0, train.index);
                blocksRow.Show(Settings.Train == TrainedWeights.LastBlocks);
                OnChanged();
            });
            return section;
        }

        private Foldout MakeTrainingSection()
        {
            var section = MakeSection("Training");
            var epochs = MakeWhole("Epochs", RetrainField.Epochs, Settings.Epochs, "1 or more", value => Settings.Epochs = value);
            section.Add(Keep(RetrainField.Epochs, new FieldRow(epochs, "epochs", "How often every picture is seen.")));
            var batch = MakeWhole(
                "Batch size", RetrainField.BatchSize, Settings.BatchSize, "1 or more", value => Settings.BatchSize = value);
            section.Add(Keep(RetrainField.BatchSize, new FieldRow(batch, "batch-size", "Pictures in a batch.")));
            var rate = MakeNumber(
                "Learning rate", RetrainField.LearningRate, Settings.LearningRate.ToString("R", CultureInfo.InvariantCulture), false,
                "above 0 and below 1",
                text =>
                {
                    var isNumber = NumberText.TryReal(text, out var value);
                    Settings.LearningRate = isNumber ? value : Settings.LearningRate;
                    return isNumber;
                });
            section.Add(Keep(RetrainField.LearningRate, new FieldRow(
                rate, "learning-rate",
                "The optimiser's highest rate: about 0.003 for a head, 0.0001 for blocks, 0.00005 for all weights.")));
            var variations = Choices("None", "Mirror", "Random crops and mirror");
            var variation = new DropdownField("Variation", variations, (int)Settings.Variation);
            section.Add(new FieldRow(
                variation, "augmentation",
                "How the pictures are varied. None and mirror are quick: what the backbone makes of each picture is computed once."));
            var views = MakeWhole(
                "Cached views", RetrainField.FeatureViews, Settings.FeatureViews, "1 or more, or 0 for none",
                value => Settings.FeatureViews = value);
            var viewsRow = Keep(RetrainField.FeatureViews, new FieldRow(
                views, "feature-views",
                "With random crops and the head alone: how many views of each picture the backbone computes, once; 0 computes anew in "
                + "every epoch."));
            viewsRow.Show(Settings.Variation == PictureVariation.Tutorial);
            section.Add(viewsRow);
            variation.RegisterValueChangedCallback(_ =>
            {
                Settings.Variation = (PictureVariation)Mathf.Max(0, variation.index);
                viewsRow.Show(Settings.Variation == PictureVariation.Tutorial);
                OnChanged();
            });
            AddBalance(section);
            var seed = MakeNumber(
                "Seed", RetrainField.Seed, Settings.Seed.ToString(CultureInfo.InvariantCulture), true, "such as 42",
                text =>
                {
                    var isNumber = NumberText.TryWhole(text, out var value);
                    Settings.Seed = isNumber ? value : Settings.Seed;
                    return isNumber;
                });
            section.Add(Keep(RetrainField.Seed, new FieldRow(seed, "seed", "The same seed and pictures give the same weights.")));
            var device = new DropdownField("Device", Choices("CPU", "NVIDIA GPU (CUDA)"), (int)Settings.Device);
            device.RegisterValueChangedCallback(_ =>
            {
                Settings.Device = (TrainingDevice)Mathf.Max(0, device.index);
                OnChanged();
            });
            section.Add(new FieldRow(device, "device", "Where to compute."));
            return section;
        }

        private Foldout MakeOutputSection()
        {
            var section = MakeSection("Output");
            var output = MakeText("Model folder", Settings.Output, value => Settings.Output = value);
            var row = new FieldRow(
                output, "output-folder", "The folder that the run writes: model, weights, logs. Use on camera copies what a game needs.");
            row.AddButton(
                "Browse…", "output-folder-browse", "Choose the folder.",
                () => Take(output, ChooseFolder("Model folder to write", Settings.Output, ProjectFolders.Runs)));
            section.Add(Keep(RetrainField.Output, row));
            return section;
        }

        private TextField MakeText(string label, string value, System.Action<string> set)
        {
            var field = new TextField(label) { value = value, isDelayed = true };
            field.RegisterValueChangedCallback(change =>
            {
                set(change.newValue.Trim());
                OnChanged();
            });
            return field;
        }

        private TextField MakeWhole(string label, RetrainField field, int value, string range, System.Action<int> set) => MakeNumber(
            label, field, value.ToString(CultureInfo.InvariantCulture), true, $"{range}, at most {int.MaxValue}",
            text =>
            {
                var isNumber = NumberText.TryWhole(text, out var number) && number >= int.MinValue && number <= int.MaxValue;
                if (isNumber)
                {
                    set((int)number);
                }

                return isNumber;
            });

        // As text: of what isn't a number to them, the engine's own fields say nothing, and go back to the value before.
        private TextField MakeNumber(
            string label, RetrainField field, string shown, bool isWhole, string range, System.Func<string, bool> take)
        {
            var control = new TextField(label) { value = shown, isDelayed = true };
            control.RegisterValueChangedCallback(change =>
            {
                var text = change.newValue.Trim();
                _form.SetUnread(field, take(text) ? null : NumberText.Refuse(label, text, isWhole, range));
                OnChanged();
            });
            return control;
        }

        // Nothing was chosen when the panel was closed.
        private static void Take(TextField field, string chosen)
        {
            if (!string.IsNullOrEmpty(chosen))
            {
                field.value = chosen;
            }
        }

        private FieldRow Keep(RetrainField field, FieldRow row)
        {
            _rows[field] = row;
            return row;
        }

        private void OnChanged()
        {
            _form.OnChanged();
            _form.BeginCount();
            _wasCounting = true;
            ShowFaults();
            ShowData();
            ShowButtons();
        }

        private void ShowFaults()
        {
            foreach (var row in _rows)
            {
                row.Value.SetFault(_form.Faults.TryGetValue(row.Key, out var fault) ? fault : null);
            }

            _rows[RetrainField.Output].SetNote(ProjectFolders.FindOutputWarning(Settings.Output));
            _rows[RetrainField.StartingModel].SetNote(_form.WeightsNote);
        }
    }
}
