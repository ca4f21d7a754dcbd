#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Collections.Generic;

namespace UnityEngine
{
    public class Material : Object
    {
        private static Material _default;

        private readonly Dictionary<string, Color> _colors = new Dictionary<string, Color>();
        private readonly Dictionary<string, float> _floats = new Dictionary<string, float>();
        private readonly Dictionary<string, Texture> _textures = new Dictionary<string, Texture>();

        public Material(Shader shader)
        {
            if (shader == null)
            {
                throw new ArgumentNullException(
                    nameof(shader), "Material: the shader is null. Shader.Find knows Standard, Unlit/Color and Unlit/Texture.");
            }

            this.shader = shader;
            name = shader.name;
            _floats["_Glossiness"] = 0.5f;
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

        public bool HasProperty(string name) => shader.Has(name);

        public void SetColor(string name, Color value) => _colors[name] = value;

        public Color GetColor(string name) => _colors.TryGetValue(name, out Color value) ? value : Color.white;

        public void SetFloat(string name, float value) => _floats[name] = value;

        public float GetFloat(string name) => _floats.TryGetValue(name, out float value) ? value : 0;

        public void SetTexture(string name, Texture value) => _textures[name] = value;

        public Texture GetTexture(string name) => _textures.TryGetValue(name, out Texture value) && value != null ? value : null;

        public void CopyPropertiesFromMaterial(Material mat)
        {
            Copy(mat._colors, _colors);
            Copy(mat._floats, _floats);
            Copy(mat._textures, _textures);
            mainTextureScale = mat.mainTextureScale;
            mainTextureOffset = mat.mainTextureOffset;
        }

        private static void Copy<T>(Dictionary<string, T> from, Dictionary<string, T> to)
        {
            foreach ((string name, T value) in from)
            {
                to[name] = value;
            }
        }
    }
}
