using System;
using Saccade.Capture;
using Saccade.Inference;
using Saccade.Statistics;
using Saccade.Timing;

namespace Saccade.OpenGL
{
    /// <summary>
    /// The classifier for engines of one's own, without components or scene: an OpenGL texture in, a label and where the model looked
    /// out, some frames later. It never waits: pictures are encoded on the context that is current, and the model runs on a thread of
    /// its own. Every member is for one thread, the one that has the context current.
    /// </summary>
    public sealed class OpenGLClassifier : IDisposable
    {
        private readonly CountedFrames _frames = new CountedFrames();
        private readonly ClassificationPipeline<CaptureSource> _pipeline;

        /// <summary>Opens a model and starts loading it on a thread of its own. Classifiers of one model share it.</summary>
        /// <param name="modelFolder">Folder with config.json, preprocessor_config.json and onnx/model.onnx.</param>
        /// <param name="getProcAddress">
        /// Finds an OpenGL function by name, as <c>eglGetProcAddress</c> and <c>glfwGetProcAddress</c> do; zero for one that there
        /// isn't. The context must be OpenGL 4.5 or later.
        /// </param>
        /// <param name="options">What to compute with: the processor, half of its cores, at most 4, unless given.</param>
        /// <param name="topK">Classes that a result lists, at least 1.</param>
        /// <param name="framesInFlight">Pictures that can be on their way from the GPU at once, 1 to 16.</param>
        /// <exception cref="Preprocessing.ModelFileException">A file is missing or contradicts another.</exception>
        /// <exception cref="NotSupportedException">No context is current, or it can't run the encode; the message says why.</exception>
        /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
        public OpenGLClassifier(
            string modelFolder, Func<string, IntPtr> getProcAddress, InferenceOptions options = default, int topK = 3,
            int framesInFlight = 3)
        {
            var backend = new OpenGLCaptureBackend(getProcAddress);
            if (!backend.IsSupported(out var reason))
            {
                throw new NotSupportedException("OpenGL: " + reason);
            }

            Model = ModelFolder.Open(modelFolder);
            _pipeline = new ClassificationPipeline<CaptureSource>(Model, options, backend, framesInFlight, topK, _frames);
        }

        /// <summary>The model.</summary>
        public ModelFolder Model { get; }

        /// <summary>Whether the model is loaded and warm. No picture is taken before.</summary>
        public bool IsReady => _pipeline.IsReady;

        /// <summary>What went wrong, as one message to show, or null. A classifier that failed stays failed.</summary>
        public string? Error => _pipeline.Error;

        /// <summary>
        /// What one should know though it works, such as that another execution provider was taken, or why no picture is taken: its texture
        /// is gone or of another size; or null.
        /// </summary>
        public string? Notice => _pipeline.Loss ?? _pipeline.Notice;

        /// <summary>
        /// The last result, or null before the first. Its <see cref="Classification.Frame"/> is <see cref="Frame"/> at its capture. A
        /// later call of <see cref="BeginFrame"/> may overwrite what it holds.
        /// </summary>
        public Classification? Result => _pipeline.Result;

        /// <summary>Seconds since the picture of <see cref="Result"/> was taken; not a number before the first.</summary>
        public double ResultAge => Result == null ? double.NaN : _frames.Seconds - Result.Stamp.Seconds;

        /// <summary>Calls of <see cref="BeginFrame"/> so far.</summary>
        public long Frame => _frames.Frame;

        /// <summary>What was done and what it cost.</summary>
        public ClassifierStatistics Statistics => _pipeline.Statistics;

        /// <summary>How often pictures are taken: as often as the model can, unless set.</summary>
        public CaptureSchedule Schedule => _pipeline.Schedule;

        /// <summary>Call it once when a frame begins: brings what has arrived to the model, and its newest result back.</summary>
        /// <returns>Whether <see cref="Result"/> is new.</returns>
        public bool BeginFrame()
        {
            _frames.Advance();
            return _pipeline.BeginFrame();
        }

        /// <summary>Call it when a frame is rendered: takes its picture, if one is due.</summary>
        /// <param name="texture">
        /// The texture's name; all of its first level is looked at, with the channels as its swizzle hands them to shaders.
        /// </param>
        /// <param name="width">Its width in pixels.</param>
        /// <param name="height">Its height in pixels.</param>
        /// <param name="isBottomUp">Whether the first row in memory is the picture's lowest, as OpenGL renders.</param>
        /// <param name="isLinear">Whether it holds linear light in a format that is not sRGB, such as half floats.</param>
        /// <returns>Whether it was taken.</returns>
        public bool Capture(uint texture, int width, int height, bool isBottomUp = true, bool isLinear = false) =>
            Capture(new CaptureSource((IntPtr)texture, 0, 0, width, height, isLinear, isBottomUp));

        /// <summary>Takes the picture of a part of a texture, if one is due.</summary>
        /// <param name="source">
        /// The part of the texture; <see cref="Classification.Region"/> will be counted from it. A texture of zero is the framebuffer
        /// bound for drawing.
        /// </param>
        /// <returns>Whether it was taken: not where none is due, and not where <see cref="Notice"/> says that it can't be read.</returns>
        public bool Capture(in CaptureSource source)
        {
            var lost = _pipeline.Lost;
            return _pipeline.Capture(source, Region.Whole) && _pipeline.Lost == lost;
        }

        /// <summary>Gives everything back without waiting for the model. The context must be current.</summary>
        public void Dispose() => _pipeline.Dispose();
    }
}
