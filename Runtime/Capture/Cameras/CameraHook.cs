using System;
using System.Collections.Generic;
using UnityEngine;
using UnityEngine.Rendering;
using Object = UnityEngine.Object;

namespace Saccade.Capture.Cameras
{
    /// <summary>
    /// Calls a listener when a camera renders, in time for commands that run after its last pass: in the built-in pipeline after image
    /// effects too, in scriptable ones after post-processing. Which pipeline renders is known by who calls.
    /// </summary>
    internal sealed class CameraHook : IDisposable
    {
        // A pipeline may leave out a frame when it is set up anew; one that leaves out so many never answers.
        private const int MaximumUnanswered = 30;

        private readonly Camera _camera;
        private readonly Func<bool> _isDue;
        private readonly Action _record;
        private readonly CommandBuffer _own = new CommandBuffer { name = "Saccade" };
        private readonly Action<RenderTargetIdentifier, CommandBuffer> _takeScreen;
        private IScreenPictures? _asked;
        private Camera? _last;
        private RenderTexture? _copy;
        private CommandBuffer _commands;
        private RenderTargetIdentifier _target;
        private bool _isScreen;
        private bool _needsCopy;
        private int _unanswered;
        private int _begun;
        private RenderTexture? _lastTexture;
        private string? _loss;
        private (CameraFault Fault, int Display, Rect Viewport) _explained;
        private string? _failure;

        private CameraHook(Camera camera, Func<bool> isDue, Action record)
        {
            _camera = camera;
            _isDue = isDue;
            _record = record;
            _commands = _own;
            _takeScreen = TakeScreen;
            _begun = Time.frameCount;
            _camera.AddCommandBuffer(CameraEvent.AfterEverything, _own);
            Camera.onPreRender += BeginBuiltIn;
            RenderPipelineManager.beginCameraRendering += BeginScriptable;
            RenderPipelineManager.endCameraRendering += EndScriptable;
            RenderPipelineManager.endContextRendering += EndContext;
        }

        /// <summary>Why the camera's pictures can't be had, as one message to show, or null.</summary>
        public string? Failure
        {
            get
            {
                // The sentence is made anew only when it changes: it is asked for in each frame.
                var found = _camera != null ? (FindFault(), _camera.targetDisplay, _camera.rect) : default;
                if (!found.Equals(_explained))
                {
                    _explained = found;
                    _failure = Explain(found.Item1, found.Item2, found.Item3);
                }

                return _failure;
            }
        }

        /// <summary>What runs after the camera's last pass in this frame; only for the listener, while it is called.</summary>
        public CommandBuffer Commands => _commands;

        /// <summary>
        /// What one should know of pictures that come all the same: that they are the screen's, because the camera's texture was destroyed;
        /// or null.
        /// </summary>
        public string? Loss => FindLoss();

        private static bool IsPipelineScriptable => GraphicsSettings.currentRenderPipeline != null;

        /// <summary>Begins to listen.</summary>
        /// <param name="camera">The camera.</param>
        /// <param name="isDue">
        /// Asked when the camera begins to render: whether a picture is wanted in this frame. Scriptable pipelines render differently for a
        /// camera whose screen picture they were asked for, so they are asked only then.
        /// </param>
        /// <param name="record">
        /// Called when the camera renders, for a camera on the screen in a scriptable pipeline only when a picture was due; may call
        /// <see cref="Read"/> and record into its commands.
        /// </param>
        public static CameraHook Attach(Camera camera, Func<bool> isDue, Action record) => new CameraHook(camera, isDue, record);

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

