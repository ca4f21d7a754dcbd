using System;
using System.Threading.Tasks;
using Saccade.Capture;
using Saccade.Inference;
using Saccade.Models;
using Saccade.Preprocessing;
using Saccade.Statistics;
using Saccade.Timing;

namespace Saccade.Textures
{
    /// <summary>A model that is opened, serves, and gives way to the next without a gap. Main thread only.</summary>
    internal sealed class TextureModel
    {
        private readonly ClassifierStatistics _statistics;
        private Task<ModelFolder>? _opening;
        private ModelFolder? _nextFolder;
        private InferenceOptions _options = new InferenceOptions(ExecutionProvider.Auto, 0);
        private int _framesInFlight;
        private int _topK;
        private ClassificationPipeline<RecordedSource>? _next;

        public TextureModel(ClassifierStatistics statistics) => _statistics = statistics;

        public ClassificationPipeline<RecordedSource>? Pipeline { get; private set; }

        public ModelFolder? Folder { get; private set; }

        public InferenceOptions Options => _options;

        public int TopK => _topK;

        public string? Error { get; private set; }

        public bool IsLoading => _opening != null || _next != null;

        public void Open(Func<ModelLocation> locate, InferenceOptions options, int framesInFlight, int topK)
        {
            Error = null;
            _next?.Dispose();
            _next = null;
            (_options, _framesInFlight, _topK) = (options, framesInFlight, topK);
            try
            {
                _opening = OpeningModels.Open(locate());
            }
            catch (ModelFileException e)
            {
                _opening = null;
                Error = e.Message;
            }
        }

        public bool BeginFrame()
        {
            TakeOpened();
            TakeNext();
            if (Pipeline == null)
            {
                return false;
            }

            var isNew = Pipeline.BeginFrame();
            if (Pipeline.Error != null)
            {
                Error = Pipeline.Error;
                Pipeline.Dispose();
                Pipeline = null;
                return false;
            }

            return isNew;
        }

        public void Close()
        {
            _opening = null;
            _next?.Dispose();
            _next = null;
            Pipeline?.Dispose();
            Pipeline = null;
        }

        private void TakeOpened()
        {
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
                    _nextFolder, _options, CaptureBackends.Find(), _framesInFlight, _topK, EngineFrames.Instance, _statistics);
            }
#pragma warning disable CA1031
            catch (Exception e)
#pragma warning restore CA1031
            {
                Error = e.Message;
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
                _next.BeginFrame();
                Pipeline?.Dispose();
                Pipeline = _next;
                Folder = _nextFolder;
                _next = null;
            }
        }
    }
}
