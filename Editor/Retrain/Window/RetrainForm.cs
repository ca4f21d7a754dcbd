using System;
using System.Collections.Generic;
using Saccade.Editor.Retrain.Data;

namespace Saccade.Editor.Retrain.Window
{
    /// <summary>What the retrain window knows and does, without its controls. Main thread only.</summary>
    internal sealed class RetrainForm
    {
        private readonly Func<ITrainingTool> _findTool;
        private readonly Dictionary<RetrainField, string> _unread = new Dictionary<RetrainField, string>();
        private DataCheck? _check;

        /// <param name="settings">What to begin with.</param>
        /// <param name="findTool">Finds the training tool, or throws a <see cref="TrainingToolException"/>.</param>
        internal RetrainForm(RetrainSettings settings, Func<ITrainingTool> findTool)
        {
            Settings = settings;
            _findTool = findTool;
            Faults = settings.Validate();
        }

        /// <summary>What is asked for; the controls write into it and call <see cref="OnChanged"/>.</summary>
        internal RetrainSettings Settings { get; }

        /// <summary>What is wrong with the settings.</summary>
        internal IReadOnlyDictionary<RetrainField, string> Faults { get; private set; }

        /// <summary>Where the weights of a starting model lie that was published without them; null for any other.</summary>
        internal string? WeightsNote { get; private set; }

        /// <summary>Why the last press of a button did nothing; empty otherwise.</summary>
        internal string Refusal { get; private set; } = "";

        /// <summary>The retraining; null where there was none.</summary>
        internal static IRetrainRun? Run => RetrainSession.Current;

        /// <summary>How the retraining is.</summary>
        internal RetrainSnapshot Snapshot { get; private set; } = new RetrainSnapshot();

        /// <summary>What the chosen data set holds; null while that isn't known.</summary>
        internal DataSummary? Data => _check != null ? (_check.Folder == Settings.Data ? _check.Summary : null)
            : Run?.Settings.Data == Settings.Data ? Snapshot.Data : null;

        /// <summary>Whether the data set's pictures are being counted.</summary>
        internal bool IsCounting => _check != null && !_check.IsDone;

        internal bool CanStart => !Snapshot.IsBusy;

        internal bool CanCancel => Snapshot.IsBusy && Snapshot.State != RetrainState.Cancelling;

        internal bool CanResume => !Snapshot.IsBusy && RetrainRun.CanResume(Settings.Output);

        /// <summary>The finished run's model folder; null where none is finished.</summary>
        internal string? FinishedOutput => Snapshot.State == RetrainState.Finished ? Run!.Settings.Output : null;

        /// <summary>Says what was typed into a field that can't be read, so that its setting is still the one before.</summary>
        /// <param name="field">The field.</param>
        /// <param name="fault">What is wrong; null once the field can be read.</param>
        internal void SetUnread(RetrainField field, string? fault)
        {
            _unread.Remove(field);
            if (fault != null)
            {
                _unread.Add(field, fault);
            }
        }

        /// <summary>Checks the settings and remembers them.</summary>
        internal void OnChanged()
        {
            Refusal = "";
            RetrainSession.SaveSettings(Settings);
            Validate();
        }

        /// <summary>Counts the pictures of the chosen data set, where that wasn't done.</summary>
        internal void BeginCount()
        {
            Validate();
            var weights = Settings.FindWeights();
            if (Faults.ContainsKey(RetrainField.Data) || _check?.IsOf(Settings.Data, Settings.Seed, weights) == true)
            {
                return;
            }

            try
            {
                _check = new DataCheck(_findTool(), Settings.Data, Settings.Seed, weights);
                _check.Begin();
            }
            catch (TrainingToolException e)
            {
                Refusal = e.Message;
            }
        }

        /// <summary>Takes in how the retraining and the count are.</summary>
        internal void Update()
        {
            Snapshot = Run?.Read() ?? new RetrainSnapshot();
            if (_check != null && _check.IsDone)
            {
                Validate();
            }
        }

        /// <summary>Starts a new run.</summary>
        /// <param name="confirm">Asked whether an unfinished run in the output folder may be dropped.</param>
        internal void Start(Func<bool> confirm)
        {
            // Counted anew: pictures may have come since.
            if (_check != null && _check.IsDone && _check.Error.Length > 0)
            {
                _check = null;
            }

            Validate();
            if (Faults.Count > 0)
            {
                Refusal = Faults.Count == 1 ? "One field above needs another value." : $"{Faults.Count} fields above need other values.";
                return;
            }

            var isUnfinished = RetrainRun.CanResume(Settings.Output);
            if (!isUnfinished || confirm())
            {
                Begin(false, isUnfinished);
            }
        }

        /// <summary>Goes on with the run in the output folder.</summary>
        internal void Resume() => Begin(true, false);

        internal void Cancel() => Run?.Cancel();

        private void Begin(bool resumes, bool dropsUnfinished)
        {
            Refusal = "";
            try
            {
                RetrainSession.Start(_findTool(), Settings, resumes, dropsUnfinished);

                // The run counts for itself what is there now.
                _check = null;
            }
            catch (TrainingToolException e)
            {
                Refusal = e.Message;
            }

            Update();
        }

        private void Validate()
        {
            var faults = new Dictionary<RetrainField, string>(Settings.Validate());
            if (_check != null && _check.Error.Length > 0 && _check.Folder == Settings.Data && !faults.ContainsKey(RetrainField.Data))
            {
                faults[RetrainField.Data] = _check.Error;
            }

            foreach (var unread in _unread)
            {
                faults[unread.Key] = unread.Value;
            }

            Faults = faults;
            var weights = Settings.FindWeights();
            WeightsNote = weights == null || weights == Settings.StartingModel
                ? null
                : $"Was published without weights: training starts from those of its run, {weights}.";
        }
    }
}
