#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System.Collections.Generic;
using Saccade.Host;
using Saccade.Host.Universal;

namespace UnityEngine.Rendering.Universal
{
    [DisallowMultipleComponent]
    [RequireComponent(typeof(Camera))]
    public class UniversalAdditionalCameraData : MonoBehaviour
    {
        [SerializeField]
        private CameraRenderType m_CameraType;

        [SerializeField]
        private List<Camera> m_Cameras;

        [SerializeField]
        private bool m_RenderPostProcessing;

        [SerializeField]
        private bool m_HasNoStacks;

        // No camera can have data before this class was touched.
        static UniversalAdditionalCameraData()
        {
            PipelineCamera.Find = Find;
        }

        public CameraRenderType renderType
        {
            get => m_CameraType;
            set => m_CameraType = value;
        }

        // As in Unity whoever asks where there can be none is warned each time.
        public List<Camera> cameraStack
        {
            get
            {
                if (renderType == CameraRenderType.Base && scriptableRenderer.SupportsCameraStackingType(CameraRenderType.Base))
                {
                    return m_Cameras ??= [];
                }

                Debug.LogWarning(
                    $"{name}: this camera can't have a camera stack: only Base cameras can, whose renderer supports it.", this);
                return null;
            }
        }

        public ScriptableRenderer scriptableRenderer => m_HasNoStacks ? HostRenderer.WithoutStacks : HostRenderer.WithStacks;

        internal bool renderPostProcessing
        {
            get => m_RenderPostProcessing;
            set => m_RenderPostProcessing = value;
        }

        internal bool HasNoStacks
        {
            get => m_HasNoStacks;
            set => m_HasNoStacks = value;
        }

        private static PipelineCamera Find(Camera camera) =>
            camera.TryGetComponent(out UniversalAdditionalCameraData data)
                ? new PipelineCamera(
                    data.m_CameraType == CameraRenderType.Overlay, data.m_HasNoStacks ? null : data.m_Cameras, data.m_RenderPostProcessing)
                : default;
    }
}
