using System.Diagnostics;
using System.Globalization;
using System.IO;
using Saccade.Editor.Package;
using Saccade.Editor.Retrain.Run;
using Saccade.Files;
using UnityEditor;
using UnityEngine;

namespace Saccade.Editor
{
    /// <summary>
    /// The editor's retraining, which no window owns: it goes on when they are closed, and outlives a reload of scripts. Main thread
    /// only.
    /// </summary>
    public static class RetrainSession
    {
        // Written by the window that captures: its folder is what the user wants to train on next.
        internal const string CapturedFolderKey = "Saccade.Retrain.DataFolder";
        private const string SettingsKey = "Saccade.Retrain.Settings:";
        private const string RunKey = "Saccade.Retrain.Run";
        private const string ProcessKey = "Saccade.Retrain.Process";
        private const string StartKey = "Saccade.Retrain.ProcessStart";

        private static IRetrainRun? _current;

        /// <summary>The retraining that is at work, or was the last one; null where there was none.</summary>
        public static IRetrainRun? Current => _current;

        /// <summary>The folder that models are downloaded to. Unity doesn't import it, and builds don't hold it.</summary>
        public static string ModelsFolder => Path.Combine(Application.dataPath, "Models~");

        // Preferences are the machine's, and the folders in them this project's.
        private static string SettingsHere => SettingsKey + Application.dataPath;

        /// <summary>The settings of the last session, or what suits this project.</summary>
        public static RetrainSettings LoadSettings()
        {
            var settings = RetrainSettings.FromJson(EditorPrefs.GetString(SettingsHere, ""));
            settings.RunsFolder = ProjectFolders.Runs;
            var captured = EditorPrefs.GetString(CapturedFolderKey, "");
            if (captured.Length > 0)
            {
                settings.Data = captured;
            }

            EditorPrefs.DeleteKey(CapturedFolderKey);
            if (settings.Output.Length == 0)
            {
                settings.Output = Path.Combine(ProjectFolders.Runs, "retrained");
            }

            if (settings.StartingModel.Length == 0)
            {
                settings.StartingModel = FindOnlyModel(settings.Output);
            }

            return settings;
        }

        /// <summary>Remembers settings for the next session.</summary>
        /// <param name="settings">The settings.</param>
        public static void SaveSettings(RetrainSettings settings) => EditorPrefs.SetString(SettingsHere, settings.ToJson());

        /// <summary>Starts a retraining.</summary>
        /// <param name="settings">What to do.</param>
        /// <param name="resumes">Whether to go on with the run in the output folder.</param>
        /// <param name="dropsUnfinished">Whether an unfinished run in the output folder may be dropped.</param>
        /// <exception cref="TrainingToolException">Another one is at work, or the training tool is missing.</exception>
        public static void Start(RetrainSettings settings, bool resumes, bool dropsUnfinished) =>
            Start(new TrainingProcess(TrainingTool.Locate()), settings, resumes, dropsUnfinished);

        internal static void Start(ITrainingTool tool, RetrainSettings settings, bool resumes, bool dropsUnfinished)
        {
            if (_current != null && _current.Read().IsBusy)
            {
                throw new TrainingToolException("Another retraining is at work. Wait for it, or cancel it first.");
            }

            var run = new RetrainRun(tool, settings, ModelsFolder);
            _current = run;
            SessionState.EraseInt(ProcessKey);
            SessionState.SetString(RunKey, settings.ToJson());
            EditorApplication.update -= RememberProcess;
            EditorApplication.update += RememberProcess;
            run.Start(resumes, dropsUnfinished);
        }

        /// <summary>Forgets the retraining, which goes on.</summary>
        internal static void Forget()
        {
            _current = null;
            EditorApplication.update -= RememberProcess;
        }

        /// <summary>Finds the retraining again that was at work when scripts were loaded anew.</summary>
        [InitializeOnLoadMethod]
        internal static void Restore()
        {
            var remembered = SessionState.GetString(RunKey, "");
            var id = SessionState.GetInt(ProcessKey, 0);
            if (_current != null || remembered.Length == 0 || id == 0)
            {
                return;
            }

            var startTicks = SessionState.GetString(StartKey, "");
            var start = long.TryParse(startTicks, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) ? ticks : 0;
            var process = new AttachedProcess(id, start);
            var watch = Stopwatch.StartNew();
            var settings = RetrainSettings.FromJson(remembered);
            var run = new AttachedRun(settings, () => process.IsAlive, process.Kill, () => watch.Elapsed);
            _current = run;
            run.Begin();
        }

        // What a reload of scripts must not lose is noted as soon as it is known.
        private static void RememberProcess()
        {
            if (!(_current is RetrainRun run) || !RetrainSnapshot.IsBusyState(run.State))
            {
                SessionState.EraseString(RunKey);
                SessionState.EraseInt(ProcessKey);
                EditorApplication.update -= RememberProcess;
                return;
            }

            var id = run.ProcessId;
            if (id == 0 || run.State != RetrainState.Running || id == SessionState.GetInt(ProcessKey, 0))
            {
                return;
            }

            SessionState.SetInt(ProcessKey, id);
            SessionState.SetString(StartKey, AttachedProcess.FindStart(id).ToString(CultureInfo.InvariantCulture));
        }

        private static string FindOnlyModel(string output)
        {
            if (!Directory.Exists(Application.streamingAssetsPath))
            {
                return "";
            }

            var found = "";
            foreach (var folder in Directory.GetDirectories(Application.streamingAssetsPath))
            {
                // What an earlier retraining made and published is no beginning.
                if (!File.Exists(Path.Combine(folder, ModelLayout.Config)) || Path.GetFileName(folder) == Path.GetFileName(output))
                {
                    continue;
                }

                if (found.Length > 0)
                {
                    return "";
                }

                found = folder;
            }

            return found;
        }
    }
}
