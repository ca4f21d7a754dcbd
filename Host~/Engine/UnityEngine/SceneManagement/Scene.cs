#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
namespace UnityEngine.SceneManagement
{
    public struct Scene
    {
        private readonly int _index;

        internal Scene(int index)
        {
            _index = index;
        }

        public static bool operator ==(Scene lhs, Scene rhs) => lhs._index == rhs._index;

        public static bool operator !=(Scene lhs, Scene rhs) => !(lhs == rhs);

        public override readonly int GetHashCode() => _index;

        public override readonly bool Equals(object other) => other is Scene scene && this == scene;
    }
}
