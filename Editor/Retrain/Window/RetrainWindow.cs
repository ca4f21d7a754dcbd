using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Editor.Charts;
using Saccade.Editor.Retrain.Window;
using UnityEditor;
using UnityEngine;
using UnityEngine.UIElements;

namespace Saccade.Editor
{
    /// <summary>
    /// Retrains a model on a folder of pictures, shows how that goes, and hands the result to a camera of the scene. The retraining
    /// itself belongs to <see cref="RetrainSession"/>: closing the window doesn't stop it.
    /// </summary>
    public sealed partial class RetrainWindow : EditorWindow
    {
        private const string Title = "Retrain";
        private const string AccuracyTitle = "Accuracy over epochs";
        private const int PollMilliseconds = 100;

        private RetrainForm _form = null!;
        private VisualElement _settings = null!;
        private VisualElement _progressArea = null!;
        private Button _start = null!;
        private Button _cancel = null!;
        private Button _resume = null!;
        private Label _status = null!;
        private HelpBox _error = null!;
        private ProgressBar _progress = null!;
        private LineChart _lossChart = null!;
        private LineChart _accuracyChart = null!;
        private ChartLine _trainLoss = null!;
        private ChartLine _validationLoss = null!;
        private ChartLine _accuracy = null!;
        private Foldout _logFoldout = null!;
        private Label _log = null!;
        private IRetrainRun? _shownRun;
        private long _shownChange;
        private bool _wasCounting;

        /// <summary>Opens the window, or brings it to the front.</summary>
        public static void Open()
        {
            var window = GetWindow<RetrainWindow>(Title);
            window.minSize = new Vector2(460f, 520f);

            // One that was open already has not heard of the folder that was captured last.
            if (EditorPrefs.HasKey(RetrainSession.CapturedFolderKey))
            {
                window.CreateGUI();
            }
        }

        // Unity may build the tree anew, after scripts were loaded for instance.
        private void CreateGUI()
        {
            _form = new RetrainForm(RetrainSession.LoadSettings(), () => new TrainingProcess(TrainingTool.Locate()));
            _shownRun = null;
            _shownChange = 0;
            rootVisualElement.Clear();
            var page = new ScrollView { name = "retrain" };
            page.style.flexGrow = 1f;
            page.style.paddingLeft = page.style.paddingRight = 8f;
            page.style.paddingTop = 6f;
            rootVisualElement.Add(page);
            _settings = new VisualElement { name = "settings" };
            _settings.Add(MakeDataSection());
            _settings.Add(MakeModelSection());
            _settings.Add(MakeTrainingSection());
            _settings.Add(MakeOutputSection());
            page.Add(_settings);
            page.Add(MakeButtons());
            page.Add(MakeProgressArea());
            page.Add(MakeResultArea());
            _form.BeginCount();
            ShowFaults();
            ShowData();
            ShowRun();
            Poll();
            page.schedule.Execute(Poll).Every(PollMilliseconds);
        }

        private void OnDisable() => DropPictures();

        private static Foldout MakeSection(string title)
        {
            var section = new Foldout { text = title, value = true, name = title.ToLowerInvariant() };
            section.style.marginBottom = 6f;
            return section;
        }

        private VisualElement MakeButtons()
        {
            var row = new VisualElement();
            row.style.flexDirection = FlexDirection.Row;
            row.style.marginTop = 4f;
            _start = new Button(OnStart) { text = "Start", name = "start", tooltip = "Checks the pictures and begins to train." };
            _cancel = new Button(OnCancel)
            {
                text = "Cancel",
                name = "cancel",
                tooltip = "Stops at the next step. What was learnt is saved.",
            };
            _resume = new Button(OnResume)
            {
                text = "Resume",
                name = "resume",
                tooltip = "Goes on with the unfinished run in the output folder, with the settings that it was started with.",
            };
            row.Add(_start);
            row.Add(_cancel);
            row.Add(_resume);
            return row;
        }

        private VisualElement MakeProgressArea()
        {
            _progressArea = new VisualElement { name = "run" };
            _status = new Label { name = "status" };
            _status.style.whiteSpace = WhiteSpace.Normal;
            _status.style.marginTop = 4f;
            _error = new HelpBox("", HelpBoxMessageType.Error) { name = "error" };
            _progress = new ProgressBar { name = "progress", lowValue = 0f, highValue = 1f };
            _trainLoss = new ChartLine("training", new Color(0.36f, 0.6f, 0.9f));
            _validationLoss = new ChartLine("validation", new Color(0.95f, 0.6f, 0.2f));
            _accuracy = new ChartLine("validation", new Color(0.35f, 0.75f, 0.4f));
            _lossChart = new LineChart(
                "Loss over epochs",
                tick => tick.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture),
                _trainLoss,
                _validationLoss)
            {
                name = "loss-chart",
            };
            _accuracyChart = new LineChart(AccuracyTitle, RetrainText.Percent, _accuracy) { name = "accuracy-chart" };
            var charts = new VisualElement();
            charts.style.flexDirection = FlexDirection.Row;
            charts.style.flexWrap = Wrap.Wrap;
            charts.Add(_lossChart);
            charts.Add(_accuracyChart);
            _log = new Label { name = "log" };
            _log.style.whiteSpace = WhiteSpace.Normal;
            var scroll = new ScrollView();
            scroll.style.maxHeight = 160f;
            scroll.Add(_log);
            _logFoldout = new Foldout { text = "Log", value = false, name = "log-foldout" };
            _logFoldout.Add(scroll);
            _progressArea.Add(_status);
            _progressArea.Add(_error);
            _progressArea.Add(_progress);
            _progressArea.Add(charts);
            _progressArea.Add(_logFoldout);
            return _progressArea;
        }

