#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
namespace UnityEngine.UIElements
{
    public class MeshGenerationContext
    {
        internal MeshGenerationContext(VisualElement element)
        {
            visualElement = element;
        }

        internal VisualElement visualElement { get; }

        public Painter2D painter2D { get; } = new Painter2D();
    }
}
