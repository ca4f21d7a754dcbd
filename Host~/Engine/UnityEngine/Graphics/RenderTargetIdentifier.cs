#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;

namespace UnityEngine.Rendering
{
    public struct RenderTargetIdentifier : IEquatable<RenderTargetIdentifier>
    {
        internal readonly BuiltinRenderTextureType Type;
        internal readonly Texture Texture;

        public RenderTargetIdentifier(BuiltinRenderTextureType type)
        {
            Type = type;
            Texture = null;
        }

        public RenderTargetIdentifier(Texture tex)
        {
            Type = tex is null ? BuiltinRenderTextureType.None
                : tex is RenderTexture ? BuiltinRenderTextureType.RenderTexture : BuiltinRenderTextureType.BindableTexture;
            Texture = tex;
        }

        public static implicit operator RenderTargetIdentifier(BuiltinRenderTextureType type) => new RenderTargetIdentifier(type);

        public static implicit operator RenderTargetIdentifier(Texture tex) => new RenderTargetIdentifier(tex);

        public static bool operator ==(RenderTargetIdentifier lhs, RenderTargetIdentifier rhs) => lhs.Equals(rhs);

        public static bool operator !=(RenderTargetIdentifier lhs, RenderTargetIdentifier rhs) => !lhs.Equals(rhs);

        public readonly bool Equals(RenderTargetIdentifier rhs) => Type == rhs.Type && ReferenceEquals(Texture, rhs.Texture);

        public override readonly bool Equals(object obj) => obj is RenderTargetIdentifier other && Equals(other);

        public override readonly int GetHashCode() => HashCode.Combine(Type, Texture);

        public override readonly string ToString() => Texture is null ? $"Type {Type}" : $"Type {Type} {Texture.name}";
    }
}
