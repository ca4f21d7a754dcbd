namespace UnityEngine.Rendering.Universal
{
    public enum CameraRenderType
    {
        Base,
        Overlay,
    }
}
