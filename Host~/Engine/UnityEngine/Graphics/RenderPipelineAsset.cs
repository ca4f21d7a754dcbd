#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.

namespace UnityEngine.Rendering
{
    public abstract class RenderPipelineAsset : ScriptableObject
    {
        public virtual Material defaultMaterial => null;

        public virtual Shader defaultShader => null;

        internal RenderPipeline Create() => CreatePipeline();

        protected abstract RenderPipeline CreatePipeline();
    }
}
