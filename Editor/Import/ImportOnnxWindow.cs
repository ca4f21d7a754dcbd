using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Editor.Classifier;
using Saccade.Files;
using Saccade.Preprocessing;
using UnityEditor;
using UnityEngine;

namespace Saccade.Editor.Import
{
    /// <summary>
    /// Makes a model folder of a single ONNX file that another tool wrote: shows what was found in the file, and asks for what isn't in it.
    /// With a model folder it shows that model's mapping, to be changed. All it knows how to do is in <see cref="OnnxImport"/>.
    /// </summary>
    internal sealed partial class ImportOnnxWindow : EditorWindow
    {
        // A reload of scripts keeps what is serialised.
        [SerializeField]
        private string _path = "";

        private OnnxImport? _import;
        private string? _problem;
        private CameraSwap? _swap;
        private List<VitClassifier> _classifiers = new List<VitClassifier>();
        private VitClassifier? _classifier;
        private string _result = "";

        /// <summary>Opens the window, or brings it to the front; what <see cref="ModelImport.Show"/> was asked for is shown.</summary>
        internal static void Open()
        {
            var window = GetWindow<ImportOnnxWindow>("Import ONNX Model");
            window.minSize = new Vector2(420f, 480f);
            var asked = ModelImport.TakePath();
            if (asked.Length > 0)
            {
                window.Take(asked);
            }
        }

        private void CreateGUI()
        {
            rootVisualElement.Clear();
            Build();
            Take(_path);
        }

        // One that was made meanwhile can be chosen, one that is gone can't.
        private void OnFocus() => Refresh();

        private void Update()
        {
            if (_swap != null && _swap.Update())
            {
                Refresh();
            }
        }

        private void Take(string path)
        {
            _path = path;
            _import = null;
            _problem = null;
            _swap = null;
            _result = "";
            try
            {
                _import = path.Length > 0 ? OnnxImport.Open(path) : null;
            }
#pragma warning disable CA1031 // Whatever reading a user's file throws is shown in place; the form goes on.
            catch (System.Exception e)
#pragma warning restore CA1031
            {
                _problem = UserMessage.Of(e, $"{path}: can't be read", "Choose another file.");
            }

            Refresh();
        }

        private void Browse()
        {
            var start = _path.Length > 0 ? Path.GetDirectoryName(_path) ?? "" : "";
            var chosen = EditorUtility.OpenFilePanel("ONNX file", start, ModelLayout.GraphEnding.Substring(1));
            if (!string.IsNullOrEmpty(chosen))
            {
                Take(chosen);
            }
        }

        private void BrowseLabels()
        {
            var start = _path.Length > 0 ? Path.GetDirectoryName(_path) ?? "" : "";
            var chosen = EditorUtility.OpenFilePanel("Labels, one a line", start, "txt");
            if (!string.IsNullOrEmpty(chosen))
            {
                Change(import => import.LabelsPath = chosen);
            }
        }

        private void Change(System.Action<OnnxImport> change)
        {
            if (_import == null)
            {
                return;
            }

            _problem = null;
            _result = "";
            try
            {
                change(_import);
            }
            catch (ModelFileException e)
            {
                _problem = e.Message;
            }

            Refresh();
        }

        private void Import()
        {
            if (_import == null || !_import.IsComplete)
            {
                return;
            }

            try
            {
                var folder = _import.Write(Application.streamingAssetsPath);
                AssetDatabase.Refresh();
                _problem = null;
                _result = _import.Folder == null ? $"Made {folder}." : $"Changed {folder}.";
                if (_classifier != null)
                {
                    _swap = new CameraSwap();
                    _swap.Use(_classifier, folder);
                }
            }
            catch (ModelFileException e)
            {
                _problem = e.Message;
            }

            Refresh();
        }

        // The chosen one while it lives; else that of the selected object, or the first.
        private void FindClassifiers()
        {
            _classifiers = CameraSwap.FindClassifiers().ToList();
            if (_classifier == null)
            {
                var index = CameraSwap.ChooseDefault(_classifiers);
                _classifier = index >= 0 ? _classifiers[index] : null;
            }
        }
    }
}
