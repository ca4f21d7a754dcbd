#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using Saccade.Host.Rendering;

namespace UnityEngine
{
    public sealed class Shader : Object
    {
        private static readonly Shader Standard = new Shader("Standard", ShaderKind.Lit, "_Color", "_MainTex", "_Glossiness", "_Metallic");
        private static readonly Shader UnlitColor = new Shader("Unlit/Color", ShaderKind.Unlit, "_Color");
        private static readonly Shader UnlitTexture = new Shader("Unlit/Texture", ShaderKind.Unlit, "_MainTex");

        private readonly string[] _properties;

        private Shader(string name, ShaderKind kind, params string[] properties)
        {
            this.name = name;
            Kind = kind;
            _properties = properties;
        }

        public bool isSupported => true;

        internal ShaderKind Kind { get; }

        public static Shader Find(string name) => name switch
        {
            "Standard" => Standard,
            "Unlit/Color" => UnlitColor,
            "Unlit/Texture" => UnlitTexture,
            _ => null,
        };

        internal bool Has(string property) => System.Array.IndexOf(_properties, property) >= 0;
    }
}
