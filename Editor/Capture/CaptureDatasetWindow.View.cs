using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using UnityEngine;
using UnityEngine.UIElements;

namespace Saccade.Editor.Capture
{
    /// <summary>The window's elements.</summary>
    internal sealed partial class CaptureDatasetWindow
    {
        private const float PreviewSize = 128f;

        private readonly List<VisualElement> _locked = new List<VisualElement>();
        private readonly Dictionary<string, ProgressBar> _bars = new Dictionary<string, ProgressBar>();
        private readonly List<Action> _refresh = new List<Action>();
        private DropdownField? _cameraField;
        private TextField? _classNameField;
        private VisualElement? _table;
        private Label? _status;
        private HelpBox? _errorBox;
        private Button? _adopt;
        private Button? _start;
        private Button? _pause;
        private Button? _retrain;
        private Image? _image;
        private string _tableOf = "";

        private static void Gap(VisualElement element)
        {
            element.style.marginTop = 4f;
            element.style.marginBottom = 4f;
        }

        private void Build()
        {
            VisualElement page = new ScrollView();
            page.style.paddingLeft = 6f;
            page.style.paddingRight = 6f;
            rootVisualElement.Add(page);
            _cameraField = new DropdownField("Camera")
            {
                name = "camera",
                tooltip = "Pictures are what this camera renders, without overlay.",
            };
            _cameraField.RegisterValueChangedCallback(change => ChangeSettings(() => ChooseCamera(change.newValue)));
            Lock(page, _cameraField);
            ShowCameras();

            var source = new EnumField("Class from", _settings.Source)
            {
                name = "class-source",
                tooltip = "Randomizers: the capture decides, and components that implement ICaptureRandomizer show it. Labelled Object: "
                    + "the Class Label nearest to the view's centre. Named: you say what is seen.",
            };
            source.RegisterValueChangedCallback(change => ChangeSettings(() => _settings.Source = (ClassSource)change.newValue));
            _refresh.Add(() => source.SetValueWithoutNotify(_settings.Source));
            Lock(page, source);
            _classNameField = AddText(
                page, "class-name", "Class in view", "The class of the pictures that are taken now.", () => _settings.ClassName,
                text => _settings.ClassName = text.Trim());
            AddText(
                page, "classes", "Classes", "The classes to capture, separated by commas; each becomes a folder.",
                () => string.Join(", ", _settings.Classes), text => _settings.Classes = ParseClasses(text));
            AddNumber(
                page, "target", "Pictures of each", "How many pictures to capture of each class.", () => _settings.Target,
                value => _settings.Target = value);
            BuildDetails(page);
            BuildFolder(page);
            BuildButtons(page);
            _status = new Label { name = "status" };
            _status.style.whiteSpace = WhiteSpace.Normal;
            Gap(_status);
            page.Add(_status);
            _errorBox = new HelpBox("", HelpBoxMessageType.Error) { name = "error" };
            page.Add(_errorBox);
            _adopt = new Button(AdoptFolderSettings) { name = "use-folder-settings", text = "Go on with the folder's settings" };
            page.Add(_adopt);
            _table = new VisualElement { name = "progress" };
            Gap(_table);
            page.Add(_table);
            _image = new Image { name = "preview", tooltip = "The last picture that was captured." };
            _image.style.width = PreviewSize;
            _image.style.height = PreviewSize;
            page.Add(_image);
        }

