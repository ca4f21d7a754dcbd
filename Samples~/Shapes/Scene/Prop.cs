using System;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Saccade.Samples.Shapes.Scene
{
    /// <summary>An object of the scene with a material of its own.</summary>
    internal sealed class Prop
    {
        // Named so that a player's build keeps them: a primitive can't be made without its collider, though nothing collides here.
        private static readonly Type[] Colliders =
        {
            typeof(BoxCollider), typeof(SphereCollider), typeof(CapsuleCollider), typeof(MeshCollider),
        };

        public Prop(string name, PrimitiveType primitive)
        {
            GameObject = GameObject.CreatePrimitive(primitive);
            GameObject.name = name;
            foreach (var type in Colliders)
            {
                var collider = GameObject.GetComponent(type);
                if (collider != null)
                {
                    Object.DestroyImmediate(collider);
                }
            }

            Material = SceneMaterial.Give(GameObject.GetComponent<MeshRenderer>());
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
