namespace UnityEngine.Rendering.Universal
{
    public abstract class ScriptableRenderer
    {
        private readonly bool _hasStacks;

        private protected ScriptableRenderer(bool hasStacks)
        {
            _hasStacks = hasStacks;
        }

        public bool SupportsCameraStackingType(CameraRenderType cameraRenderType) => _hasStacks;
    }
}
