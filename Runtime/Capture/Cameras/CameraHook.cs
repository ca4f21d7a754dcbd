using System;
using UnityEngine;
using UnityEngine.Rendering;
using Object = UnityEngine.Object;

namespace Saccade.Capture.Cameras
{
    /// <summary>
    /// Calls a listener in each frame that a camera renders, in time for commands that run after the camera's last pass: in the built-in
    /// pipeline after image effects too, in scriptable ones after post-processing. Which pipeline renders is known by who calls.
    /// </summary>
    internal sealed class CameraHook : IDisposable
    {
        // A pipeline may leave out a frame when it is set up anew; one that leaves out so many never answers.
        private const int MaximumUnanswered = 30;

        private readonly Camera _camera;
        private readonly Action _record;
        private readonly CommandBuffer _own = new CommandBuffer { name = "Saccade" };
        private readonly Action<RenderTargetIdentifier, CommandBuffer> _takeScreen;
        private IScreenPictures? _screen;
        private RenderTexture? _copy;
        private CommandBuffer _commands;
        private RenderTargetIdentifier _target;
        private bool _isScreen;
        private bool _needsCopy;
        private int _unanswered;

        private CameraHook(Camera camera, Action record)
        {
            _camera = camera;
            _record = record;
            _commands = _own;
            _takeScreen = TakeScreen;
            _camera.AddCommandBuffer(CameraEvent.AfterEverything, _own);
            Camera.onPreRender += BeginBuiltIn;
            RenderPipelineManager.beginCameraRendering += BeginScriptable;
            RenderPipelineManager.endCameraRendering += EndScriptable;
        }

        /// <summary>Why the camera's pictures can't be had, as one message to show, or null.</summary>
        public string? Failure { get; private set; }

        /// <summary>Begins to listen.</summary>
        /// <param name="camera">The camera.</param>
        /// <param name="record">Called in each frame that it renders; may call <see cref="Read"/> and record into its commands.</param>
        public static CameraHook Attach(Camera camera, Action record) => new CameraHook(camera, record);

        /// <summary>
        /// What the camera renders in this frame; only for the listener, while it is called. Reading it may record a copy, so it is for
        /// frames whose picture is wanted.
        /// </summary>
        public RenderedPicture Read()
        {
            var pixels = _camera.pixelRect;
            if (!_needsCopy)
            {
                var texture = _camera.targetTexture;
                var size = texture != null
                    ? new Vector2Int(texture.width, texture.height)
                    : new Vector2Int(Screen.width, Screen.height);

                // A texture is rendered with its lowest row first everywhere: engines turn the picture over on graphics APIs that
                // would do otherwise. The screen is shown as it lies there.
                return new RenderedPicture(
                    _commands, _target, size, pixels, _isScreen, _isScreen && SystemInfo.graphicsUVStartsAtTop);
            }

            // A pipeline may render at another scale than the screen's, which only it knows.
            var copy = RequireCopy((int)pixels.width, (int)pixels.height);
            _commands.Blit(_target, copy);
            return new RenderedPicture(
                _commands, copy, new Vector2Int(copy.width, copy.height), new Rect(0f, 0f, copy.width, copy.height), false, false);
        }

        /// <summary>Ends listening and gives everything back.</summary>
        public void Dispose()
        {
            Camera.onPreRender -= BeginBuiltIn;
            RenderPipelineManager.beginCameraRendering -= BeginScriptable;
            RenderPipelineManager.endCameraRendering -= EndScriptable;
            _screen?.Detach(_camera, _takeScreen);
            _screen = null;
            if (_camera != null)
            {
                _camera.RemoveCommandBuffer(CameraEvent.AfterEverything, _own);
            }

            _own.Release();
            if (_copy != null)
            {
                Object.Destroy(_copy);
            }
        }

        private void BeginBuiltIn(Camera camera)
        {
            if (camera != _camera)
            {
                return;
            }

            Failure = null;
            _own.Clear();
            var texture = camera.targetTexture;
            Record(
                _own,
                texture != null ? new RenderTargetIdentifier(texture) : new RenderTargetIdentifier(BuiltinRenderTextureType.CameraTarget),
                texture == null,
                false);
        }

        private void BeginScriptable(ScriptableRenderContext context, Camera camera)
        {
            if (camera != _camera)
            {
                return;
            }

            // Pipelines render differently for a camera whose picture is asked for, so it is for those on the screen alone.
            var isScreen = camera.targetTexture == null;
            var wanted = isScreen ? ScreenPictures.Source : null;
            if (wanted != _screen)
            {
                _screen?.Detach(camera, _takeScreen);
                wanted?.Attach(camera, _takeScreen);
                _screen = wanted;
                _unanswered = 0;
            }

            if (isScreen && wanted == null)
            {
                Failure = "In this render pipeline the picture of a camera on the screen can't be had: it takes the package "
                    + "com.unity.render-pipelines.core 14.0 or later, which URP and HDRP bring along. Give the camera a target texture.";
            }
            else if (isScreen && _unanswered++ > MaximumUnanswered)
            {
                Failure = "This render pipeline doesn't hand out the picture of a camera on the screen: it ignores CameraCaptureBridge. "
                    + "Give the camera a target texture.";
            }
            else
            {
                Failure = null;
            }
        }

        private void EndScriptable(ScriptableRenderContext context, Camera camera)
        {
            if (camera != _camera || camera.targetTexture == null)
            {
                return;
            }

            _own.Clear();
            Record(_own, new RenderTargetIdentifier(camera.targetTexture), false, false);
            context.ExecuteCommandBuffer(_own);
            context.Submit();
        }

        private void TakeScreen(RenderTargetIdentifier target, CommandBuffer commands)
        {
            _unanswered = 0;
            Record(commands, target, false, true);
        }

        private void Record(CommandBuffer commands, RenderTargetIdentifier target, bool isScreen, bool needsCopy)
        {
            (_commands, _target, _isScreen, _needsCopy) = (commands, target, isScreen, needsCopy);
            _record();
        }

        private RenderTexture RequireCopy(int width, int height)
        {
            if (_copy != null && _copy.width == width && _copy.height == height)
            {
                return _copy;
            }

            if (_copy != null)
            {
                Object.Destroy(_copy);
            }

            return _copy = new RenderTexture(width, height, 0, RenderTextureFormat.ARGB32)
            {
                name = "Saccade Screen",
                filterMode = FilterMode.Bilinear,
                hideFlags = HideFlags.HideAndDontSave,
            };
        }
    }
}
