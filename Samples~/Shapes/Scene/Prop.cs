using UnityEngine;

namespace Saccade.Samples.Shapes
{
    /// <summary>An object of the scene with a material of its own.</summary>
    internal sealed class Prop
    {
        public Prop(string name, PrimitiveType primitive)
        {
            GameObject = GameObject.CreatePrimitive(primitive);
            GameObject.name = name;

            // The primitive's own material is the one that the project's render pipeline understands.
            Material = GameObject.GetComponent<MeshRenderer>().material;
        }

        public GameObject GameObject { get; }

        public Transform Transform => GameObject.transform;

        public Material Material { get; }

        public void Destroy()
        {
            Object.DestroyImmediate(Material);
            Object.DestroyImmediate(GameObject);
        }
    }
}
