namespace UnityEngine.Rendering.Universal
{
    public abstract class ScriptableRenderer
    {
        private readonly int _types;

        private protected ScriptableRenderer(params CameraRenderType[] types)
        {
            foreach (var type in types)
            {
                _types |= 1 << (int)type;
            }
        }

        public bool SupportsCameraStackingType(CameraRenderType cameraRenderType) => (_types & 1 << (int)cameraRenderType) != 0;
    }
}
