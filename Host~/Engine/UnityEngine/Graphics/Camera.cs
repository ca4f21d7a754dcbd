#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Collections.Generic;
using Saccade.Host;
using Saccade.Host.Rendering;
using UnityEngine.Rendering;

namespace UnityEngine
{
    [DisallowMultipleComponent]
    public sealed class Camera : Behaviour
    {
        public static CameraCallback onPreRender;
        public static CameraCallback onPostRender;

        private RenderTexture _targetTexture;
        private float? _aspect;
        private Matrix4x4? _projection;
        private readonly List<(CameraEvent Event, CommandBuffer Buffer)> _commandBuffers = [];

        public delegate void CameraCallback(Camera cam);

        public static Camera main
        {
            get
            {
                foreach (var camera in World.Cameras)
                {
                    if (camera.CompareTag("MainCamera"))
                    {
                        return camera;
                    }
                }

                return null;
            }
        }

        public static Camera current { get; internal set; }

        public static Camera[] allCameras => World.Cameras.ToArray();

        public RenderTexture targetTexture
        {
            get => _targetTexture == null ? null : _targetTexture;
            set => _targetTexture = value;
        }

        public float fieldOfView { get; set; } = 60;

        public float nearClipPlane { get; set; } = 0.3f;

        public float farClipPlane { get; set; } = 1000;

        public bool orthographic { get; set; }

        public float orthographicSize { get; set; } = 5;

        public Color backgroundColor { get; set; } = new Color(49f / 255, 77f / 255, 121f / 255, 0);

        public CameraClearFlags clearFlags { get; set; } = CameraClearFlags.Skybox;

        public int cullingMask { get; set; } = -1;

        public float depth { get; set; }

        public Rect rect { get; set; } = new Rect(0, 0, 1, 1);

        public Rect pixelRect
        {
            get
            {
                var (width, height) = TargetSize;
                var area = ClampedRect;
                return new Rect(
                    MathF.Round(area.x * width),
                    MathF.Round(area.y * height),
                    MathF.Round(area.xMax * width) - MathF.Round(area.x * width),
                    MathF.Round(area.yMax * height) - MathF.Round(area.y * height));
            }
            set
            {
                var (width, height) = TargetSize;
                rect = new Rect(value.x / width, value.y / height, value.width / width, value.height / height);
            }
        }

        public int targetDisplay { get; set; }

        public bool stereoEnabled { get; internal set; }

        // Projects here are made as those whose graphics tiers have no HDR: a camera that doesn't ask for it draws straight to the screen.
        internal bool allowHDR { get; set; }

        internal bool allowMSAA { get; set; } = true;

        internal bool forceIntoRenderTexture { get; set; }

        /// <summary>What image effects began from, while the camera that has some is rendered.</summary>
        internal RenderTexture BeforeEffects { get; set; }

        /// <summary>
        /// What CameraTarget stands for where a shader is to read it; null for a camera that draws straight to the screen, which has no
        /// texture of its own.
        /// </summary>
        internal GpuTexture ReadableTarget
        {
            get
            {
                if (targetTexture is not null || BeforeEffects is not null)
                {
                    return (BeforeEffects ?? targetTexture).RequireGpu();
                }

                var isIntermediate = forceIntoRenderTexture || allowHDR || allowMSAA && QualitySettings.antiAliasing > 1;
                return isIntermediate && !RenderPipelineManager.IsInUse ? GraphicsDevice.Current.Screen.Color : null;
            }
        }

        internal int commandBufferCount => _commandBuffers.Count;

        public float aspect
        {
            get => _aspect ?? pixelRect.width / Mathf.Max(pixelRect.height, 1);
            set => _aspect = value;
        }

        public Matrix4x4 worldToCameraMatrix =>
            // Unity's camera space is OpenGL's: it looks along -z.
            Matrix4x4.Scale(new Vector3(1, 1, -1))
            * Matrix4x4.TRS(transform.position, transform.rotation, Vector3.one).inverse;

        public Matrix4x4 cameraToWorldMatrix => worldToCameraMatrix.inverse;

        public Matrix4x4 projectionMatrix
        {
            get
            {
                if (_projection is Matrix4x4 own)
                {
                    return own;
                }

                var halfWidth = orthographicSize * aspect;
                return orthographic
                    ? Matrix4x4.Ortho(-halfWidth, halfWidth, -orthographicSize, orthographicSize, nearClipPlane, farClipPlane)
                    : Matrix4x4.Perspective(fieldOfView, aspect, nearClipPlane, farClipPlane);
            }
            set => _projection = value;
        }

        internal RenderTarget RenderTarget =>
            targetTexture is null ? GraphicsDevice.Current.Screen : targetTexture.RequireTarget();

        private Rect ClampedRect => Rect.MinMaxRect(
            Mathf.Clamp01(rect.xMin), Mathf.Clamp01(rect.yMin), Mathf.Clamp01(rect.xMax), Mathf.Clamp01(rect.yMax));

