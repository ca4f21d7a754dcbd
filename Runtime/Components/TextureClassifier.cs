using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Saccade.Capture.Textures;
using Saccade.Results;
using Saccade.Serving;
using Saccade.Stages;
using Saccade.Statistics;
using Saccade.Timing;
using UnityEngine;
#if SACCADE_VIDEO
using UnityEngine.Video;
#endif

namespace Saccade
{
    /// <summary>
    /// Classifies a texture, a webcam or a video again and again, as <see cref="VitClassifier"/> does with what a camera sees, and other
    /// textures on request. Needs no camera, and holds up no frame.
    /// </summary>
    [AddComponentMenu("Saccade/Texture Classifier")]
#pragma warning disable CA1001 // The engine doesn't dispose components, it disables them: OnDisable gives all back.
    public sealed partial class TextureClassifier : MonoBehaviour, IClassifier
#pragma warning restore CA1001
    {
        private readonly ClassifierStatistics _statistics = new ClassifierStatistics(EngineFrames.Instance);
        private readonly SmoothLabel _label = new SmoothLabel();
        private readonly Listeners<Classification> _listeners = new Listeners<Classification>();
        private TextureClassification? _classification;
        private bool _isCaptureRequested;
        private bool _hadSource;
        private bool _hasLoaded;

        /// <summary>Raised on the main thread, at the beginning of a frame, when a result of the source has arrived.</summary>
        public event Action<Classification>? Classified
        {
            add => _listeners.Add(value);
            remove => _listeners.Remove(value);
        }

        /// <summary>
        /// Takes another model, or the same one anew. The one at work serves until the new one is loaded and warm; if that fails, it goes
        /// on serving and <see cref="Error"/> says why.
        /// </summary>
        /// <param name="folder">
        /// The model folder; a relative path starts at <c>Application.streamingAssetsPath</c>. It is used instead of an asset.
        /// </param>
        public void Load(string folder)
        {
            ModelAsset = null;
            ModelFolder = folder;
            Load();
        }

        /// <summary>The same as <see cref="Load(string)"/>, with a model that is an asset of the project.</summary>
        /// <param name="asset">A model folder in a file that ends in <c>.bytes</c>.</param>
        /// <exception cref="ArgumentNullException">There is no asset, or it was destroyed.</exception>
        public void Load(TextAsset asset)
        {
            if (asset == null)
            {
                throw new ArgumentNullException(nameof(asset));
            }

            ModelAsset = asset;
            Load();
        }

        /// <summary>
        /// Takes the source's picture in the next frame, whatever the rate; its result comes with <see cref="Classified"/>, unless a newer
        /// picture's does or the model goes. Whoever needs an answer awaits <see cref="ClassifyAsync(Texture, CancellationToken)"/>.
        /// </summary>
        public void RequestCapture() => _isCaptureRequested = true;

        /// <inheritdoc cref="TextureClassification.ClassifyAsync(Texture, CancellationToken)"/>
        public Task<Classification> ClassifyAsync(Texture texture, CancellationToken cancellation = default) =>
            Require()?.ClassifyAsync(texture, cancellation) ?? Task.FromException<Classification>(Off());

        /// <inheritdoc cref="TextureClassification.ClassifyAsync(Texture, IReadOnlyList{Rect}, CancellationToken)"/>
        public Task<Classification[]> ClassifyAsync(
            Texture texture, IReadOnlyList<Rect> regions, CancellationToken cancellation = default) =>
            Require()?.ClassifyAsync(texture, regions, cancellation) ?? Task.FromException<Classification[]>(Off());

#if SACCADE_VIDEO
        /// <inheritdoc cref="TextureClassification.ClassifyAsync(VideoPlayer, CancellationToken)"/>
        public Task<Classification> ClassifyAsync(VideoPlayer video, CancellationToken cancellation = default) =>
            Require()?.ClassifyAsync(video, cancellation) ?? Task.FromException<Classification>(Off());
#endif

        /// <summary>
        /// Writes a picture of the source as the model saw it, upright, after resize and crop, and asks for the next: pictures are kept
        /// only while somebody reads them. Never waits for the GPU.
        /// </summary>
        /// <param name="target">
        /// A readable texture of <see cref="ModelViewWidth"/> x <see cref="ModelViewHeight"/>; receives sRGB levels and is uploaded.
        /// </param>
        /// <returns>False when no other picture has arrived since the last call, or no model is loaded.</returns>
        /// <exception cref="ArgumentNullException">There is no texture.</exception>
        /// <exception cref="ArgumentException">The texture has another size.</exception>
        public bool TryReadModelView(Texture2D target) => target == null
            ? throw new ArgumentNullException(nameof(target))
            : _classification != null && _classification.TryReadModelView(target);

        private void OnEnable()
        {
            EngineMarkers.Install();
            _classification = new TextureClassification(_provider, _threads, _topK, _statistics, this);
            _classification.Classified += Publish;

            // A component that a script adds gets its folder after this; LateUpdate says so when it never came.
            if (_modelFolder.Length > 0 || _modelAsset != null)
            {
                Load();
            }
        }

        private void OnDisable()
        {
            _classification?.End($"The TextureClassifier of '{name}' was disabled.");
            _classification = null;
            _label.Forget();
            _isCaptureRequested = false;
            _hasLoaded = false;
        }

        // After all that Update makes of this frame's picture.
        private void LateUpdate()
        {
            if (Require() == null)
            {
                return;
            }

            _classification!.Mirror = _mirror;
            _classification.Schedule(_rate, _capturesPerSecond, _isCaptureRequested);
#if SACCADE_VIDEO
            if (_video != null)
            {
                Take(new TextureInput(_video, _mirror));
                return;
            }
#endif
            if (_source != null)
            {
                Take(new TextureInput(_source, _mirror));
            }
            else
            {
                _classification.InputNotice = _hadSource
                    ? "What was classified is gone: the source was destroyed. Set Source to another one, or to null."
                    : null;
            }
        }

        private void Take(in TextureInput input)
        {
            _hadSource = true;
            if (_classification!.TryTake(input, _sourceRect))
            {
                _isCaptureRequested = false;
            }
        }

        // What a script sets behind AddComponent is there by now.
        private TextureClassification? Require()
        {
            if (!_hasLoaded && _classification != null)
            {
                Load();
            }

            return _classification;
        }

        private void Load()
        {
            _hasLoaded = _classification != null;
            if (_modelAsset != null)
            {
                _classification?.Load(_modelAsset);
            }
            else
            {
                _classification?.Load(_modelFolder);
            }
        }

        private void Publish(Classification result)
        {
            using var publishing = StageMarkers.Begin(Stage.Publish);
            _label.Take(result, _smoothing, _hysteresis, _confidenceThreshold);
            _listeners.Tell(result, _onClassified, this);
        }

        private InvalidOperationException Off() =>
            new InvalidOperationException($"The TextureClassifier of '{name}' is disabled: enable it, and its game object.");
    }
}
