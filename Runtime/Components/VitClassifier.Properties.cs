using UnityEngine;

namespace Saccade
{
    public sealed partial class VitClassifier
    {
        [SerializeField]
        [Tooltip("Folder with config.json, preprocessor_config.json and onnx/model.onnx. A relative path starts at StreamingAssets.")]
        private string _modelFolder = "";

        [SerializeField]
        [Range(1, 10)]
        [Tooltip("How many of the most likely classes a result lists.")]
        private int _topK = 3;

        [SerializeField]
        [Range(1, 8)]
        [Tooltip("Pictures that can be on their way from the GPU at once. More hide a slower GPU, fewer save memory.")]
        private int _framesInFlight = 3;

        [SerializeField]
        [Range(0, 64)]
        [Tooltip("Processor threads of one inference. 0: all but one, which is left to the game.")]
        private int _threads;

        /// <summary>The model folder. Set it before the component is enabled, or call <see cref="Load"/>.</summary>
        public string ModelFolder
        {
            get => _modelFolder;
            set => _modelFolder = value ?? "";
        }

        /// <summary>How many of the most likely classes a result lists, 1 to 10. Read when the component is enabled.</summary>
        public int TopK
        {
            get => _topK;
            set => _topK = Mathf.Clamp(value, 1, 10);
        }

        /// <summary>Pictures that can be on their way from the GPU at once, 1 to 8. Read when the component is enabled.</summary>
        public int FramesInFlight
        {
            get => _framesInFlight;
            set => _framesInFlight = Mathf.Clamp(value, 1, 8);
        }

        /// <summary>
        /// Processor threads of one inference, 0 to 64; 0 leaves one processor to the game. Read when the component is enabled.
        /// </summary>
        public int Threads
        {
            get => _threads;
            set => _threads = Mathf.Clamp(value, 0, 64);
        }

        /// <summary>Whether the model is loaded and warm.</summary>
        public bool IsReady => _pipeline != null && _pipeline.IsReady;

        /// <summary>Why nothing is classified, as one message to show, or null when nothing is wrong.</summary>
        public string? Error => _error;

        /// <summary>The last result, or null. It is overwritten by later results: read it in the frame that it arrives in.</summary>
        public Classification? Result => _pipeline?.Result;

        /// <summary>Pictures that were encoded since the component was enabled.</summary>
        public long Captured => _pipeline?.Captured ?? 0;

        /// <summary>Pictures that were left out because newer ones came first, or too many were on their way.</summary>
        public long Dropped => _pipeline?.Dropped ?? 0;

        /// <summary>
        /// The part of the camera's picture that the model sees, as fractions of it with the origin at the top left corner:
        /// all of it, unless the model's preprocessing crops.
        /// </summary>
        public Rect SeenRegion => _seenRegion;

        /// <summary>
        /// Where the camera's picture lies on the screen, in the pixels of <c>OnGUI</c> (origin at the top left corner): the
        /// camera's own rectangle, or the whole screen for a camera that renders to a texture.
        /// </summary>
        internal Rect ScreenArea
        {
            get
            {
                if (_camera == null || _camera.targetTexture != null)
                    return new Rect(0, 0, Screen.width, Screen.height);
                Rect pixels = _camera.pixelRect;
                return new Rect(pixels.x, Screen.height - pixels.yMax, pixels.width, pixels.height);
            }
        }
    }
}
