using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Editor.Classifier;
using UnityEditor;
using UnityEditor.UIElements;
using UnityEngine;
using UnityEngine.UIElements;

namespace Saccade.Editor.Inspectors
{
    /// <summary>
    /// Which model the selected classifiers use, and its facts. What is chosen goes into the serialised values; a running classifier sees
    /// by itself that they have changed.
    /// </summary>
    internal sealed class ModelSection : Foldout
    {
        private const string FolderPath = "_modelFolder";
        private const int RefreshesPerListing = 10;
        private const string NoFolder = "(choose)";

        private readonly SerializedObject _source;
        private readonly IReadOnlyList<VitClassifier> _classifiers;
        private readonly DropdownField _folders = new DropdownField("In StreamingAssets") { name = "model-folders" };
        private readonly FolderField _folder = new FolderField("Model Folder", FolderPath) { name = "model-folder" };
        private readonly Button _browse;
        private readonly Button _mapping;
        private readonly VisualElement _facts = new VisualElement { name = "summary" };
        private readonly Button _reload;
        private VitClassifierSummary? _summary;
        private (string Folder, TextAsset? Asset) _summarised;
        private int _refreshesToListing;

        /// <param name="source">The serialised values of all selected classifiers.</param>
        /// <param name="classifiers">The classifiers.</param>
        internal ModelSection(SerializedObject source, IReadOnlyList<VitClassifier> classifiers)
        {
            _source = source;
            _classifiers = classifiers;
            text = "Model";
            name = "Model";
            viewDataKey = "Saccade.Model";
            _folders.AddToClassList(DropdownField.alignedFieldUssClassName);
            _folders.RegisterValueChangedCallback(change =>
            {
                if (change.newValue != NoFolder)
                {
                    Choose(change.newValue);
                }
            });
            _browse = new Button(Browse) { text = "Browse…", name = "browse" };
            _mapping = new Button(ShowMapping)
            {
                text = "Inputs and outputs…",
                name = "mapping",
                tooltip = "What the ONNX file takes and gives, and where the names of its classes come from.",
            };
            ModelDrop.Attach(_folder, Drop);
            _reload = new Button(Reload) { text = "Reload model", name = "reload" };
            Add(new PropertyField(source.FindProperty("_modelAsset")));
            Add(_folders);
            Add(_folder);
            Add(_browse);
            Add(new PropertyField(source.FindProperty("_variant")));
            Add(new PropertyField(source.FindProperty("_provider")));
            Add(new PropertyField(source.FindProperty("_threads")));
            Add(_facts);
            Add(_mapping);
            Add(_reload);
        }

        /// <summary>What is wrong with the model that all of them use; null where nothing is, or where they use several.</summary>
        internal string? Problem => _summary?.Problem;

        /// <summary>Shows what is chosen now.</summary>
        internal void Refresh()
        {
            var (folder, asset) = (_classifiers[0].ModelFolder, _classifiers[0].ModelAsset);
            var hasOneFolder = _classifiers.All(classifier => classifier.ModelFolder == folder);
            var hasOneAsset = _classifiers.All(classifier => classifier.ModelAsset == asset);
            if (_refreshesToListing-- <= 0)
            {
                ListFolders(Application.streamingAssetsPath);
            }

            _folders.SetValueWithoutNotify(_folders.choices.Contains(folder) ? folder : NoFolder);
            _folders.showMixedValue = !hasOneFolder;
            var usesFolder = !hasOneAsset || asset == null;
            InspectorParts.Show(_folders, usesFolder);
            InspectorParts.Show(_folder, usesFolder);
            InspectorParts.Show(_browse, usesFolder);
            InspectorParts.Show(_mapping, usesFolder && hasOneFolder && folder.Length > 0);
            Summarise(folder, asset, hasOneAsset && (asset != null || hasOneFolder));
            InspectorParts.Show(_reload, Application.isPlaying || Problem != null);
        }

        private void Summarise(string folder, TextAsset? asset, bool isOneModel)
        {
            if (!isOneModel)
            {
                _summary = null;
            }
            else if (_summary == null || _summarised != (folder, asset))
            {
                _summary = asset != null
                    ? VitClassifierSummary.Read(asset)
                    : VitClassifierSummary.Read(Application.streamingAssetsPath, folder);
                _summarised = (folder, asset);
            }

            var facts = new List<(string, string)>();
            if (_summary != null)
            {
                facts.AddRange(_summary.Facts);
            }

            if (_classifiers.Count == 1)
            {
                facts.Add(("Runs on", VitClassifierSummary.DescribeProvider(_classifiers[0])));
            }

            InspectorParts.Fill(_facts, facts);
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
            _summary = null;
        }

        private void Choose(string folder)
        {
            _source.Update();
            _source.FindProperty(FolderPath).stringValue = folder;
            _source.ApplyModifiedProperties();
            Refresh();
        }

        private void Browse()
        {
            var path = EditorUtility.OpenFolderPanel("Model folder", Application.streamingAssetsPath, "");
            if (!string.IsNullOrEmpty(path))
            {
                Choose(ModelFolders.Shorten(Application.streamingAssetsPath, path));
            }
        }

        // A file is no model folder yet: the form makes one of it.
        private void Drop(string path)
        {
            if (Directory.Exists(path))
            {
                Choose(ModelFolders.Shorten(Application.streamingAssetsPath, path));
            }
            else
            {
                ModelImport.Show(path);
            }
        }

        private void ShowMapping() =>
            ModelImport.Show(Path.Combine(Application.streamingAssetsPath, _classifiers[0].ModelFolder));

        private void Reload()
        {
            _summary = null;
            _refreshesToListing = 0;
            foreach (var classifier in _classifiers.Where(_ => Application.isPlaying))
            {
                if (classifier.ModelAsset != null)
                {
                    classifier.Load(classifier.ModelAsset);
                }
                else
                {
                    classifier.Load(classifier.ModelFolder);
                }
            }

            Refresh();
        }
    }
}
