using System;
using System.Threading.Tasks;
using Saccade.Capture;
using Saccade.Files;
using Saccade.Inference;
using Saccade.Models;
using Saccade.Preprocessing;
using Saccade.Statistics;
using Saccade.Timing;
using UnityEngine;

namespace Saccade.Serving
{
    /// <summary>
    /// The model of a component or a class: opened, warmed up and serving; another one takes its place without a gap, and if that can't be
    /// loaded, the one at work goes on. Main thread only.
    /// </summary>
#pragma warning disable CA1001 // Close gives all back, and another model may be opened after it.
    internal sealed class ServedModel
#pragma warning restore CA1001
    {
        private readonly ClassifierStatistics _statistics;
        private Task<ModelFolder>? _opening;
        private string _name = "";
        private ModelFolder? _nextFolder;
        private ClassificationPipeline<RecordedSource>? _next;
        private int _framesInFlight;

        /// <summary>Creates it; nothing is loaded before <see cref="Open"/>.</summary>
        /// <param name="statistics">Where the pipelines count.</param>
        public ServedModel(ClassifierStatistics statistics)
        {
            _statistics = statistics;
        }

        /// <summary>The pipeline that serves, or null while none does.</summary>
        public ClassificationPipeline<RecordedSource>? Pipeline { get; private set; }

        /// <summary>The folder of the model that serves.</summary>
        public ModelFolder? Folder { get; private set; }

        /// <summary>What the model that was opened last is computed with.</summary>
        public InferenceOptions Options { get; private set; } = new InferenceOptions(ExecutionProvider.Auto, 0);

        /// <summary>How many classes its results list.</summary>
        public int TopK { get; private set; }

        /// <summary>Why no model serves, or why another one could not be taken, as one message to show; or null.</summary>
        public string? Error { get; private set; }

        /// <summary>Whether a model is being loaded; the one before serves meanwhile.</summary>
        public bool IsLoading => _opening != null || _next != null;

        /// <summary>
        /// Begins to load a model. What can be said at once is; reading the files takes longer than a frame has time for.
        /// </summary>
        /// <param name="asset">The model as an asset; null for a folder.</param>
        /// <param name="folder">The model folder, used where there is no asset.</param>
        /// <param name="variant">Which of the folder's ONNX files is taken; an asset holds one.</param>
        /// <param name="options">What it is computed with.</param>
        /// <param name="framesInFlight">Pictures that can be on their way at once.</param>
        /// <param name="topK">Classes that a result lists.</param>
        public void Open(
            TextAsset? asset, string folder, ModelVariant variant, InferenceOptions options, int framesInFlight, int topK)
        {
            Error = null;
            _opening = null;
            _next?.Dispose();
            _next = null;
            (Options, _framesInFlight, TopK) = (options, framesInFlight, topK);
            try
            {
                _name = asset != null ? asset.name : folder;
                _opening = asset != null
                    ? OpeningModels.Open(asset)
                    : OpeningModels.Open(ModelLocation.OfFolder(folder), variant);
            }
            catch (ModelFileException e)
            {
                Error = e.Message;
            }
        }

        /// <summary>Call it once when a frame begins.</summary>
        /// <returns>Whether the pipeline's result is new.</returns>
        public bool BeginFrame()
        {
            TakeOpened();
            TakeNext();
            if (Pipeline == null)
            {
                return false;
            }

            var isNew = Pipeline.BeginFrame();
            if (Pipeline.Error == null)
            {
                return isNew;
            }

            Fail(Pipeline.Error);
            return false;
        }

        /// <summary>The model that serves can't go on.</summary>
        /// <param name="error">Why, as one message to show.</param>
        public void Fail(string error)
        {
            Error = error;
            Pipeline?.Dispose();
            Pipeline = null;
        }

        /// <summary>Gives everything back without waiting.</summary>
        public void Close()
        {
            _opening = null;
            _next?.Dispose();
            _next = null;
            Pipeline?.Dispose();
            Pipeline = null;
        }

        /// <summary>What the user is to be told that this is doing.</summary>
        /// <param name="result">The last result that is shown, or null.</param>
        /// <param name="isStale">Whether newer ones should have come.</param>
        public ClassifierState Describe(Classification? result, bool isStale) =>
            Pipeline == null ? IsLoading ? ClassifierState.Loading : ClassifierState.Failed
            : result == null ? ClassifierState.WaitingForPicture
            : isStale ? ClassifierState.Stale : ClassifierState.Serving;

        private void TakeOpened()
        {
            if (_opening != null)
            {
                OpeningModels.Advance(_opening);
            }

            if (_opening == null || !_opening.IsCompleted)
            {
                return;
            }

            var opened = _opening;
            _opening = null;
            try
            {
                _nextFolder = opened.GetAwaiter().GetResult();
                _next = new ClassificationPipeline<RecordedSource>(
                    _nextFolder, Options, CaptureBackends.Find(), _framesInFlight, TopK, EngineFrames.Instance, _statistics);
            }
#pragma warning disable CA1031 // Whatever reading a user's files throws is shown; the scene goes on.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Error = UserMessage.Of(
                    e, $"{_name}: the model can't be opened", "Look at the files of the model folder, or make them again.");
            }
        }

        private void TakeNext()
        {
            if (_next == null)
            {
                return;
            }

            if (_next.Error != null)
            {
                Error = _next.Error;
                _next.Dispose();
                _next = null;
            }
            else if (_next.IsReady)
            {
                // Its encoder is made before the old one goes, so that the shaders they share stay compiled.
                _next.BeginFrame();
                Pipeline?.Dispose();
                Pipeline = _next;
                Folder = _nextFolder;
                _next = null;

                // The one before may have failed meanwhile.
                Error = null;
            }
        }
    }
}
