using System.IO;
using Saccade.Editor.Package;
using Saccade.Editor.Training;
using UnityEditor;
using UnityEngine;
using UnityEngine.UIElements;

namespace Saccade.Editor
{
    /// <summary>Shows which training tool retrains models, and gets another.</summary>
    public sealed class TrainingToolWindow : EditorWindow
    {
        private const long PollMilliseconds = 200;

        private TrainingToolSetup _setup = null!;
        private string _package = "";
        private Label _tool = null!;
        private Label _version = null!;
        private Label _status = null!;
        private HelpBox _error = null!;
        private HelpBox _mismatch = null!;
        private Button _locate = null!;
        private Button _found = null!;
        private Button _build = null!;
        private Button _cancel = null!;
        private ScrollView _scroll = null!;
        private Label _log = null!;

        /// <summary>Shows the window.</summary>
        public static void Open()
        {
            var window = GetWindow<TrainingToolWindow>("Training Tool");
            window.minSize = new Vector2(420f, 220f);
        }

        private static TrainingToolSetup MakeSetup() => new TrainingToolSetup(
            TrainingTool.Locate,
            TrainingTool.Prefer,
            TrainingToolCheck.Run,
            () => new TrainingToolBuild(PackageFolder.Path ?? "", TrainingTool.BuildFolder, DotnetCommand.Find()));

        private static Label MakeLabel(string name)
        {
            var label = new Label { name = name };
            label.style.whiteSpace = WhiteSpace.Normal;
            label.style.marginLeft = 4f;
            return label;
        }

        private static void SetShown(VisualElement element, bool isShown) =>
            element.style.display = isShown ? DisplayStyle.Flex : DisplayStyle.None;

        private void CreateGUI()
        {
            _setup = MakeSetup();
            _package = PackageFolder.Version;
            var page = new VisualElement();
            page.style.paddingLeft = page.style.paddingRight = page.style.paddingTop = 6f;
            _tool = MakeLabel("tool");
            _version = MakeLabel("tool-version");
            _status = MakeLabel("tool-status");
            _error = new HelpBox("", HelpBoxMessageType.Error) { name = "tool-error" };
            _mismatch = new HelpBox("", HelpBoxMessageType.Warning) { name = "tool-mismatch" };
            page.Add(_tool);
            page.Add(_version);
            page.Add(_mismatch);
            page.Add(MakeButtons());
            page.Add(_status);
            page.Add(_error);
            _log = MakeLabel("tool-log");
            _scroll = new ScrollView();
            _scroll.style.maxHeight = 200f;
            _scroll.Add(_log);
            page.Add(_scroll);
            rootVisualElement.Add(page);
            _setup.Refresh();
            Poll();
            page.schedule.Execute(Poll).Every(PollMilliseconds);
        }

        // Unity unloads the scripts, or closes the window: what is half built goes.
        private void OnDisable() => _setup?.Cancel();

        private VisualElement MakeButtons()
        {
            var row = new VisualElement();
            row.style.flexDirection = FlexDirection.Row;
            row.style.marginTop = 4f;
            _build = new Button(OnBuild)
            {
                text = "Build",
                name = "tool-build",
                tooltip = "Builds the tool from the package's sources with the .NET 10 SDK, into this project's Library.",
            };
            _locate = new Button(OnLocate)
            {
                text = "Locate…",
                name = "tool-locate",
                tooltip = "Uses another Saccade.Training.dll, or an executable of it.",
            };
            _found = new Button(() => _setup.UseFound())
            {
                text = "Use default",
                name = "tool-default",
                tooltip = "Forgets the tool that was located.",
            };
            _cancel = new Button(() => _setup.Cancel())
            {
                text = "Cancel",
                name = "tool-cancel",
                tooltip = "Ends the build. Nothing of it is left.",
            };
            row.Add(_build);
            row.Add(_locate);
            row.Add(_found);
            row.Add(_cancel);
            return row;
        }

        private void OnBuild()
        {
            _setup.Build();
            Poll();
        }

        private void OnLocate()
        {
            var folder = _setup.Tool.Length > 0 ? Path.GetDirectoryName(_setup.Tool) ?? "" : "";
            var path = EditorUtility.OpenFilePanel("Training tool", folder, "");
            if (path.Length == 0)
            {
                return;
            }

            _setup.Use(path);
            Poll();
        }

        private void Poll()
        {
            _setup.Poll();
            var isIdle = _setup.State == TrainingToolState.Idle;
            _tool.text = _setup.Tool.Length > 0 ? $"Tool: {_setup.Tool}" : "There is no training tool yet.";
            _version.text = _setup.Version.Length > 0 ? $"Version: {_setup.Version}" : "";
            SetShown(_version, _setup.Version.Length > 0);
            var isOther = _setup.Version.Length > 0 && _package.Length > 0 && TrainingTool.IsOfAnotherVersion(_setup.Version, _package);
            _mismatch.text = isOther ? $"The package is {_package}. Build makes the tool that goes with it." : "";
            SetShown(_mismatch, isOther);
            _status.text = _setup.Status;
            _error.text = _setup.Error;
            SetShown(_error, _setup.Error.Length > 0);
            _build.SetEnabled(isIdle);
            _locate.SetEnabled(isIdle);
            _found.SetEnabled(isIdle);
            _cancel.SetEnabled(!isIdle);
            var log = _setup.Log;
            SetShown(_scroll, log.Length > 0);
            _log.text = string.Join("\n", log);
        }
    }
}