        private void BuildDetails(VisualElement page)
        {
            var details = new Foldout { name = "details", text = "Size, scenes and splits", value = false };
            page.Add(details);
            AddNumber(details, "width", "Width", "The pictures' width in pixels.", () => _settings.Width, value => _settings.Width = value);
            AddNumber(
                details, "height", "Height", "The pictures' height in pixels.", () => _settings.Height, value => _settings.Height = value);
            AddNumber(
                details, "every", "Every n frames", "A picture is taken every so many frames.", () => _settings.Every,
                value => _settings.Every = value);
            AddNumber(
                details, "per-scene", "Pictures per scene",
                "How many pictures of a class are taken of one arrangement. More arrangements teach more than more pictures of each.",
                () => _settings.PicturesPerScene, value => _settings.PicturesPerScene = value);
            AddNumber(
                details, "seed", "Seed", "Decides what randomizers arrange: the same seed gives the same data set.", () => _settings.Seed,
                value => _settings.Seed = value);
            AddNumber(
                details, "train-share", "Train share", "Scenes to learn from, relative to the other two.", () => _settings.TrainShare,
                value => _settings.TrainShare = value);
            AddNumber(
                details, "validation-share", "Validation share", "Scenes to choose the best epoch by.", () => _settings.ValidationShare,
                value => _settings.ValidationShare = value);
            AddNumber(
                details, "test-share", "Test share", "Scenes to judge the result by.", () => _settings.TestShare,
                value => _settings.TestShare = value);
        }

        private void BuildFolder(VisualElement page)
        {
            var row = AddRow(page);
            var folder = AddText(
                row, "output-folder", "Output folder", "Where the data set goes. A data set that is there already is continued.",
                () => _settings.Folder, text => _settings.Folder = text.Trim());
            folder.style.flexGrow = 1f;
            Lock(row, new Button(BrowseFolder) { name = "browse", text = "…", tooltip = "Choose a folder" });
        }

        private void BuildButtons(VisualElement page)
        {
            var row = AddRow(page);
            row.style.flexWrap = Wrap.Wrap;
            _start = new Button(StartCapture) { name = "start", text = "Start" };
            row.Add(_start);
            _pause = new Button(PauseCapture) { name = "pause", text = "Pause" };
            row.Add(_pause);
            row.Add(new Button(CaptureOne) { name = "capture-one", text = "Capture one" });
            row.Add(new Button(OpenFolder) { name = "open-folder", text = "Open folder" });
            _retrain = new Button(Retrain)
            {
                name = "retrain",
                text = "Retrain on this…",
                tooltip = "Opens the Retrain window with this data set.",
            };
            row.Add(_retrain);
        }

        private VisualElement AddRow(VisualElement page)
        {
            var row = new VisualElement();
            row.style.flexDirection = FlexDirection.Row;
            Gap(row);
            page.Add(row);
            return row;
        }

        private TextField AddText(VisualElement page, string name, string label, string tooltip, Func<string> get, Action<string> set)
        {
            var field = new TextField(label) { name = name, tooltip = tooltip };
            field.RegisterValueChangedCallback(change => ChangeSettings(() => set(change.newValue)));
            _refresh.Add(() => field.SetValueWithoutNotify(get()));
            Lock(page, field);
            return field;
        }

        private void AddNumber(VisualElement page, string name, string label, string tooltip, Func<int> get, Action<int> set)
        {
            var field = new IntegerField(label) { name = name, tooltip = tooltip };
            field.RegisterValueChangedCallback(change => ChangeSettings(() => set(change.newValue)));
            _refresh.Add(() => field.SetValueWithoutNotify(get()));
            Lock(page, field);
        }

        // What a running capture has copied would not follow a change.
        private void Lock(VisualElement page, VisualElement element)
        {
            _locked.Add(element);
            page.Add(element);
        }

        private static List<string> ParseClasses(string text) =>
            text.Split(',').Select(name => name.Trim()).Where(name => name.Length > 0).Distinct().ToList();

        private void ShowSettings()
        {
            foreach (var refresh in _refresh)
            {
                refresh();
            }
        }

        private void ShowCameras()
        {
            if (_cameraField == null)
            {
                return;
            }

            _cameraField.choices = NamesOfCameras();
            var index = _camera != null ? _cameras.IndexOf(_camera) : -1;
            _cameraField.SetValueWithoutNotify(index >= 0 ? _cameraField.choices[index] : "");
        }

