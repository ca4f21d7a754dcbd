using System;
using Saccade.Capture;
using Saccade.Inference;

namespace Saccade.Textures
{
    /// <summary>
    /// The way of one awaited picture at a time to the model: what arrives on it belongs to whoever asked. Lanes of one frame are
    /// classified in one run, as cameras are. Main thread only.
    /// </summary>
    internal sealed class PictureLane : IDisposable
    {
        private readonly ClassificationPipeline<RecordedSource> _pipeline;
        private PictureRequest? _request;
        private int _index;
        private int _attempt;
        private long _lost;

        /// <summary>Takes a pipeline, with one picture in flight.</summary>
        public PictureLane(ClassificationPipeline<RecordedSource> pipeline)
        {
            _pipeline = pipeline;
            _pipeline.Schedule.Rate = CaptureRate.OnRequest;

            // The encoder is made by it, as soon as the model is ready.
            _pipeline.BeginFrame();
        }

        /// <summary>Whether a picture is on its way, also one whose request was answered otherwise meanwhile.</summary>
        public bool IsBusy => _request != null;

        /// <summary>Whether a picture can be sent.</summary>
        public bool IsFree
        {
            get
            {
                _pipeline.Schedule.Request();
                return _request == null && _pipeline.IsCaptureDue;
            }
        }

        /// <summary>Why the lane takes no picture any more, or null.</summary>
        public string? Error => _pipeline.Error;

        /// <summary>Sends a picture on its way. Only where none is.</summary>
        /// <returns>False where the encoder doesn't take it now.</returns>
        public bool TryCapture(in RecordedSource source, Region region, long videoFrame, PictureRequest request, int index)
        {
            _pipeline.Schedule.Request();
            _lost = _pipeline.Lost;
            if (!_pipeline.Capture(source, region, videoFrame))
            {
                return false;
            }

            (_request, _index, _attempt) = (request, index, request.Attempt);
            return true;
        }

        /// <summary>Looks whether the picture was classified.</summary>
        public void BeginFrame()
        {
            var isNew = _pipeline.BeginFrame();
            if (_request == null)
            {
                return;
            }

            if (_pipeline.Error != null)
            {
                _request.Fail(new InvalidOperationException(_pipeline.Error));
            }
            else if (isNew)
            {
                _request.Answer(_index, _pipeline.Result!, _attempt);
            }
            else if (_pipeline.Lost > _lost)
            {
                _request.Lose(_attempt, _pipeline.Loss);
            }
            else
            {
                return;
            }

            _request = null;
        }

        /// <summary>Gives everything back; a picture on its way is lost.</summary>
        public void Dispose() => _pipeline.Dispose();
    }
}
