using System;
using System.Collections.Generic;
using System.Linq;
using Saccade.Editor.Classifier;
using UnityEditor;
using UnityEditor.UIElements;
using UnityEngine;
using UnityEngine.UIElements;

namespace Saccade.Editor.Inspectors
{
    /// <summary>
    /// The inspector of the classifier: its fields in groups, which model it is, what it does now and what it sees, and what to do where
    /// something is wrong.
    /// </summary>
    [CustomEditor(typeof(VitClassifier))]
    internal sealed class VitClassifierEditor : UnityEditor.Editor
    {
        private const long RefreshMilliseconds = 200;
        private const int RefreshesPerListing = 10;
        private const float ThumbnailPixels = 160f;
        private const string NoFolder = "(choose)";

        private readonly HelpBox _error = new HelpBox("", HelpBoxMessageType.Error) { name = "error" };
        private readonly HelpBox _notice = new HelpBox("", HelpBoxMessageType.Info) { name = "notice" };
        private readonly TextField _folder = new TextField("Model Folder") { name = "model-folder", isDelayed = true };
        private readonly DropdownField _folders = new DropdownField("In StreamingAssets") { name = "model-folders" };
        private readonly VisualElement _facts = new VisualElement { name = "summary" };
        private readonly VisualElement _statistics = new VisualElement { name = "statistics" };
        private readonly Label _label = new Label { name = "label" };
        private readonly VisualElement _bars = new VisualElement { name = "bars" };
        private readonly Image _thumbnail = new Image { name = "thumbnail" };
        private readonly Label _viewNotice = new Label { name = "view-notice" };
        private EnumField _provider = null!;
        private Button _reload = null!;
        private Button _addOverlay = null!;
        private Button _addLabel = null!;
        private VisualElement _status = null!;
        private Texture2D? _view;
        private VitClassifierSummary? _summary;
        private string? _summarisedFolder;
        private TextAsset? _summarisedAsset;
        private int _refreshesToListing;
        private (string Folder, TextAsset? Asset, ExecutionProvider Provider) _taken;
        private bool _isAssetChosen;
        private Button _browse = null!;

        private VitClassifier Classifier => (VitClassifier)target;

        private (string Folder, TextAsset? Asset, ExecutionProvider Provider) Current =>
            (Classifier.ModelFolder, Classifier.ModelAsset, Classifier.Provider);

        /// <inheritdoc/>
        public override VisualElement CreateInspectorGUI()
        {
            _taken = Current;
            var root = new VisualElement();
            root.Add(_error);
            root.Add(_notice);
            root.Add(CreateModel());
            root.Add(InspectorParts.Group(
                serializedObject, "Capture", "_rate", "_capturesPerSecond", "_sourceRect", "_flipScreen", "_framesInFlight"));
            root.Add(InspectorParts.Group(
                serializedObject, "Label", "_topK", "_confidenceThreshold", "_smoothing", "_hysteresis"));
            root.Add(InspectorParts.Group(serializedObject, "Events", "_onClassified"));
            root.Add(CreateStatus());
            _addOverlay = new Button(() => ClassifierSetup.Require<AttentionOverlay>(Classifier.gameObject))
            { text = "Add Attention Overlay", name = "add-overlay" };
            _addLabel = new Button(() => ClassifierSetup.Require<ClassificationLabel>(Classifier.gameObject))
            { text = "Add Classification Label", name = "add-label" };
            root.Add(_addOverlay);
            root.Add(_addLabel);
            root.schedule.Execute(Refresh).Every(RefreshMilliseconds);
            Refresh();
            return root;
        }

        private void OnEnable() => Undo.undoRedoPerformed += TakeUndone;

        private void OnDisable()
        {
            Undo.undoRedoPerformed -= TakeUndone;
            if (_view != null)
            {
                DestroyImmediate(_view);
            }
        }