        /// <summary>
        /// Why no picture has come for a while though one was wanted, as one message to show; what can be put right is. Allocates: not for
        /// every frame.
        /// </summary>
        /// <param name="frames">For how many frames.</param>
        public string ExplainSilence(int frames)
        {
            if (!_camera.isActiveAndEnabled)
            {
                return "The camera is off, so nothing renders its picture. Enable the Camera component, or call Camera.Render().";
            }

            var pipeline = GraphicsSettings.currentRenderPipeline;
            if (Time.frameCount - _begun >= frames)
            {
                return $"Nothing has rendered the camera for {frames} frames"
                    + (pipeline != null ? $": the render pipeline '{pipeline.name}' ({pipeline.GetType().Name}) doesn't begin with it" : "")
                    + ". Look whether the Game view is visible, whether another camera draws in its place, and whether a script's handler "
                    + "of Camera.onPreRender throws.";
            }

            if (!IsPipelineScriptable && !HoldsOwnCommands())
            {
                _camera.AddCommandBuffer(CameraEvent.AfterEverything, _own);
                return "Another script has removed Saccade's command buffer from the camera, so no picture was taken; it is there again. "
                    + "Use Camera.RemoveCommandBuffer for buffers of one's own instead of RemoveAllCommandBuffers.";
            }

            return $"The camera renders, but no picture has come back from the graphics card for {frames} frames: "
                + (pipeline != null
                    ? $"the render pipeline '{pipeline.name}' doesn't run the commands that it is given"
                    : "its commands don't run")
                + ". Look into the log for what the graphics driver says.";
        }

