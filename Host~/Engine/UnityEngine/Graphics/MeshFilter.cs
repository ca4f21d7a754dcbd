#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
namespace UnityEngine
{
    [DisallowMultipleComponent]
    public sealed class MeshFilter : Component
    {
        private Mesh _mesh;
        private Mesh _instance;

        public Mesh sharedMesh
        {
            get => _mesh == null ? null : _mesh;
            set => _mesh = value;
        }

        internal Mesh mesh
        {
            get
            {
                if (_instance == null || _instance != _mesh)
                {
                    _instance = _mesh == null ? new Mesh() : _mesh.CopyOf();
                    _mesh = _instance;
                }

                return _instance;
            }
            set
            {
                _mesh = value;
                _instance = value;
            }
        }
    }
}