        private Foldout CreateModel()
        {
            var model = new Foldout { text = "Model", name = "Model", viewDataKey = "Saccade.Model" };
            _folder.tooltip = serializedObject.FindProperty("_modelFolder").tooltip;
            _folder.RegisterValueChangedCallback(change => Choose(change.newValue));
            _folders.RegisterValueChangedCallback(change =>
            {
                if (change.newValue != NoFolder)
                {
                    Choose(change.newValue);
                }
            });
            _provider = new EnumField("Provider", Classifier.Provider) { name = "provider" };
            _provider.tooltip = serializedObject.FindProperty("_provider").tooltip;
            _provider.RegisterValueChangedCallback(change => Choose((ExecutionProvider)change.newValue));
            _reload = new Button(Reload) { text = "Reload model", name = "reload" };
            _browse = new Button(Browse) { text = "Browse…", name = "browse" };
            var asset = new PropertyField(serializedObject.FindProperty("_modelAsset"));
            asset.RegisterCallback<ChangeEvent<UnityEngine.Object>>(_ => _isAssetChosen = true);
            asset.RegisterCallback<ChangeEvent<string>>(_ => _isAssetChosen = true);
            model.Add(asset);
            model.Add(_folders);
            model.Add(_folder);
            model.Add(_browse);
            model.Add(_provider);
            model.Add(new PropertyField(serializedObject.FindProperty("_threads")));
            model.Add(_facts);
            model.Add(_reload);
            return model;
        }

        private Foldout CreateStatus()
        {
            var status = new Foldout { text = "Status", name = "Status", viewDataKey = "Saccade.Status" };
            _thumbnail.style.width = ThumbnailPixels;
            _thumbnail.style.height = ThumbnailPixels;
            _label.style.unityFontStyleAndWeight = FontStyle.Bold;
            _viewNotice.style.whiteSpace = WhiteSpace.Normal;
            _status = new VisualElement();
            _status.Add(_label);
            _status.Add(_bars);
            _status.Add(new Label("What the model sees"));
            _status.Add(_thumbnail);
            _status.Add(_viewNotice);
            _status.Add(_statistics);
            status.Add(_status);
            return status;
        }

        private void Choose(string folder)
        {
            if (folder == Classifier.ModelFolder)
            {
                return;
            }

            serializedObject.Update();
            serializedObject.FindProperty("_modelFolder").stringValue = folder;
            serializedObject.ApplyModifiedProperties();
            TakeChange();
        }

        private void Choose(ExecutionProvider provider)
        {
            if (provider == Classifier.Provider)
            {
                return;
            }

            serializedObject.Update();
            serializedObject.FindProperty("_provider").enumValueIndex = Array.IndexOf(Enum.GetValues(typeof(ExecutionProvider)), provider);
            serializedObject.ApplyModifiedProperties();
            TakeChange();
        }

        private void Browse()
        {
            var path = EditorUtility.OpenFolderPanel("Model folder", Application.streamingAssetsPath, "");
            if (!string.IsNullOrEmpty(path))
            {
                Choose(ModelFolders.Shorten(Application.streamingAssetsPath, path));
            }
        }

        private void Reload()
        {
            _summarisedFolder = null;
            _refreshesToListing = 0;
            if (Application.isPlaying && Classifier.ModelAsset != null)
            {
                Classifier.Load(Classifier.ModelAsset);
            }
            else if (Application.isPlaying)
            {
                Classifier.Load(Classifier.ModelFolder);
            }

            Refresh();
        }

        private void TakeUndone()
        {
            if (Classifier != null && _taken != Current)
            {
                TakeChange();
            }
        }

        private void TakeChange()
        {
            _taken = Current;
            _isAssetChosen = false;
            Reload();
        }

        private void Refresh()
        {
            if (Classifier == null)
            {
                return;
            }

            // The asset's field writes to the component by itself, before or after it tells.
            if (_isAssetChosen && _taken.Asset != Classifier.ModelAsset)
            {
                TakeChange();
                return;
            }

            _isAssetChosen = false;
            _taken = Current;
            RefreshModel();
            RefreshStatus();
            InspectorParts.Show(_addOverlay, Classifier.GetComponent<AttentionOverlay>() == null);
            InspectorParts.Show(_addLabel, Classifier.GetComponent<ClassificationLabel>() == null);
        }

