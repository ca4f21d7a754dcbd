using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Editor.Package;
using Saccade.Hierarchy;
using UnityEditor;
using UnityEngine;

namespace Saccade.Editor.Capture
{
    /// <summary>Captures a data set of what a camera sees. All it knows how to do is in <see cref="CaptureSession"/>.</summary>
    internal sealed partial class CaptureDatasetWindow : EditorWindow
    {
        private const string RetrainEntry = "Tools/Saccade/Retrain…";
        private const string DefaultName = "Capture";
        private const int UpdatesPerPreview = 10;

        private CaptureSettings _settings = new CaptureSettings();
        private CaptureSettings? _adoptable;
        private CaptureSession? _session;
        private List<Camera> _cameras = new List<Camera>();
        private Camera? _camera;
        private string? _error;
        private string? _shownFile;
        private Texture2D? _preview;
        private int _untilPreview;

        /// <summary>What is captured now or was last; null before the first start and after a change of the settings.</summary>
        internal CaptureSession? Session => _session;

        private static string DefaultFolder => Path.Combine(ProjectFolders.Datasets, DefaultName);

        private bool IsRunning => _session != null && _session.State == CaptureState.Running;

        private void OnEnable()
        {
            _settings = CaptureSettings.Remembered();
            if (_settings.Folder.Length == 0)
            {
                _settings.Folder = DefaultFolder;
            }

            minSize = new Vector2(360f, 480f);
            EditorApplication.update += Tick;
            EditorApplication.playModeStateChanged += ObservePlayMode;
        }

        private void OnDisable()
        {
            EditorApplication.update -= Tick;
            EditorApplication.playModeStateChanged -= ObservePlayMode;
            CloseSession();
            _settings.Remember();
            if (_preview != null)
            {
                DestroyImmediate(_preview);
            }
        }

        private void CreateGUI()
        {
            FindCameras();
            OfferClasses();
            Build();
            ShowSettings();
            ShowProgress();
        }

        private void Tick()
        {
            FindCameras();
            if (_session != null)
            {
                _session.Tick();
            }

            ShowProgress();
        }

        private void ObservePlayMode(PlayModeStateChange change)
        {
            if (change != PlayModeStateChange.ExitingPlayMode || _session == null)
            {
                return;
            }

            if (IsRunning)
            {
                _error = "The game was stopped. Press play and start again to go on.";
            }

            CloseSession();
        }

        private void StartCapture()
        {
            Open(true);
            ShowProgress();
        }

        private void PauseCapture()
        {
            _session?.Pause();
            ShowProgress();
        }

        private void CaptureOne()
        {
            var canGoOn = _session != null && _session.State != CaptureState.Failed && _session.State != CaptureState.Finished;
            if (canGoOn || Open(false))
            {
                _session!.TakeOne();
            }

            ShowProgress();
        }

        private void AdoptFolderSettings()
        {
            if (_adoptable == null)
            {
                return;
            }

            _settings = _adoptable;
            _adoptable = null;
            _error = null;
            ShowSettings();
            StartCapture();
        }

        private bool Open(bool isRunning)
        {
            CloseSession();
            _error = null;
            _adoptable = null;
            try
            {
                _session = CaptureSession.Open(_settings, _camera, isRunning);
                _settings.Remember();
                return true;
            }
            catch (CaptureConflictException e)
            {
                _adoptable = e.Existing;
                _error = e.Message;
            }
            catch (CaptureException e)
            {
                _error = e.Message;
            }

            return false;
        }

        // A session has copied its settings; with others, the next start or picture opens a new one.
        private void ChangeSettings(Action change)
        {
            change();
            _adoptable = null;
            if (!IsRunning)
            {
                CloseSession();
            }

            ShowProgress();
        }

        private void CloseSession()
        {
            _session?.Dispose();
            _session = null;
        }

        private void OpenFolder() => EditorUtility.RevealInFinder(_settings.Folder);

        private void BrowseFolder()
        {
            var chosen = EditorUtility.OpenFolderPanel("Data set's folder", Path.GetDirectoryName(_settings.Folder) ?? "", DefaultName);
            if (string.IsNullOrEmpty(chosen))
            {
                return;
            }

            ChangeSettings(() => _settings.Folder = chosen);
            ShowSettings();
        }

        private void Retrain()
        {
            _session?.Pause();
            EditorPrefs.SetString(RetrainSession.CapturedFolderKey, Path.GetFullPath(_settings.Folder));
            if (!EditorApplication.ExecuteMenuItem(RetrainEntry))
            {
                _error = $"The menu has no entry {RetrainEntry}. Train on {_settings.Folder} with the command line instead.";
            }

            ShowProgress();
        }

        private void OfferClasses()
        {
            if (_settings.Classes.Count > 0)
            {
                return;
            }

            _settings.Classes.AddRange(SceneRandomizers.Find().Classes);
            if (_settings.Classes.Count > 0)
            {
                return;
            }

            _settings.Source = ClassSource.LabelledObject;
            _settings.Classes.AddRange(SceneObjects.FindAll<ClassLabel>()
                .Select(label => label.ClassName)
                .Where(name => name.Length > 0)
                .Distinct());
        }

        // The chosen one while it lives; else the selected one, the one with a classifier, the main one.
        private void FindCameras()
        {
            var cameras = Camera.allCameras.ToList();
            var isSame = cameras.SequenceEqual(_cameras);
            _cameras = cameras;
            if (_camera == null && !IsRunning)
            {
                var selected = Selection.activeGameObject;
                var chosen = selected != null ? selected.GetComponent<Camera>() : null;
                _camera = chosen != null && cameras.Contains(chosen) ? chosen
                    : cameras.FirstOrDefault(camera => camera.GetComponent<VitClassifier>() != null)
                    ?? (Camera.main != null ? Camera.main : cameras.FirstOrDefault());
                isSame = false;
            }

            if (!isSame)
            {
                ShowCameras();
            }
        }
    }
}