        private (int Width, int Height) TargetSize =>
            targetTexture is null ? (Screen.width, Screen.height) : (targetTexture.width, targetTexture.height);

        public void ResetAspect() => _aspect = null;

        public void CopyFrom(Camera other)
        {
            if (other == null)
            {
                throw new ArgumentNullException(nameof(other), "Camera.CopyFrom: there is no camera to copy from.");
            }

            // As in Unity the place is copied too, the object's name, tag and place in the hierarchy are not.
            transform.SetPositionAndRotation(other.transform.position, other.transform.rotation);
            targetTexture = other.targetTexture;
            fieldOfView = other.fieldOfView;
            nearClipPlane = other.nearClipPlane;
            farClipPlane = other.farClipPlane;
            orthographic = other.orthographic;
            orthographicSize = other.orthographicSize;
            backgroundColor = other.backgroundColor;
            clearFlags = other.clearFlags;
            cullingMask = other.cullingMask;
            depth = other.depth;
            rect = other.rect;
            targetDisplay = other.targetDisplay;
            allowHDR = other.allowHDR;
            allowMSAA = other.allowMSAA;
            forceIntoRenderTexture = other.forceIntoRenderTexture;
            _aspect = other._aspect;
            _projection = other._projection;
        }

        public void Render()
        {
            ThrowIfDestroyed();
            if (RenderPipelineManager.IsInUse)
            {
                RenderPipelineManager.Render([this]);
            }
            else
            {
                GraphicsDevice.Current.CameraPass.Render(this);
            }
        }

        public Vector3 WorldToViewportPoint(Vector3 position)
        {
            var view = worldToCameraMatrix * new Vector4(position.x, position.y, position.z, 1);
            var clip = projectionMatrix * view;
            return new Vector3(clip.x / clip.w * 0.5f + 0.5f, clip.y / clip.w * 0.5f + 0.5f, -view.z);
        }

        internal Vector3 WorldToScreenPoint(Vector3 position) => ViewportToScreenPoint(WorldToViewportPoint(position));

        public Vector3 ViewportToScreenPoint(Vector3 position)
        {
            var area = pixelRect;
            return new Vector3(area.x + position.x * area.width, area.y + position.y * area.height, position.z);
        }

        internal Vector3 ViewportToWorldPoint(Vector3 position)
        {
            var projection = projectionMatrix;
            // The depth, in units before the camera, says what to divide by; the rest is the inverse of WorldToViewportPoint.
            var onAxis = projection * new Vector4(0, 0, -position.z, 1);
            var clip = new Vector4(
                (position.x * 2 - 1) * onAxis.w, (position.y * 2 - 1) * onAxis.w, onAxis.z, onAxis.w);
            Vector3 view = projection.inverse * clip;
            return cameraToWorldMatrix.MultiplyPoint3x4(view);
        }

        public void AddCommandBuffer(CameraEvent evt, CommandBuffer buffer)
        {
            Demand(evt, buffer);
            _commandBuffers.Add((evt, buffer));
        }

        public void RemoveCommandBuffer(CameraEvent evt, CommandBuffer buffer)
        {
            Demand(evt, buffer);
            for (var i = _commandBuffers.Count - 1; i >= 0; i--)
            {
                if (_commandBuffers[i] == (evt, buffer))
                {
                    _commandBuffers.RemoveAt(i);
                }
            }
        }

        internal void RemoveAllCommandBuffers() => _commandBuffers.Clear();

        public CommandBuffer[] GetCommandBuffers(CameraEvent evt)
        {
            List<CommandBuffer> found = [];
            foreach (var (at, buffer) in _commandBuffers)
            {
                if (at == evt)
                {
                    // Unity makes new objects of the buffers at each call: who compares references finds none.
                    found.Add(new CommandBuffer { name = buffer.name });
                }
            }

            return found.ToArray();
        }

        internal void RunCommandBuffers(CameraEvent evt)
        {
            // A plug-in that a buffer calls may take buffers away.
            for (var i = 0; i < _commandBuffers.Count; i++)
            {
                if (_commandBuffers[i].Event == evt)
                {
                    GraphicsDevice.Current.Commands.Run(_commandBuffers[i].Buffer, this);
                }
            }
        }

        internal static void ForgetListeners()
        {
            onPreRender = null;
            onPostRender = null;
        }

        internal override void BecameLive() => World.Cameras.Add(this);

        internal override void LeftLive() => World.Cameras.Remove(this);

        private static void Demand(CameraEvent evt, CommandBuffer buffer)
        {
            if (evt is not (CameraEvent.AfterImageEffects or CameraEvent.AfterEverything))
            {
                throw new ArgumentException($"Invalid CameraEvent value \"{(int)evt}\".", nameof(evt));
            }

            if (buffer is null)
            {
                throw new NullReferenceException("buffer is null");
            }
        }
    }
}
