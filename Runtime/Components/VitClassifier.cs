using System;
using System.Diagnostics;
using Saccade.Capture;
using Saccade.Inference;
using Saccade.Preprocessing;
using UnityEngine;
using Debug = UnityEngine.Debug;

namespace Saccade
{
    /// <summary>
    /// Classifies what the camera on the same object sees, with a Vision Transformer, without holding up a frame: pictures are
    /// encoded on the GPU, the model runs on a thread of its own, and results arrive a few frames later with the number of the
    /// frame they came from.
    /// </summary>
    [AddComponentMenu("Saccade/Vit Classifier")]
    [RequireComponent(typeof(Camera))]
    [DisallowMultipleComponent]
    public sealed partial class VitClassifier : MonoBehaviour
    {
        private static readonly TimeSpan QuitPatience = TimeSpan.FromSeconds(10);

        private Camera _camera = null!;
        private ModelFolder? _folder;
        private ClassificationPipeline? _pipeline;
        private string? _error;
        private Rect _seenRegion = new Rect(0, 0, 1, 1);

        /// <summary>Raised on the main thread, at the beginning of a frame, when a result has arrived.</summary>
        public event Action<Classification>? Classified;

        /// <summary>Raised in each frame when the camera's picture has been taken: what is drawn now is not in it.</summary>
        internal event Action? PictureTaken;

        [RuntimeInitializeOnLoadMethod(RuntimeInitializeLoadType.SubsystemRegistration)]
        private static void StopThreadsWhenQuitting()
        {
            Application.quitting -= StopThreads;
            Application.quitting += StopThreads;
        }

        private static void StopThreads() => InferenceWorker.StopAll(QuitPatience);

        /// <summary>
        /// Takes another model, or the same one anew, for instance after it was retrained. Labels pause until it is loaded;
        /// the frame rate doesn't.
        /// </summary>
        /// <param name="folder">The model folder; a relative path starts at <c>Application.streamingAssetsPath</c>.</param>
        public void Load(string folder)
        {
            ModelFolder = folder;
            if (isActiveAndEnabled)
            {
                Close();
                Open();
            }
        }

        private void Awake() => _camera = GetComponent<Camera>();

        private void OnEnable()
        {
            // A component that a script adds gets its folder after this; Start says so when it never came.
            if (_modelFolder.Length > 0)
                Open();
        }

        private void Start()
        {
            if (_pipeline == null && _error == null)
                Open();
        }

        private void OnDisable() => Close();

        private void Update()
        {
            if (_pipeline == null)
                return;
            bool isNew = _pipeline.BeginFrame();
            if (_pipeline.Error != null)
            {
                Fail(_pipeline.Error);
                Close();
            }
            else if (isNew)
            {
                Classified?.Invoke(_pipeline.Result!);
            }
        }

        private void OnPostRender()
        {
            if (_pipeline == null)
                return;
            Rect pixels = _camera.pixelRect;
            RenderTexture? target = _camera.targetTexture;
            CaptureSource source = new CaptureSource(
                target != null ? target.GetNativeTexturePtr() : IntPtr.Zero,
                (int)pixels.x,
                (int)pixels.y,
                (int)pixels.width,
                (int)pixels.height,
                QualitySettings.activeColorSpace == ColorSpace.Linear,
                !SystemInfo.graphicsUVStartsAtTop);
            (float left, float top, float width, float height) = _folder!.Rule.GetSeenRegion(source.Width, source.Height);
            _seenRegion = new Rect(left, top, width, height);
            _pipeline.Capture(source, new FrameStamp(Time.frameCount, Stopwatch.GetTimestamp(), _seenRegion));
            PictureTaken?.Invoke();
        }

        private void Open()
        {
            _error = null;
            try
            {
                string path = _modelFolder.Length == 0
                    ? _modelFolder
                    : System.IO.Path.Combine(Application.streamingAssetsPath, _modelFolder);
                _folder = Saccade.ModelFolder.Open(path);
                int threads = _threads > 0 ? _threads : Math.Max(1, SystemInfo.processorCount - 1);
                _pipeline = ClassificationPipeline.Open(_folder, _framesInFlight, threads, _topK);
            }
            catch (Exception e) when (e is ModelFileException || e is NotSupportedException || e is ArgumentException)
            {
                Fail(e.Message);
            }
        }

        private void Close()
        {
            _pipeline?.Dispose();
            _pipeline = null;
        }

        private void Fail(string message)
        {
            _error = message;
            Debug.LogError("VitClassifier: " + message, this);
        }
    }
}