        // Two of one name must be told apart.
        private List<string> NamesOfCameras() => _cameras
            .Select((camera, i) => _cameras.Count(other => other.name == camera.name) > 1 ? $"{camera.name} ({i + 1})" : camera.name)
            .ToList();

        private void ChooseCamera(string name)
        {
            var index = NamesOfCameras().IndexOf(name);
            _camera = index >= 0 ? _cameras[index] : _camera;
        }

        private void ShowProgress()
        {
            if (_status == null)
            {
                return;
            }

            var isRunning = IsRunning;
            foreach (var element in _locked)
            {
                element.SetEnabled(!isRunning);
            }

            _start!.SetEnabled(!isRunning);
            _pause!.SetEnabled(isRunning);
            _classNameField!.style.display = _settings.Source == ClassSource.Named ? DisplayStyle.Flex : DisplayStyle.None;
            var error = _session != null && _session.State == CaptureState.Failed ? _session.Status : _error;
            _errorBox!.text = error ?? "";
            _errorBox.style.display = error != null ? DisplayStyle.Flex : DisplayStyle.None;
            _adopt!.style.display = _adoptable != null ? DisplayStyle.Flex : DisplayStyle.None;
            _status.text = StatusText(error);
            ShowTable();
            ShowPreview();
        }

        private string StatusText(string? error)
        {
            if (_session == null)
            {
                return error != null ? "Not captured." : Application.isPlaying ? "Ready." : "Press play, then capture.";
            }

            if (_session.State == CaptureState.Failed)
            {
                return "Failed.";
            }

            var done = _session.Settings.Classes.Sum(name => Math.Min(_session.CountOf(name), _session.Settings.TargetOf(name)));
            return $"{_session.Status} {done} of {_session.Total} pictures.";
        }

        private void ShowTable()
        {
            var classes = string.Join("\n", _settings.Classes);
            if (classes != _tableOf)
            {
                _tableOf = classes;
                BuildTable();
            }

            foreach (var bar in _bars)
            {
                var target = _settings.TargetOf(bar.Key);
                var count = _session?.CountOf(bar.Key) ?? 0;
                bar.Value.highValue = Math.Max(1, target);
                bar.Value.value = Math.Min(count, target);
                bar.Value.title = $"{bar.Key}: {count} / {target}";
            }
        }

        private void BuildTable()
        {
            _table!.Clear();
            _bars.Clear();
            _locked.RemoveAll(element => element.name != null && element.name.StartsWith("target-", StringComparison.Ordinal));
            foreach (var className in _settings.Classes)
            {
                var row = AddRow(_table);
                var bar = new ProgressBar { name = "progress-" + className };
                bar.style.flexGrow = 1f;
                row.Add(bar);
                _bars[className] = bar;
                var target = new IntegerField
                {
                    name = "target-" + className,
                    tooltip = "This class's own target; the one for all classes is above.",
                    value = _settings.TargetOf(className),
                };
                target.style.width = 60f;
                target.RegisterValueChangedCallback(change => ChangeSettings(() => _settings.Targets[className] = change.newValue));
                Lock(row, target);
            }
        }

        private void ShowPreview()
        {
            var file = _session?.LastFile;
            if (file == null || file == _shownFile || (IsRunning && --_untilPreview > 0))
            {
                return;
            }

            _untilPreview = UpdatesPerPreview;
            _shownFile = file;
            try
            {
                if (_preview == null)
                {
                    _preview = new Texture2D(2, 2) { hideFlags = HideFlags.HideAndDontSave };
                }

                _preview.LoadImage(File.ReadAllBytes(file));
                _image!.image = _preview;
            }
            catch (Exception e) when (e is IOException || e is UnauthorizedAccessException)
            {
                // Someone took the picture away; the next one is shown again.
                _image!.image = null;
            }
        }
    }
}