        private void RefreshModel()
        {
            var folder = Classifier.ModelFolder;
            var root = Application.streamingAssetsPath;
            _folder.SetValueWithoutNotify(folder);
            _provider.SetValueWithoutNotify(Classifier.Provider);
            if (_refreshesToListing-- <= 0)
            {
                ListFolders(root);
            }

            _folders.SetValueWithoutNotify(_folders.choices.Contains(folder) ? folder : NoFolder);
            var asset = Classifier.ModelAsset;
            InspectorParts.Show(_folders, asset == null);
            InspectorParts.Show(_folder, asset == null);
            InspectorParts.Show(_browse, asset == null);
            if (_summary == null || _summarisedFolder != folder || _summarisedAsset != asset)
            {
                _summary = asset != null ? VitClassifierSummary.Read(asset) : VitClassifierSummary.Read(root, folder);
                _summarisedFolder = folder;
                _summarisedAsset = asset;
            }

            var facts = new List<(string, string)>(_summary.Facts)
            {
                ("Runs on", VitClassifierSummary.DescribeProvider(Classifier)),
            };
            InspectorParts.Fill(_facts, facts);
            InspectorParts.Tell(_error, _summary.Problem ?? Classifier.Error);
            InspectorParts.Tell(_notice, Classifier.Notice);
            InspectorParts.Show(_reload, Application.isPlaying || _summary.Problem != null);
        }

        // Walks through folders, so not with every refresh.
        private void ListFolders(string root)
        {
            _refreshesToListing = RefreshesPerListing;
            var folders = new List<string> { NoFolder };
            folders.AddRange(ModelFolders.Find(root));
            if (folders.SequenceEqual(_folders.choices))
            {
                return;
            }

            _folders.choices = folders;

            // A model may just have been put where the folder points to.
            _summarisedFolder = null;
        }

        private void RefreshStatus()
        {
            InspectorParts.Show(_status, Application.isPlaying);
            if (!Application.isPlaying)
            {
                return;
            }

            var rows = new List<(string, string)>(StatisticsText.Rows(Classifier.Statistics))
            {
                ("Captured with", VitClassifierSummary.DescribeCapture(Classifier)),
            };
            InspectorParts.Fill(_statistics, rows);
            _label.text = Classifier.Label ?? (Classifier.Top.IsEmpty ? "Nothing was classified yet." : "No class is likely enough.");
            var top = Classifier.Top;
            while (_bars.childCount > top.Length)
            {
                _bars.RemoveAt(_bars.childCount - 1);
            }

            while (_bars.childCount < top.Length)
            {
                _bars.Add(new ProgressBar { lowValue = 0f, highValue = 1f });
            }

            for (var i = 0; i < top.Length; i++)
            {
                var bar = (ProgressBar)_bars[i];
                bar.title = FormattableString.Invariant($"{top[i].Label} {100f * top[i].Probability:0} %");
                bar.value = top[i].Probability;
            }

            RefreshView();
        }

        private void RefreshView()
        {
            _viewNotice.text = Classifier.ModelViewNotice ?? "";
            InspectorParts.Show(_viewNotice, _viewNotice.text.Length > 0);
            var (width, height) = (Classifier.ModelViewWidth, Classifier.ModelViewHeight);
            if (width == 0)
            {
                return;
            }

            if (_view == null || _view.width != width || _view.height != height)
            {
                if (_view != null)
                {
                    DestroyImmediate(_view);
                }

                _view = new Texture2D(width, height, TextureFormat.RGBA32, false);
                _thumbnail.image = null;
            }

            if (Classifier.TryReadModelView(_view))
            {
                _thumbnail.image = _view;
            }
        }
    }
}