        private void OnStart()
        {
            _form.Start(() => EditorUtility.DisplayDialog(
                Title,
                $"{_form.Settings.Output}: an unfinished run lies in this folder. Resume goes on with it; a new start drops what it has "
                + "learnt.",
                "Start anew",
                "Keep it"));
            ShowFaults();
            Poll();
        }

        private void OnCancel()
        {
            _form.Cancel();
            Poll();
        }

        private void OnResume()
        {
            _form.Resume();
            Poll();
        }

        // Ten times a second: reads what changed and shows it.
        private void Poll()
        {
            var run = RetrainForm.Run;
            var isCounting = _form.IsCounting;
            var isNew = run != _shownRun || (run != null && run.ChangeCount != _shownChange);
            if (isNew || _wasCounting)
            {
                _shownChange = run?.ChangeCount ?? 0;
                _shownRun = run;
                _form.Update();
                ShowFaults();
                ShowData();
            }

            _wasCounting = isCounting;
            if (isNew)
            {
                ShowRun();
            }

            ShowButtons();
            PollSwap();
        }

        private void ShowButtons()
        {
            _settings.SetEnabled(!_form.Snapshot.IsBusy);
            _start.SetEnabled(_form.CanStart);
            _cancel.SetEnabled(_form.CanCancel);
            _resume.SetEnabled(_form.CanResume);
            var status = _form.Refusal.Length > 0 && !_form.Snapshot.IsBusy ? _form.Refusal : DescribeStatus();
            if (_status.text != status)
            {
                _status.text = status;
            }
        }

        private string DescribeStatus() => _form.Snapshot.State == RetrainState.Idle
            ? _form.CanResume
                ? "An unfinished run lies in the output folder: Resume goes on with it."
                : "Start trains with the settings above."
            : RetrainText.Describe(_form.Snapshot, RetrainForm.Run?.Settings.Output ?? "");

        private void ShowRun()
        {
            var run = _form.Snapshot;
            SetShown(_error, run.Error.Length > 0);
            _error.text = run.Error;
            SetShown(_progress, run.IsBusy);
            _progress.value = (float)run.Share;
            _progress.title = RetrainText.Describe(run, "");
            var hasCurves = run.TrainLoss.Count > 0 || run.ValidationLoss.Count > 0;
            SetShown(_lossChart, hasCurves);
            SetShown(_accuracyChart, hasCurves);
            _trainLoss.Points = run.TrainLoss;
            _validationLoss.Points = run.ValidationLoss;
            var isMultiLabel = run.ValidationMeanAveragePrecision.Count > 0;
            _accuracyChart.Title = isMultiLabel ? "Mean average precision over epochs" : AccuracyTitle;
            _accuracy.Points = isMultiLabel ? run.ValidationMeanAveragePrecision : run.ValidationAccuracy;
            _lossChart.Show();
            _accuracyChart.Show();
            SetShown(_logFoldout, run.Log.Count > 0);
            var log = string.Join("\n", run.Log);
            if (_log.text != log)
            {
                _log.text = log;
            }

            ShowResult(_form.FinishedOutput);
        }

        private void ShowData()
        {
            var data = _form.Data;
            _dataLayout.text = data != null
                ? $"{data.Layout}: {data.Classes.Count} classes"
                : _form.IsCounting ? "Counting the pictures …" : "";
            _dataCounts.text = data == null ? "" : string.Join("\n", data.Classes.Select(Describe));
            _dataWarnings.text = data == null ? "" : string.Join("\n", data.Warnings);
            SetShown(_dataCounts, data != null);
            SetShown(_dataWarnings, data != null && data.Warnings.Count > 0);
        }

        private static string Describe(ClassCount entry)
        {
            var test = entry.Test > 0 ? $", {entry.Test} test" : "";
            return $"{entry.Name}: {entry.Train} train, {entry.Validation} validate{test}";
        }

        private static void SetShown(VisualElement element, bool isShown) =>
            element.style.display = isShown ? DisplayStyle.Flex : DisplayStyle.None;

        private static string ChooseFolder(string title, string current, string otherwise)
        {
            var start = Directory.Exists(current) ? current : Directory.Exists(otherwise) ? otherwise : Application.dataPath;
            return EditorUtility.OpenFolderPanel(title, start, "");
        }

        private static List<string> Choices(params string[] choices) => new List<string>(choices);
    }
}
