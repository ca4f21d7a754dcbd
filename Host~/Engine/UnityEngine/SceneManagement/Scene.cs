#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Collections.Generic;
using Saccade.Host;

namespace UnityEngine.SceneManagement
{
    public struct Scene
    {
        private readonly int _index;

        internal Scene(int index)
        {
            _index = index;
        }

        public readonly bool isLoaded => _index < World.SceneCount;

        public static bool operator ==(Scene lhs, Scene rhs) => lhs._index == rhs._index;

        public static bool operator !=(Scene lhs, Scene rhs) => !(lhs == rhs);

        public readonly void GetRootGameObjects(List<GameObject> rootGameObjects)
        {
            if (!isLoaded)
            {
                throw new ArgumentException("The scene is not loaded.");
            }

            rootGameObjects.Clear();
            foreach (var root in World.Roots)
            {
                if (root.gameObject.scene == this)
                {
                    rootGameObjects.Add(root.gameObject);
                }
            }
        }

        public override readonly int GetHashCode() => _index;

        public override readonly bool Equals(object other) => other is Scene scene && this == scene;
    }
}