        /// <summary>Ends listening and gives everything back.</summary>
        public void Dispose()
        {
            Camera.onPreRender -= BeginBuiltIn;
            RenderPipelineManager.beginCameraRendering -= BeginScriptable;
            RenderPipelineManager.endCameraRendering -= EndScriptable;
            RenderPipelineManager.endContextRendering -= EndContext;
            Ask(null);
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

        private static string? Explain(CameraFault fault, int display, Rect viewport)
        {
            switch (fault)
            {
                case CameraFault.IsOverlay:
                    return "This is an Overlay camera of URP: what it draws is a layer of its Base camera's picture, which can't be had "
                        + "alone. Move the component to the Base camera.";
                case CameraFault.IsStereo:
                    return "The camera renders for a headset, whose pictures for two eyes can't be read. Put the component on a second "
                        + "camera at the same place, with a target texture.";
                case CameraFault.IsOnOtherDisplay:
                    return $"The camera's Target Display is {display + 1}, and only the picture of display 1 can be read. Set it to "
                        + "Display 1, or give the camera a target texture.";
                case CameraFault.HasNoViewport:
                    return FormattableString.Invariant(
                        $"The camera's Viewport Rect is x {viewport.x}, y {viewport.y}, width {viewport.width}, height {viewport.height}, ")
                        + "and nothing of that lies on the screen or its texture. The whole is x 0, y 0, width 1, height 1.";
                case CameraFault.HasNoSource:
                    return "In this render pipeline the picture of a camera on the screen can't be had: it takes the package "
                        + "com.unity.render-pipelines.core 14.0 or later, which URP and HDRP bring along. Give the camera a target "
                        + "texture.";
                case CameraFault.IsUnanswered:
                    return "This render pipeline doesn't hand out the picture of a camera on the screen: it ignores CameraCaptureBridge. "
                        + "Give the camera a target texture.";
                default:
                    return null;
            }
        }

        // A camera whose texture is destroyed draws to the screen from then on, and says nothing.
        private string? FindLoss()
        {
            var texture = _camera != null ? _camera.targetTexture : null;
            if (texture != null)
            {
                _lastTexture = texture;
                _loss = null;
            }
            else if (_lastTexture is not null)
            {
                _loss = _lastTexture == null
                    ? "The camera's target texture was destroyed, so the camera draws to the screen, and that is what is classified now. "
                        + "Give it another texture; to go on with the screen, disable and enable this component."
                    : null;
                _lastTexture = null;
            }

            return _loss;
        }

        private bool HoldsOwnCommands()
        {
            foreach (var commands in _camera.GetCommandBuffers(CameraEvent.AfterEverything))
            {
                // The engine gives out other objects for the same buffers.
                if (commands.name == _own.name)
                {
                    return true;
                }
            }

            return false;
        }

        private CameraFault FindFault()
        {
            var isScriptable = IsPipelineScriptable;
            if (isScriptable && CameraStacks.Source != null && CameraStacks.Source.IsOverlay(_camera))
            {
                return CameraFault.IsOverlay;
            }

            // Written so that a number that is none is found too.
            var viewport = _camera.rect;
            if (!(viewport.width > 0f && viewport.height > 0f
                && viewport.xMin < 1f && viewport.yMin < 1f && viewport.xMax > 0f && viewport.yMax > 0f))
            {
                return CameraFault.HasNoViewport;
            }

            // A texture belongs to no display and to no eye.
            if (_camera.targetTexture != null)
            {
                return CameraFault.None;
            }

            if (_camera.stereoEnabled)
            {
                return CameraFault.IsStereo;
            }

            if (_camera.targetDisplay != 0)
            {
                return CameraFault.IsOnOtherDisplay;
            }

            if (!isScriptable)
            {
                return CameraFault.None;
            }

            return ScreenPictures.Source == null ? CameraFault.HasNoSource
                : _unanswered > MaximumUnanswered ? CameraFault.IsUnanswered : CameraFault.None;
        }

        private void BeginBuiltIn(Camera camera)
        {
            if (camera != _camera)
            {
                return;
            }

            _begun = Time.frameCount;
            _own.Clear();
            if (FindFault() != CameraFault.None)
            {
                return;
            }

            // The screen is CurrentActive, not CameraTarget: a camera that draws straight to the screen has no texture that CameraTarget
            // could stand for, and one that HDR, several samples or image effects force into a texture has shown it on the screen by now,
            // effects included. What is active after everything is the screen in all of these cases, with its own row order. Nothing on
            // the camera is changed for it; forceIntoRenderTexture would cost a texture and a copy in each frame, of what effects begin
            // from.
            var texture = camera.targetTexture;
            Record(
                _own,
                texture != null ? new RenderTargetIdentifier(texture) : new RenderTargetIdentifier(BuiltinRenderTextureType.CurrentActive),
                texture == null,
                false);
        }

        private void BeginScriptable(ScriptableRenderContext context, Camera camera)
        {
            if (camera != _camera)
            {
                return;
            }

            _begun = Time.frameCount;
            var fault = FindFault();
            _last = null;
            if (fault != CameraFault.IsOverlay && fault != CameraFault.HasNoViewport && camera.targetTexture != null)
            {
                _last = CameraStacks.Source != null ? CameraStacks.Source.FindLast(camera) : camera;
                _unanswered = 0;
            }

            // Pipelines read the list of who wants pictures after this call. One that has never answered may yet.
            var isAsked = camera.targetTexture == null && (fault == CameraFault.None || fault == CameraFault.IsUnanswered) && _isDue();
            Ask(isAsked ? ScreenPictures.Source : null);
            if (isAsked)
            {
                _unanswered++;
            }
        }

        private void EndScriptable(ScriptableRenderContext context, Camera camera)
        {
            if (_last is not null && camera == _last)
            {
                RecordTexture(context);
            }
        }

        // Not sooner: a stack of cameras gives its picture when the last of them was rendered, and a list must not change while the
        // pipeline walks through it.
        private void EndContext(ScriptableRenderContext context, List<Camera> cameras)
        {
            Ask(null);

            // Where the pipeline has passed over the camera that should have been the last.
            if (_last is not null)
            {
                RecordTexture(context);
            }
        }

        private void RecordTexture(ScriptableRenderContext context)
        {
            _last = null;
            if (_camera == null || _camera.targetTexture == null)
            {
                return;
            }

            _own.Clear();
            Record(_own, new RenderTargetIdentifier(_camera.targetTexture), false, false);
            context.ExecuteCommandBuffer(_own);
            context.Submit();
        }

        private void Ask(IScreenPictures? source)
        {
            if (source == _asked)
            {
                return;
            }

            _asked?.Detach(_camera, _takeScreen);
            source?.Attach(_camera, _takeScreen);
            _asked = source;
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
