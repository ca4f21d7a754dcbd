#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Collections.Generic;

namespace UnityEngine
{
    public class Material : Object
    {
        private static Material _default;

        private int _queue = -1;

        private readonly Dictionary<int, Vector4> _vectors = new Dictionary<int, Vector4>();
        private readonly Dictionary<int, float> _floats = new Dictionary<int, float>();
        private readonly Dictionary<int, Texture> _textures = new Dictionary<int, Texture>();

        public Material(Shader shader)
        {
            if (shader == null)
            {
                throw new ArgumentNullException(
                    nameof(shader), "Material: the shader is null. Shader.Find knows Standard, Unlit/Color and Unlit/Texture.");
            }

            this.shader = shader;
            name = shader.name;
            SetFloat("_Glossiness", 0.5f);
        }

        public Material(Material source)
        {
            ArgumentNullException.ThrowIfNull(source);
            shader = source.shader;
            name = source.name;
            CopyPropertiesFromMaterial(source);
        }

        public Shader shader { get; set; }

        public Color color
        {
            get => GetColor("_Color");
            set => SetColor("_Color", value);
        }

        public Texture mainTexture
        {
            get => GetTexture("_MainTex");
            set => SetTexture("_MainTex", value);
        }

        public Vector2 mainTextureScale { get; set; } = Vector2.one;

        public Vector2 mainTextureOffset { get; set; }

        internal static Material Default
        {
            get
            {
                if (_default == null)
                {
                    _default = new Material(Shader.Find("Standard")) { name = "Default-Material" };
                }

                return _default;
            }
        }

        // -1 is the shader's own queue.
        public int renderQueue
        {
            get => _queue < 0 ? shader.Queue : _queue;
            set => _queue = value;
        }

        internal bool HasProperty(string name) => shader.Has(name);

        public bool HasProperty(int nameID) => shader.Has(nameID);

        public void SetColor(string name, Color value) => SetColor(Shader.PropertyToID(name), value);

        public void SetColor(int nameID, Color value) => _vectors[nameID] = value;

        public Color GetColor(string name) => GetColor(Shader.PropertyToID(name));

        public Color GetColor(int nameID) => _vectors.TryGetValue(nameID, out var value) ? value : Color.white;

        internal void SetVector(string name, Vector4 value) => SetVector(Shader.PropertyToID(name), value);

        public void SetVector(int nameID, Vector4 value) => _vectors[nameID] = value;

        internal bool TryGetVector(int nameID, out Vector4 value) => _vectors.TryGetValue(nameID, out value);

        public void SetFloat(string name, float value) => SetFloat(Shader.PropertyToID(name), value);

        public void SetFloat(int nameID, float value) => _floats[nameID] = value;

        public float GetFloat(string name) => GetFloat(Shader.PropertyToID(name));

        public float GetFloat(int nameID) => _floats.TryGetValue(nameID, out var value) ? value : 0;

        public void SetTexture(string name, Texture value) => SetTexture(Shader.PropertyToID(name), value);

        public void SetTexture(int nameID, Texture value) => _textures[nameID] = value;

        public Texture GetTexture(string name) => GetTexture(Shader.PropertyToID(name));

        public Texture GetTexture(int nameID) => _textures.TryGetValue(nameID, out var value) && value != null ? value : null;

        public void CopyPropertiesFromMaterial(Material mat)
        {
            Copy(mat._vectors, _vectors);
            Copy(mat._floats, _floats);
            Copy(mat._textures, _textures);
            _queue = mat._queue;
            mainTextureScale = mat.mainTextureScale;
            mainTextureOffset = mat.mainTextureOffset;
        }

        private static void Copy<T>(Dictionary<int, T> from, Dictionary<int, T> to)
        {
            foreach (var (name, value) in from)
            {
                to[name] = value;
            }
        }
    }
}
